"""The mitigation plan: measures with owners and days, their evidence, reminders, escalation."""

import uuid
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.accounts.models import Account
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.core.transitions import MOVED_ON
from engagement.organizations.queries.actors import actor_for
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening import settings
from engagement.screening.commands.cases import (
    note_hand,
    refuse_unless,
    settle_residual,
    tell,
)
from engagement.screening.models import (
    TO_DO,
    CaseAct,
    CaseMeasure,
    CaseState,
    MeasureState,
    ScreeningCase,
)
from engagement.screening.permissions import Cases

WITHOUT_PLAN = frozenset({CaseState.CLOSED, CaseState.STOPPED})


@command
def plan_measure(
    case: ScreeningCase,
    *,
    actor: Actor,
    risk: str,
    measure: str,
    owner: Account,
    due_on: date,
    steps: int,
    key: uuid.UUID | None = None,
) -> CaseMeasure:
    """Add a measure to the plan; `steps` is by how much it lowers the rating when finished."""
    if earlier := once.take(key, actor):
        return db.session.get_one(CaseMeasure, earlier.result_id)
    refuse_unless(case, actor, Cases.HANDLE)
    if case.state in WITHOUT_PLAN:
        raise RuleViolation(MOVED_ON)
    if due_on <= today():
        raise RuleViolation(_l("Choose a day in the future for the measure."))
    if not 0 <= steps <= settings.most_steps():
        raise RuleViolation(
            _l(
                "One measure lowers the rating by at most %(most)d steps.",
                most=settings.most_steps(),
            )
        )
    if not can(actor_for(owner), Cases.VIEW, case):
        raise RuleViolation(_l("The owner has to be a colleague who may see this case."))
    row = CaseMeasure(
        case=case,
        risk=risk,
        measure=measure,
        owner=owner,
        due_on=due_on,
        steps=steps,
        planned_by_id=actor.id,
        planned_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    once.remember(key, row.id)
    note_hand(case, actor, CaseAct.PLANNED)
    settle_residual(case)
    record(
        "screening:measure:planned",
        row,
        actor=actor,
        owner=owner.name,
        due_on=due_on.isoformat(),
        steps=steps,
        residual=case.residual,
    )
    if owner.id != actor.id:
        tell("measure_planned", case, [owner], measure=row)
    return row


@command
def move_measure(
    row: CaseMeasure,
    *,
    actor: Actor,
    state: MeasureState,
    evidence: str = "",
    due_on: date | None = None,
) -> None:
    """Say how far a measure is, or move its day; a finished one says by what it is proved.

    Its owner may do so, too. The residual rating follows at once.
    """
    case = row.case
    lock(case)
    lock(row)
    if not can(actor, Cases.FOLLOW_MEASURE, row):
        raise NotAllowed(Cases.FOLLOW_MEASURE)
    if case.state in WITHOUT_PLAN or row.state not in TO_DO:
        raise RuleViolation(MOVED_ON)
    if state is MeasureState.DONE and not (evidence.strip() or row.papers):
        raise RuleViolation(
            _l("Say what proves that the measure is finished, or add a file that does.")
        )
    if due_on is not None and due_on != row.due_on and due_on <= today():
        raise RuleViolation(_l("Choose a day in the future for the measure."))
    before = [row.state, row.due_on.isoformat(), case.residual]
    row.state, row.evidence = state, evidence or row.evidence
    row.done_at = now() if state is MeasureState.DONE else None
    if due_on is not None and due_on != row.due_on:
        row.due_on, row.reminded_at, row.escalated_at = due_on, None, None
    note_hand(case, actor, CaseAct.PLANNED)
    settle_residual(case)
    record(
        "screening:measure:moved",
        row,
        actor=actor,
        state=[before[0], state],
        due_on=[before[1], row.due_on.isoformat()],
        residual=[before[2], case.residual],
        evidence=row.evidence,
    )


@command
def remind_measure(row: CaseMeasure, *, actor: Actor) -> None:
    """Remind the owner before the day of a measure; once."""
    if not _still_to_do(row, actor) or row.reminded_at is not None:
        return
    row.reminded_at = now()
    record("screening:measure:reminded", row, actor=actor)
    if can(actor_for(row.owner), Cases.VIEW, row.case):
        tell("measure_reminder", row.case, [row.owner], measure=row)


@command
def escalate_measure(row: CaseMeasure, *, actor: Actor) -> None:
    """Tell the head of the unit that a measure is overdue; it brings nothing from now on."""
    if not _still_to_do(row, actor) or row.escalated_at is not None or not row.is_overdue:
        return
    row.escalated_at = now()
    settle_residual(row.case)
    record("screening:measure:escalated", row, actor=actor, residual=row.case.residual)
    heads = staff_who_may(Cases.HANDLE, row.case, Role.PRIVATE_SECTOR_HEAD)
    tell("measure_overdue", row.case, heads, measure=row)


def _still_to_do(row, actor):
    if not can(actor, Cases.MOVE, row):
        raise NotAllowed(Cases.MOVE)
    lock(row.case)
    lock(row)
    return row.state in TO_DO and row.case.state not in WITHOUT_PLAN
