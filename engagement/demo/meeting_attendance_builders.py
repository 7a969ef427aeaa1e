"""Builders of what comes after a meeting: lists of who was there, people checked in."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Actor
from engagement.demo.meeting_builders import make_leader, make_online_meeting
from engagement.demo.meeting_safeguard_builders import (
    make_company,
    make_consent,
    make_minor,
    make_nominee,
)
from engagement.meetings.attendance_lists import Stay
from engagement.meetings.commands import attendance, checking_in, noting
from engagement.meetings.models import (
    AttendanceList,
    CheckIn,
    Meeting,
    MeetingSession,
    Registration,
)

MINUTE = timedelta(minutes=1)
SHEET = "name,email,registration,join time,leave time\n"


def make_meeting_in_the_past(days: int = 2, **values) -> Meeting:
    """A meeting that ended some days ago; people register for it in `before(meeting)`."""
    begins = (now() - timedelta(days=days)).replace(minute=0, second=0, microsecond=0)
    with moved_to(begins - timedelta(days=20)):
        return make_online_meeting(starts_at=begins, **values)


@bookkeeping
def add_session(meeting: Meeting, starts_at: datetime, minutes: int) -> MeetingSession:
    """One more session of a meeting, which goes on as long as it."""
    session = MeetingSession(
        meeting_id=meeting.id,
        title={"en": "Second session of Green Youth (Kenya)"},
        starts_at=starts_at,
        ends_at=starts_at + minutes * MINUTE,
        first_starts_at=starts_at,
        join_url="https://meet.example/green-youth",
    )
    db.session.add(session)
    meeting.ends_at = max(meeting.ends_at, session.ends_at)
    db.session.flush()
    db.session.expire(meeting)
    return session


def before(meeting: Meeting):
    """A block in which it is ten days before a meeting begins."""
    return moved_to(meeting.starts_at - timedelta(days=10))


def make_confirmed_minor(meeting: Meeting) -> Registration:
    """Somebody of 15 to 17 with a place: a guardian agreed, and an adult goes along."""
    organization, leader = make_leader()
    minor = make_minor(meeting, organization=organization, leader=leader)
    adult = make_nominee(meeting, organization, leader)
    make_consent(minor, actor=leader)
    make_company(minor, adult, actor=leader)
    return minor


def stay(
    registration: Registration, minutes: int, *, late: int = 0, number: int = 2, session=None
) -> Stay:
    """Somebody's line in the list of the first session, or of another one, by its number."""
    began_at = (session or registration.meeting.sessions[0]).starts_at + late * MINUTE
    return Stay(
        number,
        {"registration": registration.reference},
        began_at,
        began_at + minutes * MINUTE,
    )


def make_list(
    session: MeetingSession, minutes: Sequence[tuple[Registration, int]], *, actor: Actor
) -> AttendanceList:
    """The list of a session in which each was there for so many minutes from its beginning."""
    stays = [
        stay(who, each, number=number, session=session)
        for number, (who, each) in enumerate(minutes, start=2)
    ]
    return attendance.take_list(session, stays, actor=actor)


def make_check_in(
    registration: Registration, *, actor: Actor, at: datetime | None = None
) -> CheckIn:
    """Somebody checked in as the meeting begins, unless told otherwise."""
    with moved_to(at or registration.meeting.starts_at):
        return checking_in.check_in(registration, actor=actor)


def note_all(meeting: Meeting) -> int:
    """Let every state follow; returns how many did."""
    noted = 0
    while some := noting.note(meeting):
        noted += some
    return noted
