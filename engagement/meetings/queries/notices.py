"""Who is to be told something about a meeting, and what is due to be told."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from engagement.core.clock import now
from engagement.core.db import db
from engagement.meetings import settings
from engagement.meetings.models import (
    UNSENT,
    Category,
    Meeting,
    MeetingNotice,
    MeetingSession,
    MeetingState,
    NoticeKind,
    NoticeTold,
    Registration,
    RegistrationState,
)

S = RegistrationState
A_DAY = 24
CLOSING_HOURS = 24
"""So long before a deadline somebody is reminded of a draft."""


@dataclass(frozen=True)
class Due:
    """A notice that is due to be made: see `MeetingNotice`."""

    meeting_id: uuid.UUID
    kind: NoticeKind
    key: str
    at: datetime
    session_id: uuid.UUID | None = None
    hours: int | None = None
    facts: dict | None = None


def get_notice(notice_id: uuid.UUID) -> MeetingNotice | None:
    """A notice, unless its meeting was cancelled meanwhile, which is told by itself; else None."""
    notice = db.session.get(MeetingNotice, notice_id)
    return notice if notice is not None and notice.meeting.cancelled_at is None else None


def recipients(notice: MeetingNotice) -> Select:
    """Registrations to be told that have not been: who had a reason to know when it was made."""
    told = exists().where(
        NoticeTold.notice_id == notice.id, NoticeTold.registration_id == Registration.id
    )
    return (
        select(Registration)
        .where(
            Registration.meeting_id == notice.meeting.registers_at.id,
            Registration.forgotten_at.is_(None),
            _concerned(notice),
            ~told,
        )
        .options(joinedload(Registration.person))
    )


def to_be_told(meeting: Meeting) -> int:
    """How many would be written to if hours of a meeting changed now."""
    counted = select(func.count()).where(
        Registration.meeting_id == meeting.registers_at.id,
        Registration.forgotten_at.is_(None),
        Registration.state.in_((S.CONFIRMED, S.WAITING, S.SUBMITTED)),
    )
    return db.session.scalar(counted) or 0


def _concerned(notice):
    confirmed = Registration.state == S.CONFIRMED
    if notice.kind is NoticeKind.REMINDER:
        due_at = notice.at - timedelta(hours=notice.hours)
        return and_(confirmed, Registration.confirmed_at <= due_at)
    if notice.kind is NoticeKind.CLOSING:
        known_at = notice.at - timedelta(hours=CLOSING_HOURS)
        return and_(
            Registration.state.in_(UNSENT),
            Registration.category_id == uuid.UUID(notice.facts["category_id"]),
            Registration.created_at <= known_at,
        )
    if notice.kind is NoticeKind.OFFER:
        return and_(
            Registration.id == uuid.UUID(notice.facts["registration_id"]),
            Registration.offered_until > now(),
        )
    known = and_(confirmed, Registration.confirmed_at <= notice.made_at)
    if any(each["moved"] or each["cancelled"] for each in notice.facts["sessions"]):
        waits = Registration.state.in_((S.WAITING, S.SUBMITTED))
        return or_(known, and_(waits, Registration.submitted_at <= notice.made_at))
    return known


def due() -> list[Due]:
    """What is to be told now and has not been begun to be told, of all meetings; a few queries."""
    found = [*reminders(), *closings(), *offers()]
    keys = [each.key for each in found]
    begun = {
        (row.meeting_id, row.key)
        for row in db.session.execute(
            select(MeetingNotice.meeting_id, MeetingNotice.key).where(MeetingNotice.key.in_(keys))
        )
    }
    return [each for each in found if (each.meeting_id, each.key) not in begun]


def reminders() -> Iterable[Due]:
    """Of each meeting by days and of each session by hours: the last one whose time has come.

    None for hours that were set after its time would have come: who was told of them knows.
    """
    hours = [int(each) for each in settings.reminder_hours()]
    if not hours:
        return
    meetings = db.session.scalars(
        select(Meeting)
        .where(
            Meeting.state == MeetingState.PUBLISHED,
            Meeting.ends_at > now(),
            Meeting.starts_at <= now() + timedelta(hours=max(hours)),
        )
        .options(selectinload(Meeting.sessions))
    )
    for meeting in meetings:
        to_come = [
            each
            for each in meeting.sessions
            if each.cancelled_at is None and each.starts_at > now()
        ]
        first = [each for each in to_come if each.starts_at == meeting.starts_at][:1]
        for session in first:
            yield from _reminder(session, [each for each in hours if each >= A_DAY], None)
        for session in to_come:
            yield from _reminder(session, [each for each in hours if each < A_DAY], session.id)


def _reminder(session: MeetingSession, hours, session_id):
    come = [each for each in hours if session.starts_at - timedelta(hours=each) <= now()]
    if not come or session.changed_at > session.starts_at - timedelta(hours=min(come)):
        return
    at = session.starts_at
    whose = session_id or "meeting"
    yield Due(
        session.meeting_id,
        NoticeKind.REMINDER,
        f"reminder:{whose}:{min(come)}:{at:%Y%m%dT%H%M}Z",
        at,
        session_id,
        min(come),
    )


def closings() -> Iterable[Due]:
    """Categories that close within a day and have drafts that somebody began before."""
    soon = now() + timedelta(hours=CLOSING_HOURS)
    rows = db.session.execute(
        select(Category.meeting_id, Category.id, Category.closes_at)
        .join(Category.meeting)
        .where(
            Meeting.state == MeetingState.PUBLISHED,
            Category.closes_at > now(),
            Category.closes_at <= soon,
            exists().where(Registration.category_id == Category.id, Registration.state.in_(UNSENT)),
        )
    )
    for meeting_id, category_id, at in rows:
        key = f"closing:{category_id}:{at:%Y%m%dT%H%M}Z"
        facts = {"category_id": str(category_id)}
        yield Due(meeting_id, NoticeKind.CLOSING, key, at, facts=facts)


def offers() -> Iterable[Due]:
    """Offers of which half the time is over, each once, however often it is extended."""
    present = literal(now())
    rows = db.session.execute(
        select(
            Registration.meeting_id,
            Registration.id,
            Registration.offered_at,
            Registration.offered_until,
        ).where(
            Registration.offered_until > present,
            present - Registration.offered_at >= Registration.offered_until - present,
        )
    )
    for meeting_id, registration_id, offered_at, at in rows:
        key = f"offer:{registration_id}:{offered_at:%Y%m%dT%H%M%S}Z"
        facts = {"registration_id": str(registration_id)}
        yield Due(meeting_id, NoticeKind.OFFER, key, at, facts=facts)
