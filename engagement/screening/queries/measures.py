"""Plans: the measures of a case, what is due, what is overdue."""

import uuid
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.screening import settings
from engagement.screening.levels import Level
from engagement.screening.models import TO_DO, CaseMeasure, MeasureState, ScreeningCase
from engagement.screening.queries.cases import seen_by
from engagement.screening.rating import Measure, residual


def plan_of(case: ScreeningCase) -> list[CaseMeasure]:
    """The measures of a case, the first due first."""
    return db.session.scalars(
        select(CaseMeasure)
        .where(CaseMeasure.case_id == case.id)
        .options(selectinload(CaseMeasure.owner), selectinload(CaseMeasure.papers))
        .order_by(CaseMeasure.due_on, CaseMeasure.planned_at)
    ).all()


def get_measure(measure_id: uuid.UUID) -> CaseMeasure | None:
    """A measure by its id."""
    return db.session.get(CaseMeasure, measure_id)


def residual_of(case: ScreeningCase) -> Level | None:
    """What remains of the inherent rating under the plan; an overdue measure brings nothing."""
    if case.inherent is None:
        return None
    return residual(
        case.inherent,
        (
            Measure(
                finished=each.state is MeasureState.DONE,
                planned=each.state in TO_DO and not each.is_overdue,
                steps=each.steps,
            )
            for each in plan_of(case)
        ),
    )


def to_remind() -> list[CaseMeasure]:
    """Measures that fall due soon and whose owner was not reminded."""
    until = today() + timedelta(days=settings.measure_reminder_days())
    return db.session.scalars(
        _to_do().where(CaseMeasure.reminded_at.is_(None), CaseMeasure.due_on <= until)
    ).all()


def to_escalate() -> list[CaseMeasure]:
    """Overdue measures of which the head of the unit was not told."""
    return db.session.scalars(
        _to_do().where(CaseMeasure.escalated_at.is_(None), CaseMeasure.due_on < today())
    ).all()


def overdue_count(actor: Actor) -> int:
    """How many measures are overdue in cases that this person may see."""
    return db.session.scalar(
        select(func.count())
        .select_from(CaseMeasure)
        .join(CaseMeasure.case)
        .where(seen_by(actor), CaseMeasure.state.in_(TO_DO), CaseMeasure.due_on < today())
    )


def _to_do() -> Select:
    return (
        select(CaseMeasure)
        .where(CaseMeasure.state.in_(TO_DO))
        .order_by(CaseMeasure.due_on, CaseMeasure.id)
    )
