"""A case: opened, assessed, rated; what every step tells and refuses."""

import uuid

import pytest
from sqlalchemy import select

from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.screening_builders import make_match
from engagement.screening.commands import cases, decisions, findings, ratings, replies
from engagement.screening.facts import Compact, Response, Severity
from engagement.screening.levels import Level
from engagement.screening.models import CaseAct, CaseFinding, CaseState, Outcome, RatingBasis
from engagement.screening.queries import cases as queries
from engagement.screening.sources import Track
from tests.factories import make_account, make_actor, make_organization
from tests.screening.risk_world import actions, clean_answers, mails, open_case, rated, spill

pytestmark = pytest.mark.usefixtures("db")


def test_a_case_is_opened_once_for_one_thing_and_brought_up_to_date(db):
    organization, subject = make_organization(), uuid.uuid4()
    officer = make_account(Role.SCREENING_OFFICER)
    make_account(Role.SCREENING_OFFICER, interest_in=[organization])
    more = {"subject_id": subject, "organization": organization}

    first = open_case(**more, declared={"money": False})
    second = open_case(**more, declared={"money": True})

    assert second.id == first.id
    assert first.declared == {"money": True}
    assert queries.latest_for("accreditation_application", subject).id == first.id
    assert officer.email in mails(db, "case_opened")
    assert actions(db) == ["screening:case:opened", "screening:case:declared_again"]


def test_a_major_group_is_never_rated():
    with pytest.raises(ValueError, match="never rated"):
        open_case(track=Track.MAJOR_GROUP)


def test_nobody_in_conflict_and_no_member_opens_or_handles_a_case():
    organization = make_organization()
    case = open_case(organization)
    for actor in (
        make_actor(Role.SCREENING_OFFICER, interest_in=[organization]),
        make_actor(leads=[organization]),
        make_actor(Role.DIRECTOR),
        make_actor(Role.ADMINISTRATOR),
    ):
        with pytest.raises(NotAllowed):
            ratings.assess_case(case, actor=actor)
        with pytest.raises(NotAllowed):
            ratings.rate_case(case, actor=actor)


def test_a_case_without_anything_against_it_is_rated_low_and_says_so(db):
    officer = make_actor(Role.SCREENING_OFFICER)

    case = rated(officer=officer)

    assert (case.state, case.inherent, case.residual) == (CaseState.RATED, Level.LOW, Level.LOW)
    assert case.for_committee_at is None
    assert {hand.act for hand in case.hands} == {CaseAct.ASSESSED, CaseAct.RATED}
    assert case.ratings[0].basis == RatingBasis.COMPUTED
    assert {each["code"] for each in case.ratings[0].contributions} == {
        "no_sector_table",
        "no_country_table",
    }


def test_an_enforced_exclusion_criterion_stops_the_case_and_concerns_the_committee(db):
    secretary = make_account(Role.COMMITTEE_SECRETARY)
    officer = make_actor(Role.SCREENING_OFFICER)
    case = open_case()
    ratings.assess_case(case, actor=officer)
    findings.record_finding(
        case, actor=officer, criterion="excl_tobacco", met=True, source="Annual report 2025"
    )

    ratings.rate_case(case, actor=officer)

    assert (case.state, case.inherent) == (CaseState.STOPPED, Level.EXCLUDED)
    assert case.for_committee_at is not None
    assert mails(db, "case_for_committee") == [secretary.email]


def test_a_newer_finding_replaces_the_one_before(db):
    officer, case = make_actor(Role.SCREENING_OFFICER), open_case()
    for met in (True, False):
        findings.record_finding(
            case, actor=officer, criterion="excl_tobacco", met=met, source="A report"
        )

    rows = db.scalars(select(CaseFinding).order_by(CaseFinding.found_at)).all()

    assert [(row.met, row.replaced_at is None) for row in rows] == [(True, False), (False, True)]
    ratings.assess_case(case, actor=officer)
    ratings.rate_case(case, actor=officer)
    assert case.inherent == Level.LOW


def test_a_rating_of_high_waits_until_the_company_was_heard(db):
    officer, case = make_actor(Role.SCREENING_OFFICER), open_case()
    spill(case, officer)
    ratings.assess_case(case, actor=officer)

    with pytest.raises(RuleViolation, match="has to be heard"):
        ratings.rate_case(case, actor=officer)
    assert case.state == CaseState.ASSESSED

    reply = replies.ask_for_reply(case, actor=officer, allegation="What of the spill?")
    with pytest.raises(RuleViolation):
        ratings.rate_case(case, actor=officer)
    replies.answer_reply(reply, actor=make_actor(leads=[case.organization]), answer="Cleaned up.")
    ratings.rate_case(case, actor=officer)

    assert (case.state, case.inherent) == (CaseState.RATED, Level.HIGH)
    assert case.for_committee_at is not None


def test_a_rating_is_raised_with_a_reason_and_only_after_a_hearing_to_substantial():
    officer, case = make_actor(Role.SCREENING_OFFICER), rated()

    ratings.raise_rating(case, actor=officer, level=Level.MODERATE, reason="Young company.")

    assert case.inherent == Level.MODERATE
    for level, said in (
        (Level.LOW, "above"),
        (Level.MODERATE, "above"),
        (Level.EXCLUDED, "above"),
        (Level.SUBSTANTIAL, "has to be heard"),
    ):
        with pytest.raises(RuleViolation, match=said):
            ratings.raise_rating(case, actor=officer, level=level, reason="More.")


def test_a_lower_rating_holds_only_when_a_second_person_has_confirmed_it(db):
    first, second = make_actor(Role.SCREENING_OFFICER), make_account(Role.PRIVATE_SECTOR_HEAD)
    case = rated(officer=first, severity=Severity.MODERATE)
    assert case.inherent == Level.SUBSTANTIAL

    row = ratings.propose_lower(case, actor=first, level=Level.MODERATE, reason="Settled.")

    assert case.inherent == Level.SUBSTANTIAL
    assert second.email in mails(db, "lower_proposed")
    with pytest.raises(RuleViolation, match="second person"):
        ratings.settle_lower(row, actor=first, confirmed=True)
    ratings.settle_lower(row, actor=make_actor(Role.SCREENING_OFFICER), confirmed=True)
    assert case.inherent == Level.MODERATE
    assert queries.rating_in_force(case).id == row.id


def test_a_lower_rating_that_is_refused_changes_nothing():
    first = make_actor(Role.SCREENING_OFFICER)
    case = rated(officer=first, severity=Severity.MODERATE)
    row = ratings.propose_lower(case, actor=first, level=Level.LOW, reason="Settled.")

    with pytest.raises(RuleViolation, match="waits"):
        cases.take_back_case(case, actor=first, reason="New facts.")
    ratings.settle_lower(row, actor=make_actor(Role.SCREENING_OFFICER), confirmed=False)

    assert case.inherent == Level.SUBSTANTIAL
    assert queries.rating_in_force(case).basis == RatingBasis.COMPUTED


def test_a_case_taken_back_is_rated_anew_by_what_is_known_then():
    officer = make_actor(Role.SCREENING_OFFICER)
    case = rated(officer=officer)
    cases.take_back_case(case, actor=officer, reason="A newspaper wrote of it.")
    assert (case.state, case.inherent) == (CaseState.OPEN, None)

    spill(case, officer, Severity.MODERATE, Response.ANSWERED)
    ratings.assess_case(case, actor=officer)
    ratings.rate_case(case, actor=officer)

    assert case.inherent == Level.MODERATE
    assert len(case.ratings) == 2


def test_facts_of_a_rated_case_do_not_change_under_it():
    officer, case = make_actor(Role.SCREENING_OFFICER), rated()

    with pytest.raises(RuleViolation):
        findings.record_finding(case, actor=officer, criterion="excl_tobacco", met=True, source="A")
    with pytest.raises(RuleViolation):
        cases.choose_sector(case, actor=officer, sector=None)


def test_a_withdrawn_controversy_counts_no_more():
    officer, case = make_actor(Role.SCREENING_OFFICER), open_case()
    row = spill(case, officer)
    findings.withdraw_controversy(row, actor=officer, reason="It was another company.")
    ratings.assess_case(case, actor=officer)

    ratings.rate_case(case, actor=officer)

    assert case.inherent == Level.LOW
    with pytest.raises(RuleViolation):
        findings.note_response(row, actor=officer, response=Response.REMEDIED, note="Paid.")


def test_a_small_enterprise_is_judged_by_the_questions_of_its_path():
    declared = {"answers": clean_answers() | {"exclusions": {"sme_products": "yes"}}}
    officer, case = make_actor(Role.SCREENING_OFFICER), open_case(is_sme=True, declared=declared)
    ratings.assess_case(case, actor=officer)

    ratings.rate_case(case, actor=officer)

    assert case.state == CaseState.STOPPED


def test_an_open_match_holds_the_rating_and_a_confirmed_one_excludes():
    organization = make_organization(name="Zarqun Holding Company")
    officer, case = make_actor(Role.SCREENING_OFFICER), open_case(organization)
    match = make_match(organization)
    ratings.assess_case(case, actor=officer)
    with pytest.raises(RuleViolation, match="is open"):
        ratings.rate_case(case, actor=officer)

    decisions.propose(match, actor=officer, outcome=Outcome.CONFIRM, text="The same seat.")
    decisions.confirm(match, actor=make_actor(Role.SCREENING_OFFICER), text="Agreed.")
    ratings.rate_case(case, actor=officer)

    assert (case.state, case.inherent) == (CaseState.STOPPED, Level.EXCLUDED)
    assert case.ratings[0].contributions[0]["rule"] == "listed"


def test_the_compact_counts_as_an_officer_found_it():
    officer, case = make_actor(Role.SCREENING_OFFICER), open_case()
    cases.note_compact(
        case, actor=officer, compact=Compact.NON_COMMUNICATING, note="Listed as A Ltd, Kenya"
    )
    ratings.assess_case(case, actor=officer)

    ratings.rate_case(case, actor=officer)

    assert case.inherent == Level.MODERATE
