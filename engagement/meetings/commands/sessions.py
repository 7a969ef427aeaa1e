"""Sessions of a meeting: added, changed, cancelled. The meeting begins and ends with them."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import lazy_gettext as _l

from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor
from engagement.core.seen import refuse_stale
from engagement.meetings.commands.keeping import begin, finish
from engagement.meetings.commands.touching import as_new, as_they_are, touch
from engagement.meetings.models import Meeting, MeetingSession
from engagement.meetings.queries.attendance import list_of


@dataclass(frozen=True)
class SessionData:
    """When a session is and how people follow it; `title` by language, or empty."""

    starts_at: datetime
    ends_at: datetime
    title: dict[str, str] = field(default_factory=dict)
    join_url: str | None = None
    interpretation: tuple[str, ...] = ()
    capacity: int | None = None
    child_friendly: bool = False


def session_of(data: SessionData) -> MeetingSession:
    """A new session; part of commands. RuleViolation when it would end before it begins."""
    _refuse_disorder(data)
    return MeetingSession(
        title=data.title,
        starts_at=data.starts_at,
        ends_at=data.ends_at,
        first_starts_at=data.starts_at,
        join_url=data.join_url,
        interpretation=list(data.interpretation),
        capacity=data.capacity,
        child_friendly=data.child_friendly,
    )


@command
def add_session(
    meeting: Meeting, data: SessionData, *, actor: Actor, key: uuid.UUID | None = None
) -> MeetingSession:
    """A session more."""
    begin(meeting, actor)
    if earlier := once.take(key, actor):
        return db.session.get_one(MeetingSession, earlier.result_id)
    session = session_of(data)
    meeting.sessions.append(session)
    keep_in_step(meeting)
    once.remember(key, session.id)
    touch(meeting, [as_new(session)])
    finish("session:added", session, meeting, actor, **_told(data))
    return session


@command
def change_session(
    session: MeetingSession, data: SessionData, *, actor: Actor, seen: str | None = None
) -> None:
    """Correct a session. Calendars follow by its sequence; what was first announced is kept.

    `seen` marks what the page showed (`core.seen`); Stale where something else stands by now.
    """
    meeting = session.meeting
    begin(meeting, actor)
    db.session.refresh(session)
    _refuse_cancelled(session)
    refuse_stale(session, seen, vars(data))
    _refuse_disorder(data)
    before = as_they_are([session])
    session.title, session.join_url = data.title, data.join_url
    session.starts_at, session.ends_at = data.starts_at, data.ends_at
    session.interpretation, session.capacity = list(data.interpretation), data.capacity
    session.child_friendly = data.child_friendly
    if not meeting.is_public:
        session.first_starts_at = session.starts_at
    keep_in_step(meeting)
    touch(meeting, before)
    finish("session:changed", session, meeting, actor, **_told(data))


@command
def cancel_session(session: MeetingSession, *, actor: Actor) -> None:
    """Cancel a session of a published meeting; it stays to be read as cancelled.

    A draft's session is taken out. RuleViolation for the last one that takes place.
    """
    meeting = session.meeting
    begin(meeting, actor)
    db.session.refresh(session)
    _refuse_cancelled(session)
    if list_of(session) is not None:
        raise RuleViolation(_l("This session took place: there is an attendance list of it."))
    left = [each for each in meeting.sessions if each.cancelled_at is None and each is not session]
    if not left:
        raise RuleViolation(_l("A meeting has at least one session. Add another one first."))
    if meeting.is_public:
        before = as_they_are([session])
        session.cancelled_at = now()
        keep_in_step(meeting)
        touch(meeting, before)
        finish("session:cancelled", session, meeting, actor)
        return
    finish("session:cancelled", session, meeting, actor)
    meeting.sessions.remove(session)
    db.session.delete(session)
    keep_in_step(meeting)


def keep_in_step(meeting: Meeting) -> None:
    """Let the meeting begin with its first session and end with its last; part of commands."""
    sessions = [each for each in meeting.sessions if each.cancelled_at is None]
    meeting.starts_at = min(each.starts_at for each in sessions)
    meeting.ends_at = max(each.ends_at for each in sessions)
    db.session.flush()


def _refuse_cancelled(session):
    if session.cancelled_at is not None:
        raise RuleViolation(_l("This session was cancelled, and cannot be changed any more."))


def _refuse_disorder(data):
    if data.ends_at <= data.starts_at:
        raise RuleViolation(_l("A session ends after it begins. Check the hours."))


def _told(data):
    return {
        "starts_at": data.starts_at.isoformat(),
        "ends_at": data.ends_at.isoformat(),
        "interpretation": list(data.interpretation),
        "child_friendly": data.child_friendly,
    }
