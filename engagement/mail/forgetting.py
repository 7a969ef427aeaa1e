"""What stays of a person's mails once the person is erased: that they were sent (R-56)."""

import re
import uuid
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Update, and_, func, or_, select, update

from engagement.audit.models import AuditEvent
from engagement.core.db import db
from engagement.core.personal_data import ERASED_DOMAIN
from engagement.mail.models import Message, MessageState
from engagement.mail.outbox import isolate
from engagement.mail.queries import about_no_case
from engagement.web.i18n import bdi_text

_WORDS = ("subject", "body_text", "body_html")
_NO_CALENDAR = {"calendar": None, "calendar_method": None}
"""An invitation names its reader from beginning to end: it goes even where a letter stays."""


def addresses_of(person_id: uuid.UUID) -> set[str]:
    """Every address at which the person was written to, in small letters."""
    to = func.lower(Message.to)
    return set(db.session.scalars(select(to).where(Message.person_id == person_id)))


def forget(
    person_id: uuid.UUID, *, addresses: Collection[str], name: str, pseudonym: str, last: Message
) -> None:
    """Put `pseudonym` (an address) for the reader of every mail to the person; in a command.

    What waits is recalled. Words go, but for letters of a case: those lose the reader's name in
    the greeting. Mails to others lose the address, and the name where they are about organizations
    for which the person acted. `last`, the answer, loses all once it has left.
    """
    own = or_(Message.person_id == person_id, func.lower(Message.to).in_(addresses))
    if last.state == MessageState.QUEUED:
        last.to_afterwards = pseudonym
        db.session.flush()
        own = and_(own, Message.id != last.id)
    _set(and_(own, Message.state == MessageState.QUEUED), state=MessageState.RECALLED)
    _set(and_(own, or_(Message.holds_link, about_no_case())), **dict.fromkeys(_WORDS, ""))
    _set(own, to=pseudonym, error=None, **_NO_CALENDAR)
    short = pseudonym.partition("@")[0]
    acted_for = select(AuditEvent.about_organization_id).where(AuditEvent.actor_id == person_id)
    named = Message.body_text.contains(isolate(name), autoescape=True)
    told = or_(Message.to == pseudonym, Message.about_organization_id.in_(acted_for))
    _set(
        and_(told, named, Message.id != last.id),
        subject=func.replace(Message.subject, isolate(name), isolate(short)),
        body_text=func.replace(Message.body_text, isolate(name), isolate(short)),
        body_html=func.replace(Message.body_html, str(bdi_text(name)), str(bdi_text(short))),
    )
    for address in addresses:
        whole = rf"(?<![\w.%+-]){re.escape(address)}(?![\w-])"
        for one in _WORDS:
            column = getattr(Message, one)
            _set(
                and_(column.icontains(address, autoescape=True), Message.id != last.id),
                **{one: func.regexp_replace(column, whole, pseudonym, "gi")},
            )


def forget_sent(message: Message) -> None:
    """The same for one mail that had to leave first."""
    message.to, message.to_afterwards = message.to_afterwards, None
    message.subject = message.body_text = message.body_html = ""
    message.error = message.calendar = message.calendar_method = None


def _set(condition, **values):
    statement = update(Message).where(condition).values(**values)
    db.session.execute(statement, execution_options={"synchronize_session": "fetch"})


NOBODY = f"nobody@{ERASED_DOMAIN}"
"""Stands for an address that was kept for a mail alone, and is not kept any more."""


def forget_about(subject) -> None:
    """Take address and words out of every mail about a record; what waits is recalled.

    For records that are nothing but an address somebody left; in a command.
    """
    about = and_(Message.about_type == subject.__tablename__, Message.about_id == subject.id)
    _set(and_(about, Message.state == MessageState.QUEUED), state=MessageState.RECALLED)
    _set(about, to=NOBODY, error=None, **dict.fromkeys(_WORDS, ""), **_NO_CALENDAR)


def old_addresses(model, limit: datetime) -> Update:
    """The same as a rule of retention: about records of one kind, sent at `limit` or before."""
    return (
        update(Message)
        .where(
            Message.about_type == model.__tablename__,
            Message.send_at <= limit,
            Message.state != MessageState.QUEUED,
            Message.to != NOBODY,
        )
        .values(to=NOBODY, error=None, **dict.fromkeys(_WORDS, ""), **_NO_CALENDAR)
    )
