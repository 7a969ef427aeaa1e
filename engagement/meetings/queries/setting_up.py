"""What officers need to know of a meeting while they change it: what is used already, figures."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, case, exists, func, or_, select

from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.meetings.models import (
    CONFIRMED,
    ENDED,
    AgeBand,
    Category,
    Meeting,
    MeetingState,
    Mode,
    Question,
    Registration,
    RegistrationPaper,
    RegistrationState,
)
from engagement.meetings.queries.meetings import to_come, visible_to
from engagement.meetings.queries.registrations import handled_by


@dataclass(frozen=True)
class Figures:
    """How many registrations of a category are how far."""

    confirmed: int = 0
    offered: int = 0
    waiting: int = 0
    to_decide: int = 0


def meetings_to_come(actor: Actor) -> list[Meeting]:
    """Meetings that are not over, to choose one of them, the next first."""
    there = to_come(actor).where(Meeting.state != MeetingState.CANCELLED)
    return list(db.session.scalars(there.order_by(Meeting.starts_at, Meeting.id)))


def figures(meeting: Meeting, actor: Actor) -> dict[uuid.UUID, Figures]:
    """Numbers by category of the registrations that this person may see; one query."""
    offered = Registration.offered_until.is_not(None)
    state = Registration.state
    counted = (
        case((state.in_(CONFIRMED), 1)),
        case((offered, 1)),
        case(((state == RegistrationState.WAITING) & ~offered, 1)),
        case((state == RegistrationState.SUBMITTED, 1)),
    )
    seen = handled_by(actor).where(Registration.meeting_id == meeting.id)
    rows = db.session.execute(
        seen.with_only_columns(
            Registration.category_id, *(func.count(each) for each in counted)
        ).group_by(Registration.category_id)
    )
    return {category_id: Figures(*numbers) for category_id, *numbers in rows}


def has_registrations(
    meeting: Meeting,
    *,
    modes: Collection[Mode] | None = None,
    bands: Collection[AgeBand] | None = None,
) -> bool:
    """Whether somebody has registered and not left, in one of these ways, of one of these ages."""
    found = select(Registration.id).where(
        Registration.meeting_id == meeting.id, Registration.state.not_in(ENDED)
    )
    if modes is not None:
        found = found.where(Registration.mode.in_(modes))
    if bands is not None:
        found = found.where(Registration.age_band.in_(bands))
    return db.session.scalar(found.limit(1)) is not None


def is_used(category: Category) -> bool:
    """Whether somebody ever registered in a category."""
    found = select(Registration.id).where(Registration.category_id == category.id)
    return db.session.scalar(found.limit(1)) is not None


def is_answered(question: Question, value: str | None = None) -> bool:
    """Whether somebody has answered a question, or by that value, or sent a document for it."""
    answer = Registration.answers[str(question.id)].astext
    if value is not None:
        return db.session.scalar(select(exists().where(answer == value)))
    document = RegistrationPaper.question_id == question.id
    return db.session.scalar(
        select(or_(exists().where(answer.is_not(None)), exists().where(document)))
    )


def drafts(actor: Actor) -> Select:
    """Meetings that are being prepared, for who may see them."""
    return visible_to(actor).where(Meeting.state == MeetingState.DRAFT)


def to_register_at(meeting: Meeting) -> list[Meeting]:
    """Meetings whose registration another one can share, the next first."""
    return list(
        db.session.scalars(
            select(Meeting)
            .where(
                Meeting.id != meeting.id,
                Meeting.through_id.is_(None),
                Meeting.state != MeetingState.CANCELLED,
                Meeting.ends_at > now(),
            )
            .order_by(Meeting.starts_at)
            .limit(100)
        )
    )


def shares_registration(meeting: Meeting) -> bool:
    """Whether another meeting that takes place has its registration here."""
    found = select(Meeting.id).where(
        Meeting.through_id == meeting.id, Meeting.state != MeetingState.CANCELLED
    )
    return db.session.scalar(found.limit(1)) is not None


def open_registrations(meeting_id: uuid.UUID) -> list[uuid.UUID]:
    """Registrations of a meeting that have not ended, those without a place first."""
    return list(
        db.session.scalars(
            select(Registration.id)
            .where(Registration.meeting_id == meeting_id, Registration.state.not_in(ENDED))
            .order_by(Registration.confirmed_at.is_not(None), Registration.number)
        )
    )
