"""Send and recall mail from within a command."""

import re
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from flask import current_app
from sqlalchemy import select

from engagement.audit.commands import organization_of
from engagement.core.clock import now
from engagement.core.db import db
from engagement.jobs.queue import BULK, enqueue
from engagement.mail.models import Message, MessageState
from engagement.web.i18n import direction, speaking

MOST_AT_ONCE = 50
"""Mails of one job of a batch: a mail that is waited for goes before the next fifty."""

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


class Reader(Protocol):
    """Whom a mail goes to: an account, or an invited address."""

    id: object
    name: str
    email: str
    language: str


class Batch:
    """Mails to many people: they leave together, over one line to the server, after all others.

    `leave` has to be called in the command that wrote them.
    """

    def __init__(self) -> None:
        self.message_ids: list[str] = []

    def leave(self) -> None:
        """Let a worker deliver what was written since."""
        ids, self.message_ids = self.message_ids, []
        for first in range(0, len(ids), MOST_AT_ONCE):
            together = ids[first : first + MOST_AT_ONCE]
            enqueue("mail.deliver_batch", priority=BULK, message_ids=together)


@dataclass(frozen=True)
class Words:
    """A mail as its reader sees it."""

    subject: str
    text: str
    html: str


def send(
    template: str,
    *,
    to: Reader,
    about=None,
    send_at: datetime | None = None,
    for_reader_alone: bool = False,
    calendar: bytes | None = None,
    calendar_method: str | None = None,
    together_with: Batch | None = None,
    **context,
):
    """Store a mail rendered in its reader's language; it leaves when the command has committed.

    `template` is `feature/message`: a folder of `templates/email` with subject.txt, body.txt and
    body.html. `send_at` (aware) holds it back until then. What is called `token` in the context is
    a link that acts as its reader: such a mail is for nobody else to read, and so is one
    `for_reader_alone`, which tells of several cases what this reader may know. `calendar` is a
    calendar file that goes with it, `calendar_method` what that file asks for (REQUEST, CANCEL).
    One of many leaves `together_with` the others. Returns the Message.
    """
    message = _store(
        compose(template, to=to, about=about, **context),
        template,
        to=to,
        address=to.email,
        about=about,
        send_at=send_at,
        holds_link=for_reader_alone or "token" in context,
        calendar=calendar.decode() if calendar else None,
        calendar_method=calendar_method if calendar else None,
    )
    if not current_app.config["SETTINGS"].smtp_url:
        message.state = MessageState.KEPT
    elif together_with is not None:
        together_with.message_ids.append(str(message.id))
    else:
        enqueue(
            "mail.deliver_message",
            at=send_at,
            about=message.about_organization_id,
            message_id=str(message.id),
        )
    return message


def post(template: str, *, to: Reader, about, **context) -> Message:
    """Keep a letter for a reader without an e-mail address until staff have posted it."""
    words = compose_letter(template, to=to, about=about, **context)
    message = _store(words, template, to=to, address=to.name, about=about)
    message.state = MessageState.TO_POST
    db.session.flush()
    return message


def _store(
    words, template, *, to, address, about, send_at=None, holds_link=False, **calendar
) -> Message:
    created = now()
    message = Message(
        id=uuid.uuid4(),
        template=template,
        person_id=to.id,
        to=address,
        language=to.language,
        subject=words.subject,
        body_text=words.text,
        body_html=words.html,
        about_type=about.__tablename__ if about is not None else None,
        about_id=about.id if about is not None else None,
        about_organization_id=organization_of(about) if about is not None else None,
        holds_link=holds_link,
        created_at=created,
        send_at=send_at or created,
        **calendar,
    )
    db.session.add(message)
    return message


def compose(template: str, *, to: Reader, about=None, **context) -> Words:
    """What `send` would store: a mail in its reader's language, to be shown before it is sent."""
    with speaking(to.language):
        subject, text, html = (
            _render(template, part, to=to, about=about, **context)
            for part in ("subject.txt", "body.txt", "body.html")
        )
    return Words(
        subject=re.sub(r"\s+", " ", subject).strip(),
        text=re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
        html=html,
    )


def compose_letter(template: str, *, to: Reader, about=None, **context) -> Words:
    """What `post` would keep: it says at its end that it can be answered by post, too."""
    words = compose(template, to=to, about=about, **context)
    with speaking(to.language):
        closing = current_app.jinja_env.get_template("email/by_post.txt").render()
    return replace(words, text=f"{words.text}\n{closing.strip()}\n")


def recall(template: str, *, about) -> int:
    """Stop mails of this kind about a record that have not left yet; returns how many."""
    waiting = db.session.scalars(
        select(Message)
        .where(
            Message.template == template,
            Message.about_id == about.id,
            Message.send_at > now(),
            Message.state.in_([MessageState.QUEUED, MessageState.KEPT]),
        )
        .with_for_update()
    ).all()
    for message in waiting:
        message.state = MessageState.RECALLED
    return len(waiting)


def link(path: str) -> str:
    """An absolute address for a mail: the host comes from the configuration alone."""
    return current_app.config["SETTINGS"].base_url + path


def isolate(text) -> str:
    """Text a person wrote, kept from turning the direction of a plain-text line around."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def _render(template, part, *, to, **context):
    page = current_app.jinja_env.get_template(f"email/{template}/{part}")
    return page.render(
        to=to,
        lang=to.language,
        dir=direction(to.language),
        lang_tag="zh-Hans" if to.language == "zh" else to.language,
        link=link,
        isolate=isolate,
        **context,
    )
