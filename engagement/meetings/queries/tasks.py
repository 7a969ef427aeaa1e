"""What of one's registrations waits for the person: places offered, drafts near their deadline."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select

from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.meetings.models import (
    UNSENT,
    Category,
    Meeting,
    MeetingState,
    Registration,
)

NEAR = timedelta(days=14)
"""A draft is a task from then on before its deadline; earlier there is time."""


def to_answer(actor: Actor) -> list[Registration]:
    """Registrations of a person that need an answer or have to be sent, the first due first."""
    present = now()
    unsent = and_(
        Registration.state.in_(UNSENT),
        Category.closes_at > present,
        Category.closes_at <= present + NEAR,
        Meeting.state == MeetingState.PUBLISHED,
    )
    found = db.session.scalars(
        select(Registration)
        .join(Registration.category)
        .join(Registration.meeting)
        .where(
            Registration.person_id == actor.id,
            or_(Registration.offered_until > present, unsent),
        )
    )
    return sorted(found, key=due_at)


def due_at(registration: Registration):
    """Until when something has to be done."""
    return registration.offered_until or registration.category.closes_at


def due_on(registration: Registration):
    """The day of it, by the clocks of the meeting."""
    return due_at(registration).astimezone(ZoneInfo(registration.meeting.zone)).date()
