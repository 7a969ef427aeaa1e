"""Builders of the day of a meeting: one that begins soon, links, calls for help."""

from datetime import timedelta

from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.demo.meeting_builders import make_online_meeting
from engagement.meetings.commands import helping, joining
from engagement.meetings.models import HelpKind, HelpRequest, Meeting, Registration


def make_meeting_soon(minutes: int = 30, **values) -> Meeting:
    """A meeting whose first session begins in some minutes, still open for registration."""
    closes = now() + timedelta(minutes=5)
    return make_online_meeting(
        starts_at=now() + timedelta(minutes=minutes),
        category={"closes_at": closes, "first_closes_at": closes} | values.pop("category", {}),
        **values,
    )


@bookkeeping
def make_link(registration: Registration) -> str:
    """Somebody's personal link: its token."""
    token = joining.new_link(registration)
    db.session.flush()
    return token


def make_help(registration: Registration, kind: HelpKind = HelpKind.SOUND, **values) -> HelpRequest:
    """A call for help by the link."""
    words = values.pop("words", "No sound at Green Youth (Kenya)")
    return helping.ask_help(registration, kind, words=words, **values)


def make_present(registration: Registration, *, works: bool | None = True) -> None:
    """Somebody in the first session; None for who only tried."""
    session_id = registration.meeting.sessions[0].id
    joining.note_tried(registration, session_id)
    if works is not None:
        joining.note_outcome(registration, session_id, works=works)
