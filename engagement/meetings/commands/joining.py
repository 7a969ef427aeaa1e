"""Somebody joins a session, by the account or by the personal link (VISITOR)."""

import uuid
from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from engagement.accounts import tokens
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import bookkeeping, command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import VISITOR, Actor, can
from engagement.meetings.commands.letters import tell
from engagement.meetings.day_permissions import Day
from engagement.meetings.models import (
    ConnectionCheck,
    JoinLink,
    MeetingSession,
    Presence,
    Registration,
)
from engagement.meetings.queries.joining import joinable, obstacle


def new_link(registration: Registration) -> str:
    """Make somebody's personal link: returns its token, which is kept nowhere. Part of commands."""
    token, token_hash = tokens.new_token()
    db.session.add(JoinLink(registration_id=registration.id, token_hash=token_hash))
    return token


@command
def send_link(registration: Registration, *, actor: Actor) -> None:
    """Revoke every link and mail a new one. RuleViolation where the person could not join."""
    lock(registration)
    if not can(actor, Day.SEND_LINK, registration):
        raise NotAllowed(Day.SEND_LINK)
    if reason := obstacle(registration):
        raise RuleViolation(reason)
    revoke_all(registration)
    tell("join_link", registration, token=new_link(registration))
    record("meetings:day:link-sent", registration, actor=actor)


@command
def revoke_links(registration: Registration, *, actor: Actor) -> None:
    """Let no link of this person open anything any more; the account still does."""
    lock(registration)
    if not can(actor, Day.SEND_LINK, registration):
        raise NotAllowed(Day.SEND_LINK)
    revoke_all(registration)
    record("meetings:day:links-revoked", registration, actor=actor)


@bookkeeping
def note_tried(registration: Registration, session_id: uuid.UUID, *, actor: Actor = VISITOR) -> str:
    """Note that somebody goes into a session: returns its address.

    No event of the trail: hundreds press it within a minute, and the row says all there is. It
    waits for nobody. RuleViolation where the session cannot be joined now.
    """
    session = session_to_join(registration, session_id, actor)
    db.session.execute(
        insert(Presence)
        .values(registration_id=registration.id, session_id=session.id, tried_at=now())
        .on_conflict_do_nothing(index_elements=["registration_id", "session_id"])
    )
    return str(session.join_url)


@bookkeeping
def note_outcome(
    registration: Registration,
    session_id: uuid.UUID,
    *,
    works: bool,
    actor: Actor = VISITOR,
) -> None:
    """Note that somebody is in, or that it does not work. RuleViolation before they tried."""
    session = session_to_join(registration, session_id, actor)
    present = now()
    noted = db.session.execute(
        update(Presence)
        .where(Presence.registration_id == registration.id, Presence.session_id == session.id)
        .values(in_at=present if works else None, failed_at=None if works else present)
        .returning(Presence.id),
        execution_options={"synchronize_session": False},
    ).first()
    if noted is None:
        raise RuleViolation(_l("Press “Join” first."))


@bookkeeping
def keep_check(
    registration: Registration, answers: Mapping[str, bool], *, actor: Actor = VISITOR
) -> None:
    """Keep what somebody found when checking the connection, in place of an earlier check."""
    refuse_others(registration, actor)
    values = {"answers": dict(answers), "checked_at": now()}
    db.session.execute(
        insert(ConnectionCheck)
        .values(registration_id=registration.id, **values)
        .on_conflict_do_update(index_elements=["registration_id"], set_=values)
    )


def session_to_join(
    registration: Registration, session_id: uuid.UUID, actor: Actor
) -> MeetingSession:
    """The session, if this person can join it now. NotAllowed, RuleViolation."""
    refuse_others(registration, actor)
    if reason := obstacle(registration):
        raise RuleViolation(reason)
    for each in joinable(registration):
        if each.session.id == session_id and each.may_join:
            return each.session
    raise RuleViolation(_l("This session cannot be joined now."))


def refuse_others(registration: Registration, actor: Actor) -> None:
    """NotAllowed for another account; whoever holds the link was let in by it."""
    if actor != VISITOR and not can(actor, Day.JOIN, registration):
        raise NotAllowed(Day.JOIN)


def revoke_all(registration: Registration) -> None:
    """Let no personal link of a registration open anything any more; part of commands."""
    db.session.execute(
        update(JoinLink)
        .where(JoinLink.registration_id == registration.id, JoinLink.revoked_at.is_(None))
        .values(revoked_at=now()),
        execution_options={"synchronize_session": False},
    )
