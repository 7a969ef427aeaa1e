"""The mitigation plan: owners, days, evidence, what it brings, what happens when it is late."""

from datetime import timedelta

import pytest

from engagement.core.clock import today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from engagement.screening.commands import measures
from engagement.screening.facts import Severity
from engagement.screening.jobs import risk
from engagement.screening.levels import Level
from engagement.screening.models import MeasureState
from engagement.screening.queries import deciding
from engagement.screening.queries import measures as queries
from engagement.screening.routes import RouteStep
from tests.factories import make_account, make_actor, make_organization
from tests.screening.risk_world import change, mails, open_case, rated

pytestmark = pytest.mark.usefixtures("db")


def plan(case, owner, steps=1, days=30, actor=None):
    """A measure of a case."""
    return measures.plan_measure(
        case,
        actor=actor or make_actor(Role.SCREENING_OFFICER),
        risk="Spills",
        measure="Have the dam checked",
        owner=owner,
        due_on=today() + timedelta(days=days),
        steps=steps,
    )


def test_planned_measures_lower_the_route_by_one_step_finished_ones_by_more(db):
    owner = make_account(Role.SCREENING_OFFICER)
    case = rated(severity=Severity.SEVERE)
    assert case.residual == Level.HIGH

    first, second = plan(case, owner, 2), plan(case, owner, 2)
    assert case.residual == Level.SUBSTANTIAL
    measures.move_measure(
        first, actor=actor_for(owner), state=MeasureState.DONE, evidence="Report of 3 May"
    )

    assert (case.inherent, case.residual) == (Level.HIGH, Level.MODERATE)
    assert deciding.who_decides(case) == (RouteStep.COMMITTEE,)
    assert second.state == MeasureState.PLANNED
    assert mails(db, "measure_planned") == [owner.email, owner.email]


def test_a_measure_is_finished_with_a_proof_alone_and_by_its_owner_or_the_unit():
    owner = make_account(Role.LEGAL_ADVISER)
    row = plan(rated(), owner)
    with pytest.raises(RuleViolation, match="proves"):
        measures.move_measure(row, actor=actor_for(owner), state=MeasureState.DONE)
    with pytest.raises(NotAllowed):
        measures.move_measure(
            row, actor=make_actor(Role.DIRECTOR), state=MeasureState.DONE, evidence="A report"
        )

    measures.move_measure(row, actor=actor_for(owner), state=MeasureState.DROPPED)

    with pytest.raises(RuleViolation):
        measures.move_measure(row, actor=actor_for(owner), state=MeasureState.PLANNED)


@pytest.mark.parametrize(
    ("change", "said"),
    [({"days": 0}, "future"), ({"steps": 3}, "at most 2")],
)
def test_a_measure_that_cannot_be_is_refused_with_a_sentence(change, said):
    with pytest.raises(RuleViolation, match=said):
        plan(rated(), make_account(Role.SCREENING_OFFICER), **change)


def test_no_owner_may_be_kept_from_the_case():
    organization = make_organization()
    case = rated(open_case(organization))
    for owner in (
        make_account(Role.SCREENING_OFFICER, interest_in=[organization]),
        make_account(Role.REVIEWER),
        make_account(leads=[organization]),
    ):
        with pytest.raises(RuleViolation, match="owner"):
            plan(case, owner)


def test_owners_are_reminded_and_an_overdue_measure_goes_to_the_head_and_brings_nothing(db):
    head = make_account(Role.PRIVATE_SECTOR_HEAD)
    owner = make_account(Role.SCREENING_OFFICER)
    case = rated(severity=Severity.MODERATE)
    row = plan(case, owner, days=10)
    assert case.residual == Level.MODERATE

    risk.watch_measures()
    risk.watch_measures()
    assert mails(db, "measure_reminder") == [owner.email]
    assert mails(db, "measure_overdue") == []
    change(row, due_on=today() - timedelta(days=1))
    assert queries.overdue_count(actor_for(head)) == 1
    risk.watch_measures()
    risk.watch_measures()

    assert mails(db, "measure_overdue") == [head.email]
    assert case.residual == Level.SUBSTANTIAL
