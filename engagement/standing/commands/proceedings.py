"""Due process: notice, answer, decision, its day, reconsideration, and what ends a measure."""

import uuid
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from engagement.accreditation.commands.status import change_status
from engagement.accreditation.models import Accreditation, AccreditationStatus
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, Role, can
from engagement.settings import calendar
from engagement.standing import settings
from engagement.standing.commands.endings import give_back, settle
from engagement.standing.commands.letters import tell_organization, tell_staff
from engagement.standing.commands.papers import mark_sent
from engagement.standing.commands.sendings import keep_sending
from engagement.standing.models import Cause, Measure, Proceeding, ProceedingState
from engagement.standing.permissions import Standings
from engagement.standing.queries import accreditations as held
from engagement.standing.queries.accreditations import ENTITLED
from engagement.standing.queries.proceedings import first_effect
from engagement.standing.workflow import (
    ANSWER,
    ASK,
    DECIDE,
    DROP,
    EFFECT,
    LIFT,
    OVERTURN,
    UPHOLD,
    UPHOLD_BEFORE_EFFECT,
    proceeding_workflow,
)

SUSPENDED_TOO = (*ENTITLED, AccreditationStatus.SUSPENDED)


@command
def give_notice(
    accreditation: Accreditation,
    *,
    actor: Actor,
    measure: Measure,
    cause: Cause,
    grounds: str,
    batch_id: uuid.UUID | None = None,
    key: uuid.UUID | None = None,
) -> Proceeding:
    """Tell an organization what is considered and why; it has its days to answer.

    Where it is told by post, they begin on the day of posting (`posted_notices.py`).
    RuleViolation while another proceeding is under way, or where the status forbids the measure.
    A withdrawal may be considered of what is suspended: the suspension stays until it is decided.
    """
    if twin := once.take(key, actor):
        return db.session.get(Proceeding, twin.result_id)
    lock(accreditation)
    if not can(actor, Standings.GIVE_NOTICE, accreditation):
        raise NotAllowed(Standings.GIVE_NOTICE)
    refuse_impossible(accreditation, measure)
    proceeding = Proceeding(
        accreditation=accreditation,
        batch_id=batch_id,
        measure=measure,
        cause=cause,
        grounds=grounds,
        noticed_at=now(),
        noticed_by_id=actor.id,
        answer_due_on=calendar.after(today(), settings.notice_days),
    )
    db.session.add(proceeding)
    db.session.flush()
    once.remember(key, proceeding.id)
    record(
        "standing:proceeding:noticed",
        proceeding,
        actor=actor,
        measure=measure,
        cause=cause,
        grounds=grounds,
        answer_due_on=proceeding.answer_due_on.isoformat(),
    )
    proceeding.notice_letter = tell_organization(
        "notice_given", proceeding, accreditation, proceeding=proceeding
    )
    return proceeding


def refuse_impossible(accreditation: Accreditation, measure: Measure) -> None:
    """RuleViolation for a measure that cannot be taken now."""
    status = next(each.status for each in accreditation.periods if each.valid_to is None)
    allowed = ENTITLED if measure == Measure.SUSPEND else SUSPENDED_TOO
    if status not in allowed:
        raise RuleViolation(
            _l("Its status is “%(status)s”, so this cannot be done.", status=status.label)
        )
    if held.open_proceeding(accreditation) is not None:
        raise RuleViolation(_l("A proceeding on this accreditation is under way already."))


@command
def answer_notice(
    proceeding: Proceeding, *, actor: Actor, answer: str, key: uuid.UUID | None = None
) -> None:
    """The organization's answer; it can be changed until something is decided.

    Each is kept as it was sent.
    """
    if once.take(key, actor):
        return
    proceeding_workflow.fire(ANSWER, proceeding, actor=actor)
    proceeding.answer, proceeding.answered_at = answer, now()
    proceeding.answered_by_id = actor.id
    mark_sent(proceeding)
    keep_sending(proceeding, actor=actor)
    once.remember(key, proceeding.id)
    record("standing:proceeding:answered", proceeding, actor=actor, answer=answer)
    tell_staff(
        "notice_answered_notice",
        proceeding,
        Role.APPROVER,
        may=Standings.DECIDE,
        but=proceeding.hands,
        proceeding=proceeding,
    )


@command
def decide_proceeding(
    proceeding: Proceeding,
    *,
    actor: Actor,
    reason: str,
    effective_on: date,
    public_note: str = "",
    key: uuid.UUID | None = None,
) -> None:
    """Decide on the measure as somebody else than who gave notice; it takes effect on a day.

    The day is `effective_on`, or the first after it on which the time to answer is over, however
    early the answer came, and which is not shortly before or in a session for which the
    organization is registered by now.
    """
    if once.take(key, actor):
        return
    if effective_on < today():
        raise RuleViolation(_l("Choose today or a later day for the measure to take effect."))
    ask_until = today() + timedelta(days=settings.reconsideration_request_days())
    proceeding_workflow.fire(DECIDE, proceeding, actor=actor)
    day = first_effect(proceeding, effective_on)
    proceeding.decided_at, proceeding.decided_by_id = now(), actor.id
    proceeding.reason, proceeding.public_note = reason, public_note or None
    proceeding.effective_on, proceeding.ask_until = day, ask_until
    once.remember(key, proceeding.id)
    record(
        "standing:proceeding:decided",
        proceeding,
        actor=actor,
        measure=proceeding.measure,
        reason=reason,
        public_note=public_note,
        effective_on=proceeding.effective_on.isoformat(),
    )
    tell_organization(
        "measure_decided", proceeding, proceeding.accreditation, proceeding=proceeding
    )


@command
def drop_proceeding(
    proceeding: Proceeding, *, actor: Actor, reason: str, key: uuid.UUID | None = None
) -> None:
    """Let a proceeding end without a measure."""
    if once.take(key, actor):
        return
    proceeding_workflow.fire(DROP, proceeding, actor=actor)
    end(proceeding, actor, reason)
    once.remember(key, proceeding.id)
    record("standing:proceeding:dropped", proceeding, actor=actor, reason=reason)
    tell_organization(
        "proceeding_dropped", proceeding, proceeding.accreditation, proceeding=proceeding
    )


@command
def effect_proceeding(proceeding: Proceeding) -> bool:
    """Carry out on its day what a person decided; run by a job. Whether it did: not twice."""
    lock(proceeding)
    if proceeding.state != ProceedingState.DECIDED:
        return False
    proceeding_workflow.fire(EFFECT, proceeding, actor=SYSTEM)
    take_effect(proceeding)
    record(
        "standing:proceeding:effective",
        proceeding,
        actor=SYSTEM,
        status=proceeding.measure.status,
        decided_by=str(proceeding.decided_by_id),
    )
    tell_organization(
        "measure_in_effect", proceeding, proceeding.accreditation, proceeding=proceeding
    )
    return True


def take_effect(proceeding: Proceeding) -> None:
    """Write the status that the measure gives; within a command. A withdrawal ends a suspension."""
    earlier = held.in_effect(proceeding.accreditation)
    proceeding.took_effect_at = now()
    if earlier is not None and earlier.id != proceeding.id:
        settle(earlier, actor=SYSTEM)
    change_status(
        proceeding.accreditation,
        proceeding.measure.status,
        reason_code=proceeding.cause,
        public_note=proceeding.public_note,
    )


@command
def ask_reconsideration(
    proceeding: Proceeding, *, actor: Actor, reasons: str, key: uuid.UUID | None = None
) -> None:
    """Ask to look again at a measure; one that is not in effect yet waits for the answer."""
    if once.take(key, actor):
        return
    proceeding_workflow.fire(ASK, proceeding, actor=actor)
    proceeding.reconsider_reasons, proceeding.reconsider_asked_at = reasons, now()
    proceeding.reconsider_asked_by_id = actor.id
    proceeding.reconsider_due_on = calendar.after(today(), settings.reconsideration_days)
    once.remember(key, proceeding.id)
    record("standing:reconsideration:asked", proceeding, actor=actor, reasons=reasons)
    tell_organization(
        "reconsideration_asked", proceeding, proceeding.accreditation, proceeding=proceeding
    )
    tell_staff(
        "reconsideration_asked_notice",
        proceeding,
        Role.APPROVER,
        may=Standings.RECONSIDER,
        but=proceeding.hands,
        proceeding=proceeding,
    )


@command
def decide_reconsideration(
    proceeding: Proceeding,
    *,
    actor: Actor,
    uphold: bool,
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Uphold the measure or overturn it, as an approver who took no part before.

    Overturned, the status is again what it was; upheld before it was in effect, it takes effect on
    its day, or on the next night that is not shortly before a session of theirs.
    """
    if once.take(key, actor):
        return
    in_effect = proceeding.took_effect_at is not None
    upheld = UPHOLD if in_effect else UPHOLD_BEFORE_EFFECT
    proceeding_workflow.fire(upheld if uphold else OVERTURN, proceeding, actor=actor)
    proceeding.reconsidered_at, proceeding.reconsidered_by_id = now(), actor.id
    proceeding.reconsidered_reason = reason
    if uphold and not in_effect:
        proceeding.effective_on = first_effect(proceeding, max(proceeding.effective_on, today()))
    if not uphold:
        proceeding.ended_at, proceeding.ended_by_id = now(), actor.id
        if in_effect:
            give_back(
                proceeding.accreditation, since=proceeding.took_effect_at, reason_code="overturned"
            )
    once.remember(key, proceeding.id)
    record(
        "standing:reconsideration:decided", proceeding, actor=actor, uphold=uphold, reason=reason
    )
    tell_organization(
        "reconsideration_decided",
        proceeding,
        proceeding.accreditation,
        proceeding=proceeding,
        upheld=uphold,
    )


@command
def lift_suspension(
    proceeding: Proceeding, *, actor: Actor, reason: str, key: uuid.UUID | None = None
) -> None:
    """End a suspension whose cause is gone; a withdrawal cannot be lifted, one applies again."""
    if once.take(key, actor):
        return
    if proceeding.measure != Measure.SUSPEND:
        raise RuleViolation(
            _l("A withdrawal is not lifted. The organization can apply for accreditation again.")
        )
    proceeding_workflow.fire(LIFT, proceeding, actor=actor)
    end(proceeding, actor, reason)
    give_back(proceeding.accreditation, since=proceeding.took_effect_at, reason_code="lifted")
    once.remember(key, proceeding.id)
    record("standing:proceeding:lifted", proceeding, actor=actor, reason=reason)
    tell_organization(
        "suspension_lifted", proceeding, proceeding.accreditation, proceeding=proceeding
    )


def end(proceeding: Proceeding, actor: Actor, reason: str) -> None:
    """Note who ended it, and why; within a command."""
    proceeding.ended_at, proceeding.ended_by_id = now(), actor.id
    proceeding.end_reason = reason
