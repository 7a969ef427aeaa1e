"""Proceedings towards suspension or withdrawal: lists, and what can be done when."""

import uuid
from datetime import date, timedelta

from sqlalchemy import Select, and_, false, func, or_, select

from engagement.accreditation.models import Accreditation
from engagement.accreditation.queries import end_of_day_everywhere
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.standing.models import Proceeding, ProceedingState
from engagement.standing.queries.accreditations import allowed_to

ORDER = (Proceeding.noticed_at, Proceeding.id)


def get_proceeding(proceeding_id: uuid.UUID) -> Proceeding | None:
    """A proceeding by its id."""
    return db.session.get(Proceeding, proceeding_id)


def visible_to(actor: Actor) -> Select:
    """Proceedings of organizations without conflict, for staff."""
    return (
        select(Proceeding)
        .join(Accreditation, Accreditation.id == Proceeding.accreditation_id)
        .where(allowed_to(actor, Proceeding.noticed_at))
    )


def heard():
    """The condition that an organization has answered, or that its last day has ended everywhere.

    A day has ended everywhere at noon of the next day in UTC.
    """
    last_over = (now() - timedelta(hours=36)).date()
    return or_(Proceeding.answered_at.is_not(None), Proceeding.answer_due_on <= last_over)


def to_decide(actor: Actor) -> Select:
    """Proceedings that this person can decide now: heard, and no hand in them."""
    if Role.APPROVER not in actor.roles:
        return visible_to(actor).where(false())
    first = and_(
        Proceeding.state == ProceedingState.NOTICED,
        heard(),
        Proceeding.noticed_by_id != actor.id,
    )
    again = and_(
        Proceeding.state == ProceedingState.RECONSIDERATION,
        Proceeding.noticed_by_id != actor.id,
        Proceeding.decided_by_id != actor.id,
    )
    return visible_to(actor).where(
        or_(first, again), func.coalesce(Proceeding.answered_by_id != actor.id, True)
    )


def can_be_decided(proceeding: Proceeding) -> bool:
    """Whether the organization was heard: it answered, or its last day has ended everywhere."""
    if proceeding.answered_at is not None:
        return True
    return now() >= end_of_day_everywhere(proceeding.answer_due_on)


def can_answer(proceeding: Proceeding) -> bool:
    """Whether the organization can still answer, also after its day while nothing is decided."""
    return proceeding.state == ProceedingState.NOTICED


def may_ask_reconsideration(proceeding: Proceeding) -> bool:
    """Whether the last day to ask has not ended, and it was not asked before."""
    return (
        proceeding.state in (ProceedingState.DECIDED, ProceedingState.IN_EFFECT)
        and proceeding.reconsider_asked_at is None
        and proceeding.ask_until is not None
        and now() < end_of_day_everywhere(proceeding.ask_until)
    )


def due_for_effect(day: date) -> Select:
    """Ids of proceedings that people decided for `day` or earlier."""
    return select(Proceeding.id).where(
        Proceeding.state == ProceedingState.DECIDED, Proceeding.effective_on <= day
    )
