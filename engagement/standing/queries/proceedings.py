"""Proceedings towards suspension or withdrawal: lists, and what can be done when."""

import uuid
from datetime import date, timedelta

from sqlalchemy import Select, and_, false, func, or_, select

from engagement.accreditation.models import Accreditation
from engagement.accreditation.queries import end_of_day_everywhere
from engagement.core.clock import now, today
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.mail.models import Message, MessageState
from engagement.standing.models import Cause, Proceeding, ProceedingState
from engagement.standing.queries import reports
from engagement.standing.queries.accreditations import allowed_to
from engagement.standing.queries.days import earliest_effect
from engagement.standing.queries.sessions import sessions_for

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

    A day has ended everywhere at noon of the next day in UTC. Not before its letter was posted.
    """
    last_over = (now() - timedelta(hours=36)).date()
    to_post = (
        select(Message.id)
        .where(Message.id == Proceeding.notice_letter_id, Message.state == MessageState.TO_POST)
        .correlate(Proceeding)
        .exists()
    )
    return and_(
        or_(Proceeding.answered_at.is_not(None), Proceeding.answer_due_on <= last_over), ~to_post
    )


def nothing_to_check():
    """The condition that no report has come, or has time to be completed, that it is about.

    Of a statement on `Proceeding` and its `Accreditation`.
    """
    return or_(Proceeding.cause != Cause.REPORT_OVERDUE, reports.not_lately_returned(today()))


def to_decide(actor: Actor) -> Select:
    """Proceedings that this person can decide now: heard, and no hand in them."""
    if Role.APPROVER not in actor.roles:
        return visible_to(actor).where(false())
    first = and_(
        Proceeding.state == ProceedingState.NOTICED,
        heard(),
        nothing_to_check(),
        Proceeding.noticed_by_id != actor.id,
    )
    again = and_(
        Proceeding.state == ProceedingState.RECONSIDERATION,
        Proceeding.noticed_by_id != actor.id,
        Proceeding.decided_by_id != actor.id,
    )
    return visible_to(actor).where(
        or_(first, again),
        *(
            func.coalesce(hand != actor.id, True)
            for hand in (Proceeding.answered_by_id, Proceeding.reconsider_asked_by_id)
        ),
    )


def can_be_decided(proceeding: Proceeding) -> bool:
    """Whether the organization was heard: it answered, or its last day has ended everywhere."""
    if proceeding.answered_at is not None:
        return True
    return now() >= end_of_day_everywhere(proceeding.answer_due_on)


def waits_to_be_posted(proceeding: Proceeding) -> bool:
    """Whether the organization cannot know of it yet: its notice lies here to be posted."""
    letter = proceeding.notice_letter
    return letter is not None and letter.state == MessageState.TO_POST


def waits_for_report(proceeding: Proceeding) -> bool:
    """Whether the report that was missing has come, or was returned and still has its days."""
    if proceeding.cause != Cause.REPORT_OVERDUE:
        return False
    free = select(Accreditation.id).where(
        Accreditation.id == proceeding.accreditation_id, reports.not_lately_returned(today())
    )
    return db.session.scalar(free) is None


def first_effect(proceeding: Proceeding, day: date | None = None) -> date:
    """The first day from `day` (today) on on which the measure may take effect.

    Not before the day after the last to answer, however early the answer came, and not within a
    session for which the organization is registered, nor shortly before.
    """
    day = max(day or today(), proceeding.answer_due_on + timedelta(days=1))
    return earliest_effect(day, sessions_for(proceeding.accreditation.organization_id))


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
    """Ids of proceedings that people decided for `day` or earlier, and that wait for no report."""
    return (
        select(Proceeding.id)
        .join(Accreditation, Accreditation.id == Proceeding.accreditation_id)
        .where(
            Proceeding.state == ProceedingState.DECIDED,
            Proceeding.effective_on <= day,
            nothing_to_check(),
        )
        .order_by(Proceeding.effective_on, Proceeding.id)
    )
