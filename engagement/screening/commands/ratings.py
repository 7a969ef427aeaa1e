"""Assess and rate a case; raise a rating with a reason, lower it with a second person."""

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor, Role
from engagement.core.transitions import MOVED_ON
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening.commands.cases import (
    note_hand,
    refuse_unless,
    settle_due_day,
    settle_residual,
    tell,
)
from engagement.screening.levels import NEEDS_REPLY, Level
from engagement.screening.models import (
    CaseAct,
    CaseRating,
    CaseState,
    RatingBasis,
    ScreeningCase,
)
from engagement.screening.permissions import Cases
from engagement.screening.queries import facts, replies, tables
from engagement.screening.queries.cases import pending_rating, rating_in_force
from engagement.screening.rating import Rating, rate
from engagement.screening.workflow.cases import ASSESS, RATE, STOP, workflow


@command
def assess_case(case: ScreeningCase, *, actor: Actor) -> None:
    """Say that the facts are gathered: it can be rated, or allegations put to the company."""
    workflow.fire(ASSESS, case, actor=actor)
    case.officer_id = case.officer_id or actor.id
    note_hand(case, actor, CaseAct.ASSESSED)
    record("screening:case:assessed", case, actor=actor)


@command
def rate_case(case: ScreeningCase, *, actor: Actor) -> CaseRating:
    """Rate by the rules as they stand; an enforced exclusion criterion stops the case.

    RuleViolation before substantial or high when the company was not heard (product 4.3).
    """
    refuse_unless(case, actor, Cases.HANDLE)
    computed = rate(facts.gathered(case), tables.tables())
    excluded = computed.level is Level.EXCLUDED
    if case.state in RATE.sources:
        refuse_unheard(case, computed.level)
        case.inherent, case.rated_at = computed.level, now()
        db.session.flush()  # the level stands before the state that needs one
    workflow.fire(STOP if excluded else RATE, case, actor=actor)
    row = _add(case, actor, RatingBasis.COMPUTED, computed.level, computed)
    _settle(case, computed.level)
    note_hand(case, actor, CaseAct.RATED)
    record(
        "screening:case:stopped" if excluded else "screening:case:rated",
        case,
        actor=actor,
        level=computed.level,
        contributions=row.contributions,
    )
    return row


@command
def raise_rating(case: ScreeningCase, *, actor: Actor, level: Level, reason: str) -> None:
    """Rate a case higher than the rules do; only a criterion that is met excludes."""
    refuse_unless(case, actor, Cases.HANDLE)
    before = _rated(case)
    if not before.rank < level.rank < Level.EXCLUDED.rank:
        raise RuleViolation(_l("Choose a level above the one in force."))
    refuse_unheard(case, level)
    _add(case, actor, RatingBasis.RAISED, level, reason=reason)
    _settle(case, level)
    note_hand(case, actor, CaseAct.RATED)
    record("screening:rating:raised", case, actor=actor, level=[before, level], reason=reason)


@command
def propose_lower(case: ScreeningCase, *, actor: Actor, level: Level, reason: str) -> CaseRating:
    """Propose a lower rating: it holds once a second person has confirmed it."""
    refuse_unless(case, actor, Cases.HANDLE)
    before = _rated(case)
    if pending_rating(case) is not None:
        raise RuleViolation(_l("A lower rating waits for a second person already."))
    if level.rank >= before.rank:
        raise RuleViolation(_l("Choose a level below the one in force."))
    row = _add(case, actor, RatingBasis.LOWERED, level, reason=reason)
    note_hand(case, actor, CaseAct.RATED)
    record(
        "screening:rating:lower_proposed",
        case,
        actor=actor,
        level=[before, level],
        reason=reason,
    )
    others = staff_who_may(Cases.LOWER, case, Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD)
    tell("lower_proposed", case, [each for each in others if each.id != actor.id])
    return row


@command
def settle_lower(row: CaseRating, *, actor: Actor, confirmed: bool) -> None:
    """Confirm or refuse a lower rating that somebody else proposed."""
    case = row.case
    refuse_unless(case, actor, Cases.LOWER)
    lock(row)
    if not row.pending or case.state is not CaseState.RATED:
        raise RuleViolation(MOVED_ON)
    if row.proposed_by_id == actor.id:
        raise RuleViolation(_l("You proposed this rating, so a second person has to confirm it."))
    row.second_id, row.second_at, row.confirmed = actor.id, now(), confirmed
    before = case.inherent
    if confirmed:
        _settle(case, row.level)
    note_hand(case, actor, CaseAct.LOWERED)
    record(
        f"screening:rating:lower_{'confirmed' if confirmed else 'refused'}",
        case,
        actor=actor,
        level=[before, case.inherent],
    )


def refuse_unheard(case: ScreeningCase, level: Level) -> None:
    """RuleViolation before substantial or high when the company was not heard."""
    if level in NEEDS_REPLY and not replies.was_heard(case):
        raise RuleViolation(
            _l(
                "Before a rating of substantial or high risk the company has to be heard. Put the"
                " allegations to it in your own words; it can be rated when it has answered or its"
                " time is over."
            )
        )


def _rated(case):
    """The level in force; RuleViolation while there is none that can be changed."""
    if case.state is not CaseState.RATED:
        raise RuleViolation(MOVED_ON)
    return case.inherent


def _add(case, actor, basis, level, computed: Rating | None = None, reason="") -> CaseRating:
    last = rating_in_force(case)
    row = CaseRating(
        basis=basis,
        level=level,
        computed=computed.level if computed else last.computed,
        contributions=(
            [each.stored() for each in computed.contributions] if computed else last.contributions
        ),
        reason=reason,
        proposed_by_id=actor.id,
        proposed_at=now(),
    )
    case.ratings.append(row)
    db.session.flush()
    return row


def _settle(case, level):
    case.inherent, case.rated_at = level, now()
    settle_residual(case)
    settle_due_day(case)
