"""Who tried to join, who was in, who took part: from what was pressed, listed and checked in.

One place says what counts (product 5), for pages, jobs and figures:

    tried     pressed "Join", or stands in the list of a session, or was checked in
    in        said so on the join page, was there for a second at least, or was checked in
    attended  there for the share of a session that the setting says, or checked in

Each is part of the one before. A registration counts for its meeting and for the meetings that
share its registration.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select

from engagement.core.clock import now
from engagement.core.db import db
from engagement.meetings.models import (
    CONFIRMED,
    Attendance,
    AttendanceLine,
    AttendanceList,
    CheckIn,
    Meeting,
    MeetingSession,
    MeetingState,
    Mode,
    Presence,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries.entries import sessions_with
from engagement.meetings.queries.meetings import end_of_all

S = RegistrationState
_pressed = exists().where(Presence.registration_id == Registration.id)
_listed = exists().where(Attendance.registration_id == Registration.id)
checked_in = exists().where(CheckIn.registration_id == Registration.id, CheckIn.undone_at.is_(None))
"""Whoever came to the place."""
tried: ColumnElement[bool] = or_(_pressed, _listed, checked_in)
joined: ColumnElement[bool] = or_(
    _pressed.where(Presence.in_at.is_not(None)), _listed.where(Attendance.seconds > 0), checked_in
)
attended: ColumnElement[bool] = or_(_listed.where(Attendance.attended), checked_in)
"""Conditions on `Registration`, to be put into any query."""


@dataclass(frozen=True)
class Counts:
    """People of one meeting, or one session of it; each figure is part of the one before."""

    confirmed: int = 0
    tried: int = 0
    joined: int = 0
    attended: int = 0


def counts_of(meetings: Iterable[uuid.UUID]) -> dict[uuid.UUID, Counts]:
    """People of each meeting that has registrations of its own; one query for all of them."""
    rows = db.session.execute(
        select(
            Registration.meeting_id,
            func.count(),
            func.count().filter(tried),
            func.count().filter(joined),
            func.count().filter(attended),
        )
        .where(Registration.meeting_id.in_(list(meetings)), Registration.state.in_(CONFIRMED))
        .group_by(Registration.meeting_id)
    )
    return {meeting_id: Counts(*people) for meeting_id, *people in rows}


def counts_by_session(sessions: Sequence[MeetingSession]) -> dict[uuid.UUID, Counts]:
    """People of each session, by what was pressed and listed; one query for all of them.

    Check-in is for a whole meeting, so it is in none of them.
    """
    of_session = AttendanceList.session_id == MeetingSession.id
    listed = exists().where(
        Attendance.registration_id == Registration.id,
        Attendance.list_id == AttendanceList.id,
        of_session,
    )
    pressed = exists().where(
        Presence.registration_id == Registration.id, Presence.session_id == MeetingSession.id
    )
    rows = db.session.execute(
        select(
            MeetingSession.id,
            func.count(),
            func.count().filter(or_(pressed, listed)),
            func.count().filter(
                or_(
                    pressed.where(Presence.in_at.is_not(None)), listed.where(Attendance.seconds > 0)
                )
            ),
            func.count().filter(listed.where(Attendance.attended)),
        )
        .join(Meeting, Meeting.id == MeetingSession.meeting_id)
        .join(
            Registration,
            Registration.meeting_id == func.coalesce(Meeting.through_id, Meeting.id),
        )
        .where(
            MeetingSession.id.in_([each.id for each in sessions]), Registration.state.in_(CONFIRMED)
        )
        .group_by(MeetingSession.id)
    )
    return {session_id: Counts(*people) for session_id, *people in rows}


def list_of(session: MeetingSession) -> AttendanceList | None:
    """The list that counts for a session."""
    return db.session.scalars(select(AttendanceList).filter_by(session_id=session.id)).first()


def lists_of(sessions: Sequence[MeetingSession]) -> dict[uuid.UUID, AttendanceList]:
    """The lists of several sessions, by session; one query."""
    found = db.session.scalars(
        select(AttendanceList).where(AttendanceList.session_id.in_([each.id for each in sessions]))
    )
    return {each.session_id: each for each in found}


def left_out(of_list: AttendanceList) -> list[AttendanceLine]:
    """Lines of a list that count for nobody, in their order."""
    return list(
        db.session.scalars(
            select(AttendanceLine)
            .where(AttendanceLine.list_id == of_list.id, AttendanceLine.registration_id.is_(None))
            .order_by(AttendanceLine.number)
        )
    )


def sessions_to_list(meeting: Meeting) -> list[MeetingSession]:
    """The sessions that take place for whoever registers at a meeting, in order of time."""
    return [
        each
        for each in sessions_with(meeting.registers_at)
        if each.cancelled_at is None and each.meeting.state is not MeetingState.CANCELLED
    ]


@dataclass(frozen=True)
class Known:
    """Whether it is known of everybody who takes part online, or on site, if they came."""

    online: bool
    on_site: bool

    @property
    def all(self) -> bool:
        """Whether nothing is missing."""
        return self.online and self.on_site


def known_of(meeting: Meeting) -> Known:
    """Online it takes the list of each session, on site that people were checked in at all.

    An officer can say instead that all is noted (`attendance_closed_at`).
    """
    meeting = meeting.registers_at
    if meeting.attendance_closed_at is not None:
        return Known(online=True, on_site=True)
    sessions = sessions_to_list(meeting)
    of_meeting = and_(Registration.meeting_id == meeting.id, Registration.state.in_(CONFIRMED))
    came = db.session.scalar(select(exists().where(of_meeting, checked_in)))
    expected = db.session.scalar(
        select(exists().where(of_meeting, Registration.mode == Mode.IN_PERSON))
    )
    return Known(
        online=meeting.mode is Mode.IN_PERSON or len(lists_of(sessions)) == len(sessions),
        on_site=bool(came) or not expected,
    )


def to_note(meeting: Meeting) -> Select:
    """Registrations of a meeting that is over whose state is not what is known by now.

    Nobody is said not to have come as long as lists are missing; whose reason to count as having
    taken part is gone does not.
    """
    known = known_of(meeting)
    missing = or_(
        Registration.mode == Mode.ONLINE if known.online else false(),
        Registration.mode == Mode.IN_PERSON if known.on_site else false(),
        Registration.state == S.ATTENDED,
    )
    return select(Registration).where(
        Registration.meeting_id == meeting.registers_at.id,
        or_(
            and_(Registration.state.in_((S.CONFIRMED, S.NO_SHOW)), attended),
            and_(Registration.state.in_((S.CONFIRMED, S.ATTENDED)), ~attended, missing),
        ),
    )


def with_evidence(ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Of these registrations those that took part by what is known."""
    return set(
        db.session.scalars(select(Registration.id).where(Registration.id.in_(ids), attended))
    )


def meetings_to_note() -> list[Meeting]:
    """Meetings that are over and have registrations whose state may have to follow; for the job."""
    waiting = exists().where(
        Registration.meeting_id == Meeting.id,
        or_(
            Registration.state == S.CONFIRMED,
            and_(Registration.state == S.NO_SHOW, attended),
            and_(Registration.state == S.ATTENDED, ~attended),
        ),
    )
    over = and_(Meeting.state == MeetingState.PUBLISHED, Meeting.ends_at <= now())
    return list(db.session.scalars(select(Meeting).where(over, waiting, end_of_all() <= now())))
