"""Ask for one mail, confirm the address, delete it; the night writes the mail.

The trail is for ever, so no address goes into it, not even masked.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import Delete, select

from engagement.accounts import departures, tokens
from engagement.accounts.models import Account
from engagement.accounts.queries import email_key
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, VISITOR, can
from engagement.mail import outbox
from engagement.mail.forgetting import forget_about
from engagement.outreach import consent, settings
from engagement.outreach.deletion import deletion
from engagement.outreach.models import FollowUp, Result
from engagement.outreach.permissions import Outreach
from engagement.outreach.queries.follow_ups import is_answered


@dataclass(frozen=True)
class Asker:
    """Who wants a mail: an address, no account."""

    email: str
    language: str
    id: None = None
    name: str = ""


@command
def ask_follow_up(
    *, email: str, language: str, apply_from: date | None, key: uuid.UUID | None = None
) -> None:
    """Take an address and mail it the link that confirms it; nothing else is ever sent before.

    `apply_from` is the day from which the organization can apply, None when it can already. The
    answer is the same whether the address is known or not.
    """
    if once.take(key, VISITOR):
        return
    if apply_from is not None and apply_from <= today():
        raise RuleViolation(_l("This day has come. Check again whether you qualify."))
    token, token_hash = tokens.new_token()
    asked = FollowUp(
        email=email,
        email_key=email_key(email),
        language=language,
        result=Result.NOT_YET if apply_from else Result.CAN_APPLY,
        apply_from=apply_from,
        write_on=apply_from or today() + timedelta(days=settings.follow_up_days()),
        consent_version=consent.VERSION,
        token_hash=token_hash,
        asked_at=now(),
        confirm_until=now() + timedelta(days=settings.confirm_days()),
    )
    db.session.add(asked)
    db.session.flush()
    once.remember(key, asked.id)
    record(
        "outreach:follow-up:asked",
        asked,
        actor=VISITOR,
        result=asked.result.value,
        consent=asked.consent_version,
    )
    outbox.send(
        "outreach/confirm",
        to=Asker(asked.email, language),
        about=asked,
        follow_up=asked,
        token=token,
    )


@command
def confirm_follow_up(asked: FollowUp) -> None:
    """Whoever reads the mailbox agrees; of several requests of an address the last one counts.

    May be called twice. RuleViolation when the link came too late.
    """
    others = db.session.scalars(
        select(FollowUp)
        .where(FollowUp.email_key == asked.email_key)
        .order_by(FollowUp.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    if asked not in others or (asked.confirmed_at is None and asked.confirm_until <= now()):
        raise RuleViolation(_l("This link does not work any more. Ask for a mail again."))
    if asked.confirmed_at is not None:
        return
    for other in others:
        if other is not asked and other.closed_at is None:
            _delete(other, "outreach:follow-up:replaced")
    db.session.flush()
    asked.confirmed_at = now()
    record("outreach:follow-up:confirmed", asked, actor=VISITOR)


@command
def delete_follow_up(asked: FollowUp) -> None:
    """Forget an address at once, in our mails, too; whoever has one of its links may ask for it."""
    _delete(asked, "outreach:follow-up:deleted")


@command
def write_follow_up(follow_up_id: uuid.UUID, *, actor=SYSTEM) -> bool:
    """Write the one mail, or none if the person has applied; returns whether one was written.

    May be called twice, and by several workers at once.
    """
    if not can(actor, Outreach.WRITE):
        raise NotAllowed(Outreach.WRITE)
    asked = db.session.get(FollowUp, follow_up_id, with_for_update=True, populate_existing=True)
    if (
        asked is None
        or asked.confirmed_at is None
        or asked.closed_at is not None
        or asked.write_on > today()
    ):
        return False
    asked.closed_at = now()
    if is_answered(asked):
        record("outreach:follow-up:not-needed", asked, actor=actor)
        return False
    token, asked.mail_token_hash = tokens.new_token()
    asked.written_at = now()
    record("outreach:follow-up:written", asked, actor=actor)
    outbox.send(
        "outreach/follow_up",
        to=Asker(asked.email, asked.language),
        about=asked,
        follow_up=asked,
        token=token,
    )
    return True


def _delete(asked, event):
    lock(asked)
    record(event, asked, actor=VISITOR)
    forget_about(asked)
    _run(deletion(FollowUp.id == asked.id))
    db.session.expunge(asked)


def _erase(account: Account, addresses: Collection[str]) -> None:
    """An erased person's address is left nowhere."""
    _run(deletion(FollowUp.email_key.in_(addresses)))


def _run(statement: Delete) -> None:
    db.session.flush()
    db.session.execute(statement, execution_options={"synchronize_session": False})


departures.on_erasure(_erase)
