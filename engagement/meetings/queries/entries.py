"""What belongs into the calendars of people who registered."""

import uuid
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from engagement.core.db import db
from engagement.meetings.models import (
    CONFIRMED,
    Meeting,
    MeetingSession,
    Registration,
    RegistrationState,
)

TOGETHER = (
    select(MeetingSession)
    .join(MeetingSession.meeting)
    .where(
        or_(
            Meeting.id == bindparam("meeting_id"),
            and_(Meeting.through_id == bindparam("meeting_id"), Meeting.published_at.is_not(None)),
        )
    )
    .order_by(MeetingSession.starts_at, MeetingSession.id)
)


def sessions_of(registration: Registration) -> list[MeetingSession]:
    """The sessions of the meeting, and of those that share its registration, in order of time."""
    return sessions_with(registration.meeting)


def sessions_with(meeting: Meeting) -> list[MeetingSession]:
    """The same for a meeting: what everybody who registered for it has in the calendar.

    One query, and a second where meetings share its registration.
    """
    found = list(db.session.scalars(TOGETHER, {"meeting_id": meeting.id}))
    meetings = {meeting.id: meeting}
    others = {each.meeting_id for each in found} - meetings.keys()
    if others:
        sharing = db.session.scalars(select(Meeting).where(Meeting.id.in_(others)))
        meetings |= {each.id: each for each in sharing}
    for each in found:
        set_committed_value(each, "meeting", meetings[each.meeting_id])
    for each in meetings.values():
        own = [session for session in found if session.meeting_id == each.id]
        set_committed_value(each, "sessions", own)
    return found


def of_account(account_id: uuid.UUID) -> Sequence[tuple[Registration, list[MeetingSession]]]:
    """A person's registrations with a place, or a place in line, each with its sessions.

    Three queries, however many there are.
    """
    found = db.session.scalars(
        select(Registration)
        .where(
            Registration.person_id == account_id,
            Registration.state.in_((*CONFIRMED, RegistrationState.WAITING)),
        )
        .options(joinedload(Registration.meeting).selectinload(Meeting.sessions))
        .order_by(Registration.created_at, Registration.id)
    ).all()
    joined = defaultdict(list)
    for meeting in db.session.scalars(
        select(Meeting)
        .where(
            Meeting.through_id.in_([each.meeting_id for each in found]),
            Meeting.published_at.is_not(None),
        )
        .options(selectinload(Meeting.sessions))
    ):
        joined[meeting.through_id].append(meeting)
    return [
        (each, _in_order([each.meeting, *joined[each.meeting_id]]))
        for each in found
        if each.meeting.is_public
    ]


def _in_order(meetings):
    sessions = [session for meeting in meetings for session in meeting.sessions]
    return sorted(sessions, key=lambda each: (each.starts_at, each.id))
