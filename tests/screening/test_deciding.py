"""Who decides at which level, four eyes, the committee's vote, what must be given before."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DatabaseError, InternalError, ProgrammingError

from engagement.core.clock import today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.risk_builders import note_compared
from engagement.demo.screening_builders import make_needed_lists
from engagement.screening.commands import cases, deciding, findings, ratings
from engagement.screening.facts import Severity
from engagement.screening.levels import Level
from engagement.screening.models import CaseOutcome, CaseState, ScreeningCase
from engagement.screening.queries import deciding as queries
from engagement.screening.routes import RouteStep
from engagement.screening.sources import Track
from engagement.settings import calendar
from tests.factories import make_account, make_actor
from tests.screening.risk_world import mails, open_case, rated, spill

APPROVED = {"outcome": CaseOutcome.APPROVED, "reason": "Nothing against it."}

pytestmark = pytest.mark.usefixtures("db")


def test_nobody_is_rated_before_they_were_compared_with_the_lists(db):
    officer, case = make_actor(Role.SCREENING_OFFICER), open_case(compared=False)
    make_needed_lists(Track.PRIVATE_SECTOR)
    ratings.assess_case(case, actor=officer)

    with pytest.raises(RuleViolation, match="has not been compared"):
        ratings.rate_case(case, actor=officer)

    note_compared(case.organization, case.track)
    ratings.rate_case(case, actor=officer)
    assert case.state is CaseState.RATED


def test_low_goes_to_the_head_after_a_second_review_by_somebody_else(db):
    officer, head = make_actor(Role.SCREENING_OFFICER), make_account(Role.PRIVATE_SECTOR_HEAD)
    case, decider = rated(officer=officer), make_actor(Role.PRIVATE_SECTOR_HEAD)
    with pytest.raises(RuleViolation, match="first"):
        deciding.decide_case(case, actor=decider, **APPROVED)
    with pytest.raises(RuleViolation, match="took part"):
        deciding.review_case(case, actor=officer, agrees=True, text="Fine.")

    second = make_actor(Role.SCREENING_OFFICER)
    deciding.review_case(case, actor=second, agrees=True, text="Fine.")
    assert head.email in mails(db, "case_to_decide")
    assert queries.may_decide(decider, case)
    deciding.decide_case(case, actor=decider, **APPROVED)

    assert (case.state, case.outcome) == (CaseState.DECIDED, CaseOutcome.APPROVED)
    assert case.valid_until == calendar.months_after(today(), 24)


def test_who_had_a_hand_in_a_case_cannot_decide_and_the_database_says_so_too(db):
    head = make_actor(Role.PRIVATE_SECTOR_HEAD)
    case = rated(officer=head)
    deciding.review_case(case, actor=make_actor(Role.SCREENING_OFFICER), agrees=True, text="Fine.")

    assert not queries.may_decide(head, case)
    with pytest.raises(RuleViolation, match="took part"):
        deciding.decide_case(case, actor=head, **APPROVED)
    with pytest.raises((DatabaseError, InternalError, ProgrammingError), match="cannot decide"):
        db.connection().execute(
            update(ScreeningCase).where(ScreeningCase.id == case.id).values(decided_by_id=head.id)
        )


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.SCREENING_OFFICER, Role.LEGAL_ADVISER])
def test_nobody_else_decides_on_low_risk(role):
    case = rated()
    deciding.review_case(case, actor=make_actor(Role.SCREENING_OFFICER), agrees=True, text="Fine.")

    with pytest.raises((NotAllowed, RuleViolation)):
        deciding.decide_case(case, actor=make_actor(role), **APPROVED)


def test_substantial_goes_to_the_director_with_legal_advice_and_the_committee_is_told(db):
    secretary = make_account(Role.COMMITTEE_SECRETARY)
    case, director = rated(severity=Severity.MODERATE), make_actor(Role.DIRECTOR)
    assert queries.who_decides(case) == (
        RouteStep.LEGAL,
        RouteStep.DIRECTOR,
        RouteStep.COMMITTEE_TOLD,
    )
    assert mails(db, "case_for_committee") == [secretary.email]
    with pytest.raises(RuleViolation, match="first"):
        deciding.decide_case(case, actor=director, **APPROVED)

    deciding.advise_case(case, actor=make_actor(Role.LEGAL_ADVISER), agrees=True, text="Fine.")
    deciding.decide_case(
        case, actor=director, outcome=CaseOutcome.CONDITIONS, reason="Under its plan."
    )

    assert case.valid_until == calendar.months_after(today(), 12)


def test_high_is_decided_by_the_committee_alone(db):
    case = rated(severity=Severity.SEVERE)
    for role in (Role.PRIVATE_SECTOR_HEAD, Role.DIRECTOR):
        with pytest.raises(RuleViolation, match="somebody else decides"):
            deciding.decide_case(case, actor=make_actor(role), **APPROVED)
    with pytest.raises(NotAllowed):
        deciding.decide_by_committee(case, actor=make_actor(Role.COMMITTEE_MEMBER), **APPROVED)

    deciding.decide_by_committee(
        case,
        actor=make_actor(Role.COMMITTEE_SECRETARY),
        outcome=CaseOutcome.REFUSED,
        reason="Voted on 3 May.",
    )

    assert (case.outcome, case.decided_by_id, case.valid_until) == (CaseOutcome.REFUSED, None, None)


def test_the_committee_decides_nothing_below_high():
    case = rated(severity=Severity.MODERATE)
    with pytest.raises(RuleViolation, match="committee does not decide"):
        deciding.decide_by_committee(case, actor=make_actor(Role.COMMITTEE_SECRETARY), **APPROVED)


@pytest.mark.parametrize(
    ("confirmed", "state", "outcome"),
    [(True, CaseState.DECIDED, CaseOutcome.EXCLUDED), (False, CaseState.OPEN, None)],
)
def test_the_committee_confirms_a_stop_or_sends_it_back(confirmed, state, outcome):
    officer, case = make_actor(Role.SCREENING_OFFICER), open_case()
    findings.record_finding(
        case, actor=officer, criterion="excl_tobacco", met=True, source="A report"
    )
    ratings.assess_case(case, actor=officer)
    ratings.rate_case(case, actor=officer)

    deciding.settle_stop(
        case, actor=make_actor(Role.COMMITTEE_SECRETARY), confirmed=confirmed, reason="Voted."
    )

    assert (case.state, case.outcome) == (state, outcome)


def test_a_decided_case_is_opened_again_and_what_was_given_counts_no_more():
    case = rated()
    deciding.review_case(case, actor=make_actor(Role.SCREENING_OFFICER), agrees=True, text="Fine.")
    deciding.decide_case(case, actor=make_actor(Role.PRIVATE_SECTOR_HEAD), **APPROVED)
    officer = make_actor(Role.SCREENING_OFFICER)
    with pytest.raises(NotAllowed):
        cases.reopen_case(case, actor=officer, reason="News.")

    cases.reopen_case(case, actor=make_actor(Role.PRIVATE_SECTOR_HEAD), reason="News.")
    ratings.assess_case(case, actor=officer)
    ratings.rate_case(case, actor=officer)

    assert queries.missing_before_decision(case) == [RouteStep.SECOND_REVIEW]
    assert len(case.ratings) == 2


def test_what_became_known_after_the_rating_is_rated_first():
    officer, case = make_actor(Role.SCREENING_OFFICER), rated()
    deciding.review_case(case, actor=make_actor(Role.SCREENING_OFFICER), agrees=True, text="Fine.")
    spill(case, officer)

    with pytest.raises(RuleViolation, match="weighs more"):
        deciding.decide_case(case, actor=make_actor(Role.PRIVATE_SECTOR_HEAD), **APPROVED)
    assert case.inherent == Level.LOW


def waiting(db, actor):
    return set(db.scalars(queries.waiting_for(actor)))


def test_a_rated_case_waits_for_whom_its_route_names_and_for_nobody_else(db):
    officer, second = make_actor(Role.SCREENING_OFFICER), make_actor(Role.SCREENING_OFFICER)
    head, director = make_actor(Role.PRIVATE_SECTOR_HEAD), make_actor(Role.DIRECTOR)
    case = rated(officer=officer)
    kept = make_actor(Role.SCREENING_OFFICER, interest_in=[case.organization])

    assert [waiting(db, each) for each in (officer, kept, director)] == [set(), set(), set()]
    assert waiting(db, second) == {case}

    deciding.review_case(case, actor=second, agrees=True, text="Fine.")
    assert [waiting(db, each) for each in (second, director)] == [set(), set()]
    assert waiting(db, head) == {case}
