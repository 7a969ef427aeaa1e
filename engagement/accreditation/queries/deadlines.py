"""Whose time to answer is running out, or is over."""

from datetime import date, timedelta

from sqlalchemy import select

from engagement.accreditation.models import (
    Application,
    ApplicationStage,
    ApplicationState,
    Reminder,
)
from engagement.core.db import db

APPLICANT_ANSWERS = (ApplicationState.RETURNED, ApplicationState.CLARIFICATION)
"""States in which the applicant has until `due_on`, and silence closes the case."""


def unanswered(last_day: date) -> list[Application]:
    """Applications whose applicant has until `last_day` or less, the most urgent first."""
    return list(
        db.session.scalars(
            select(Application)
            .where(Application.state.in_(APPLICANT_ANSWERS), Application.due_on <= last_day)
            .order_by(Application.due_on, Application.id)
        )
    )


def overdue_answers(today: date) -> list[Application]:
    """Applications whose applicant's last day was before `today`."""
    return unanswered(today - timedelta(days=1))


def reminders_of(stage: ApplicationStage) -> set[int]:
    """Which reminders were sent in a stage, by days left."""
    return set(db.session.scalars(select(Reminder.days_left).filter_by(stage_id=stage.id)))
