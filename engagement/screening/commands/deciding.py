"""Second review, legal advice and the decision on a rated case, by the route of its risk."""

from collections.abc import Callable

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core.clock import now, today
from engagement.core.db import command, db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor, Role
from engagement.core.transitions import MOVED_ON
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening import settings
from engagement.screening.commands.cases import (
    forget_decision,
    note_hand,
    refuse_unless,
    tell,
)
from engagement.screening.levels import Level
from engagement.screening.models import (
    CaseAct,
    CaseOutcome,
    CaseState,
    CaseStep,
    ScreeningCase,
    StepKind,
)
from engagement.screening.permissions import Cases
from engagement.screening.queries import deciding
from engagement.screening.queries.cases import took_part
from engagement.screening.routes import RouteStep
from engagement.screening.workflow.cases import (
    COMMITTEE_DECIDES,
    CONFIRM_STOP,
    DECIDE,
    LIFT_STOP,
    workflow,
)
from engagement.settings import calendar

AFTER_DECISION: list[Callable[[ScreeningCase], None]] = []
"""Filled from above (`after_decision`): applications and partnerships go on with the outcome."""
DECIDED = (CaseOutcome.APPROVED, CaseOutcome.CONDITIONS, CaseOutcome.REFUSED)


def after_decision(function: Callable[[ScreeningCase], None]) -> Callable[[ScreeningCase], None]:
    """Let the decorated function be called with each decided case, within that command."""
    AFTER_DECISION.append(function)
    return function


@command
def review_case(case: ScreeningCase, *, actor: Actor, agrees: bool, text: str) -> CaseStep:
    """The note of a second reviewer who has had no part in the case."""
    return _give(case, actor, StepKind.SECOND_REVIEW, agrees, text)


@command
def advise_case(case: ScreeningCase, *, actor: Actor, agrees: bool, text: str) -> CaseStep:
    """The advice of a legal adviser who has had no part in the case."""
    return _give(case, actor, StepKind.LEGAL_ADVICE, agrees, text)


GIVES = {
    StepKind.SECOND_REVIEW: (Cases.REVIEW, RouteStep.SECOND_REVIEW, CaseAct.REVIEWED),
    StepKind.LEGAL_ADVICE: (Cases.ADVISE, RouteStep.LEGAL, CaseAct.ADVISED),
}


def _give(case, actor, kind, agrees, text):
    permission, step, act = GIVES[kind]
    refuse_unless(case, actor, permission)
    if case.state is not CaseState.RATED or step not in deciding.missing_before_decision(case):
        raise RuleViolation(MOVED_ON)
    if took_part(case, actor.id):
        raise RuleViolation(_l("You took part in this case, so a colleague has to do this."))
    row = CaseStep(kind=kind, agrees=agrees, text=text, given_by_id=actor.id, given_at=now())
    case.steps.append(row)
    note_hand(case, actor, act)
    record(f"screening:case:{act}", row, actor=actor, agrees=agrees, text=text)
    _tell_who_decides(case)
    return row


def _tell_who_decides(case):
    if deciding.missing_before_decision(case):
        return
    for step, role in deciding.ROLE_OF.items():
        if step in deciding.who_decides(case):
            people = staff_who_may(Cases.DECIDE, case, role)
            tell("case_to_decide", case, [p for p in people if not took_part(case, p.id)])


@command
def decide_case(case: ScreeningCase, *, actor: Actor, outcome: CaseOutcome, reason: str) -> None:
    """Decide as the route of the case says: by the head of the unit or the director."""
    if outcome not in DECIDED:
        raise ValueError(outcome)
    workflow.fire(DECIDE, case, actor=actor)
    case.decided_by_id = actor.id
    _decided(case, outcome, reason)
    record("screening:case:decided", case, actor=actor, outcome=outcome, reason=reason)


@command
def decide_by_committee(
    case: ScreeningCase, *, actor: Actor, outcome: CaseOutcome, reason: str
) -> None:
    """Record what the committee voted on a case of high risk; the secretary does so."""
    if outcome not in DECIDED:
        raise ValueError(outcome)
    workflow.fire(COMMITTEE_DECIDES, case, actor=actor)
    _decided(case, outcome, reason)
    record("screening:case:decided_by_committee", case, actor=actor, outcome=outcome, reason=reason)


@command
def settle_stop(case: ScreeningCase, *, actor: Actor, confirmed: bool, reason: str) -> None:
    """Record that the committee confirmed a stop, or did not: then the case is assessed again."""
    workflow.fire(CONFIRM_STOP if confirmed else LIFT_STOP, case, actor=actor)
    if confirmed:
        _decided(case, CaseOutcome.EXCLUDED, reason)
    else:
        forget_decision(case)
    record(
        f"screening:case:stop_{'confirmed' if confirmed else 'lifted'}",
        case,
        actor=actor,
        reason=reason,
    )


def _decided(case, outcome, reason):
    case.outcome, case.decision_reason, case.decided_at = outcome, reason, now()
    level = case.residual or Level.HIGH
    goes_on = outcome in {CaseOutcome.APPROVED, CaseOutcome.CONDITIONS}
    case.valid_until = calendar.after(today(), settings.valid_months[level]) if goes_on else None
    db.session.flush()
    if case.officer is not None:
        officers = staff_who_may(Cases.VIEW, case, Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD)
        tell("case_decided", case, [each for each in officers if each.id == case.officer_id])
    for go_on in AFTER_DECISION:
        go_on(case)
