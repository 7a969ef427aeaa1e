"""What is due now: for jobs."""

import uuid

from sqlalchemy import select

from engagement.core.clock import now
from engagement.core.db import db
from engagement.meetings.models import Meeting, MeetingState, Registration, WaitingRule


def lost_offers() -> list[uuid.UUID]:
    """Registrations whose offered place nobody took in time."""
    return list(
        db.session.scalars(
            select(Registration.id)
            .where(Registration.offered_until <= now())
            .order_by(Registration.offered_until)
        )
    )


def lots() -> list[uuid.UUID]:
    """Meetings whose announced instant for the lots is over."""
    return list(
        db.session.scalars(
            select(Meeting.id).where(
                Meeting.waiting_rule == WaitingRule.LOTTERY,
                Meeting.lottery_drawn_at.is_(None),
                Meeting.lottery_at <= now(),
                Meeting.state == MeetingState.PUBLISHED,
            )
        )
    )
