"""Screening and the application of a company as one: opened, resolved, decided by its route."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.models import (
    AccreditationStatus,
    ApplicationState,
    Outcome,
    Recommendation,
    Verdict,
    WaitingOn,
)
from engagement.accreditation.queries.left import left_after
from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.core import clock
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.invariants import DECLARED, offenders
from engagement.core.permissions import SYSTEM, Role
from engagement.demo.screening_builders import listed, make_list, make_match
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from engagement.screening.commands import cases, decisions, legal_bars
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.levels import Level
from engagement.screening.models import (
    CaseAct,
    CaseHand,
    CaseOutcome,
    CaseState,
    Cause,
    ClearReason,
    MatchState,
    Source,
)
from engagement.screening.models import Outcome as MatchOutcome
from engagement.screening.queries import facts, indexes, matches
from engagement.screening.sources import SWITCHES, Track
from tests.accreditation.cases import effect, recommended
from tests.factories import (
    make_account,
    make_actor,
    make_application,
    make_company,
    make_screening,
    make_sme,
)

S = ApplicationState


@pytest.fixture(autouse=True)
def own_indexes():
    """No index of another test."""
    indexes.forget()
    yield
    indexes.forget()


@bookkeeping
def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)


def company(state=S.IN_REVIEW, *, accredit=True, level=None, name=None, **values):
    """A company's application; with a `level` its screening case is decided and approved."""
    application = make_application(organization=make_company(name=name), state=state)
    if level is not None or values:
        values = {"state": CaseState.DECIDED, "level": level or Level.LOW} | values
        make_screening(application, **values)
    if state is S.RECOMMENDED:
        advise(application, accredit=accredit)
    return application


@bookkeeping
def advise(application, *, accredit=True):
    """Two officers' recommendations, as they stand at the decision."""
    for _ in range(2):
        database.session.add(
            Recommendation(
                application_id=application.id,
                reviewer_id=make_actor(Role.SCREENING_OFFICER).id,
                accredit=accredit,
                reason="As found.",
                made_at=now(),
            )
        )


def judged(application, officer):
    for criterion in PRIVATE_SECTOR.criteria:
        if not criterion.by_record:
            commands.judge_criterion(
                application,
                actor=officer,
                criterion=criterion.key,
                verdict=Verdict.MET,
                reason="Shown.",
            )


def decide(application, *roles, outcome=Outcome.ACCREDIT, actor=None):
    actor = actor or make_actor(*roles)
    return commands.decide_application(application, actor=actor, outcome=outcome, reason="So.")


def confirm(match):
    """Two officers say that it is the same."""
    first, second = make_actor(Role.SCREENING_OFFICER), make_actor(Role.SCREENING_OFFICER)
    decisions.propose(match, actor=first, outcome=MatchOutcome.CONFIRM, text="The same.")
    decisions.confirm(match, actor=second, text="Yes.")
    return match


@pytest.mark.parametrize("make", [make_company, make_sme])
def test_a_submitted_company_is_screened_and_a_withdrawn_one_no_more(db, make):
    application = make_application(organization=make())
    leader = make_actor(leads=[application.organization])
    commands.submit_application(application, actor=leader, declared_name="A. Otieno")
    case = queries.case_of(application)
    assert (case.state, case.is_sme) == (CaseState.OPEN, make is make_sme)
    assert all(answer.answer or not answer.is_flag for answer in facts.answers_of(case))
    assert case.declared["answers"] == application.snapshot.content["sections"]
    commands.withdraw_application(application, actor=leader)
    assert case.state is CaseState.CLOSED


def test_a_company_that_sends_again_is_screened_by_its_new_answers(db):
    application = make_application(organization=make_company(), state=S.RETURNED)
    case = queries.case_of(application)
    change(case, declared={})
    leader = make_actor(leads=[application.organization])
    commands.resubmit_application(application, actor=leader, declared_name="A. Otieno")
    assert queries.case_of(application) is case
    assert case.declared["answers"] == application.snapshot.content["sections"]


def test_a_major_group_organization_has_no_case(db):
    application = make_application()
    leader = make_actor(leads=[application.organization])
    commands.submit_application(application, actor=leader, declared_name="A. Otieno")
    assert queries.case_of(application) is None


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({}, Verdict.UNCLEAR),
        ({"state": CaseState.RATED}, Verdict.UNCLEAR),
        ({"state": CaseState.DECIDED}, Verdict.MET),
        ({"state": CaseState.DECIDED, "outcome": CaseOutcome.CONDITIONS}, Verdict.MET),
        ({"state": CaseState.DECIDED, "outcome": CaseOutcome.REFUSED}, Verdict.NOT_MET),
        ({"state": CaseState.DECIDED, "outcome": CaseOutcome.EXCLUDED}, Verdict.NOT_MET),
        ({"state": CaseState.DECIDED, "valid_until": now().date() - timedelta(1)}, Verdict.UNCLEAR),
    ],
)
def test_the_record_judges_whether_screening_is_resolved(db, values, verdict):
    application = make_application(organization=make_company(), state=S.IN_REVIEW)
    make_screening(application, **values)
    assert queries.screening_verdict(application) == verdict


def test_nobody_gives_a_finding_on_screening_and_accrediting_waits_for_it(db, sign_in):
    application = company()
    account = make_account(Role.SCREENING_OFFICER)
    officer = actor_for(account)
    judged(application, officer)
    assert not queries.unjudged_criteria(application, officer.id)
    with pytest.raises(RuleViolation, match="one of the criteria"):
        commands.judge_criterion(
            application, actor=officer, criterion="screening", verdict=Verdict.MET, reason="No."
        )
    with pytest.raises(RuleViolation, match="not resolved yet"):
        commands.recommend_application(application, actor=officer, accredit=True, reason="Good.")
    browser = sign_in(account)
    desk = f"/en/accreditation/desk/{application.id}"
    assert browser.get(f"{desk}/criteria/screening").status_code == 404
    page = browser.get(desk).text
    assert queries.case_of(application).reference in page
    assert "0 matches open" in page
    assert "Not rated yet." in page
    assert "not resolved yet" in page
    sent = browser.post(f"{desk}/recommend-application", data={"accredit": "yes", "reason": "Ok"})
    assert sent.status_code == 422
    assert "not resolved yet" in sent.text
    commands.recommend_application(application, actor=officer, accredit=False, reason="Too little.")
    assert queries.has_recommended(application, officer.id)


@pytest.mark.parametrize(
    ("values", "role"),
    [
        ({"level": Level.LOW}, Role.PRIVATE_SECTOR_HEAD),
        ({"level": Level.MODERATE}, Role.DIRECTOR),
        ({"level": Level.SUBSTANTIAL}, Role.DIRECTOR),
        ({"level": Level.HIGH, "residual": Level.SUBSTANTIAL}, Role.DIRECTOR),
    ],
)
def test_who_decides_follows_from_the_risk(db, values, role):
    application = company(S.RECOMMENDED, **values)
    people = {one: make_account(one) for one in (Role.PRIVATE_SECTOR_HEAD, Role.DIRECTOR)}
    for one, account in people.items():
        waiting = [row.id for row in db.execute(queries.to_decide(actor_for(account)))]
        assert waiting == ([application.id] if one is role else [])
        if one is not role:
            with pytest.raises(RuleViolation, match="somebody else decides"):
                decide(application, actor=actor_for(account))
    with pytest.raises(NotAllowed):
        decide(application, Role.APPROVER)
    decision = decide(application, actor=actor_for(people[role]))
    assert queries.pending_decisions(actor_for(people[role])) == [decision]
    effect(decision)
    assert application.state is S.ACCREDITED


def test_four_eyes_look_at_the_case_too(db):
    application = company(S.RECOMMENDED, level=Level.MODERATE)
    before = left_after(application)
    director = make_account(Role.DIRECTOR)
    assert left_after(application).decide == before.decide + 1
    hand(queries.case_of(application), director)
    assert left_after(application).decide == before.decide
    with pytest.raises(RuleViolation, match="took part"):
        decide(application, actor=actor_for(director))
    name = "an application was not decided on by somebody who took part in its screening"
    other = make_account(Role.DIRECTOR)
    decide(application, actor=actor_for(other))
    assert offenders(DECLARED[name]) == []
    hand(queries.case_of(application), other, since=now() - timedelta(days=1))
    assert offenders(DECLARED[name]) == [str(application.id)]


@bookkeeping
def hand(case, account, since=None):
    case.hands.append(CaseHand(person_id=account.id, act=CaseAct.ASSESSED, since=since or now()))


def test_a_refusal_needs_no_rating_and_ends_the_case_and_an_approver_looks_again(db):
    with clock.moved_to(now() - timedelta(hours=1)):
        application = make_application(organization=make_company(), state=S.RECOMMENDED)
        case = make_screening(application, state=CaseState.OPEN)
        director = make_actor(Role.DIRECTOR)
        with pytest.raises(RuleViolation, match="not resolved yet"):
            decide(application, actor=director)
        effect(decide(application, actor=director, outcome=Outcome.REFUSE))
    assert (application.state, case.state) == (S.REFUSED, CaseState.CLOSED)
    leader = make_actor(leads=[application.organization])
    with clock.moved_to(now() - timedelta(minutes=30)):
        commands.ask_reconsideration(application, actor=leader, reasons="Look again.")
    assert application.stages[-1].waiting_on == WaitingOn.APPROVER
    approver = make_actor(Role.APPROVER)

    def again(actor, outcome):
        return commands.decide_reconsideration(
            application, actor=actor, outcome=outcome, reason="Seen."
        )

    with pytest.raises(NotAllowed):
        again(make_actor(Role.DIRECTOR), Outcome.REOPEN)
    with pytest.raises(RuleViolation, match="not resolved yet"):
        again(approver, Outcome.OVERTURN)
    effect(again(approver, Outcome.REOPEN))
    assert application.state is S.IN_REVIEW
    assert queries.case_of(application).state is CaseState.OPEN
    assert queries.case_of(application) is not case


def test_a_company_reads_that_screening_ended_against_it_but_no_word_before(db):
    application = company(S.RECOMMENDED, accredit=False, outcome=CaseOutcome.EXCLUDED)
    leader = make_account(leads=[application.organization])
    effect(decide(application, Role.PRIVATE_SECTOR_HEAD, outcome=Outcome.REFUSE))
    letter = db.scalars(select(Message).filter_by(person_id=leader.id)).all()[-1]
    assert "ended against its admission" in letter.body_text
    other = make_application(organization=make_company(), state=S.RECOMMENDED)
    make_screening(other, state=CaseState.OPEN)
    reader = make_account(leads=[other.organization])
    effect(decide(other, Role.DIRECTOR, outcome=Outcome.REFUSE))
    letter = db.scalars(select(Message).filter_by(person_id=reader.id)).all()[-1]
    assert "creening" not in letter.body_text


def test_the_office_that_has_it_does_not_tell_the_risk(db):
    application = company(level=Level.MODERATE)
    for officer in (make_actor(Role.SCREENING_OFFICER), make_actor(Role.SCREENING_OFFICER)):
        judged(application, officer)
        commands.recommend_application(application, actor=officer, accredit=True, reason="Good.")
    assert application.state is S.RECOMMENDED
    assert application.stages[-1].waiting_on == WaitingOn.OFFICER


def test_an_open_match_undoes_an_accreditation_that_waits_and_stops_the_next(db):
    application = company(S.RECOMMENDED, level=Level.LOW, name="Mahmud Terzioglu Karimov Trading")
    head = make_actor(Role.PRIVATE_SECTOR_HEAD)
    decision = decide(application, actor=head)
    match = make_match(application.organization)
    assert facts.matched(queries.case_of(application)).open == 1
    effect(decision)
    assert decision.undone_at is not None
    assert application.state is S.RECOMMENDED
    with pytest.raises(RuleViolation, match="not resolved yet"):
        decide(application, actor=head)
    clear(match)
    effect(decide(application, actor=head))
    assert application.state is S.ACCREDITED


def clear(match):
    first, second = make_actor(Role.SCREENING_OFFICER), make_actor(Role.SCREENING_OFFICER)
    decisions.propose(
        match, actor=first, outcome=MatchOutcome.CLEAR, reason=ClearReason.NAME, text="Another."
    )
    if match.state is not MatchState.CLEARED:
        decisions.confirm(match, actor=second, text="Yes.")


def test_what_comes_up_after_the_accreditation_is_told_and_changes_nothing(db, sign_in):
    organization = make_company(name="Mahmud Terzioglu Karimov Trading")
    application = make_application(organization=organization, state=S.ACCREDITED)
    held = queries.accreditation_of(application)
    officer = make_account(Role.SCREENING_OFFICER)
    conflicted = make_account(Role.SCREENING_OFFICER, interest_in=[organization])
    confirm(make_match(organization))
    cases.reopen_case(
        queries.case_of(application), actor=make_actor(Role.PRIVATE_SECTOR_HEAD), reason="New."
    )
    told = [
        message.person_id
        for message in db.scalars(
            select(Message).where(Message.template == "accreditation/screening_notice")
        )
    ]
    assert told.count(officer.id) == 2
    assert conflicted.id not in told
    assert queries.period_on(held).status == AccreditationStatus.ACTIVE
    page = f"/en/standing/{held.id}"
    assert queries.case_of(application).reference in sign_in(officer).get(page).text
    own = sign_in(make_account(leads=[organization])).get(page)
    assert own.status_code == 200
    assert "SCR-" not in own.text


def test_a_major_group_case_is_not_accredited_over_an_open_match_or_without_legal_advice(db):
    application = recommended(name="Mahmud Terzioglu Karimov Union")
    approver = make_actor(Role.APPROVER)
    match = make_match(application.organization, track=Track.MAJOR_GROUP)
    with pytest.raises(RuleViolation, match="Security Council is open"):
        decide(application, actor=approver)
    confirm(match)
    with pytest.raises(RuleViolation, match="waits for legal advice"):
        decide(application, actor=approver)
    bar = matches.legal_bar_of(application.organization)
    adviser = make_actor(Role.LEGAL_ADVISER)
    legal_bars.advise(bar, actor=adviser, advice="It may stay.", in_writing=False)
    decide(application, actor=approver)


# Organizations of the Major Groups -----------------------------------------------------------


def unseen_case():
    """A recommended case of an organization that nobody has compared, and no list is in force."""
    application = make_application(state=S.RECOMMENDED, compared=False)
    advise(application)
    return application


def held_by(application, why):
    """Accrediting is refused for this reason, and the page knows it before."""
    with pytest.raises(RuleViolation, match=why):
        decide(application, Role.APPROVER)
    assert why in str(queries.hindered_by_screening(application))


def test_nobody_is_accredited_while_the_list_is_missing_or_before_somebody_looked(db):
    application, other = unseen_case(), unseen_case()
    held_by(application, "list of the Security Council is not in force yet")

    make_list(a=listed("Nobody We Know"))
    held_by(application, "has not been compared with the list of the Security Council")
    effect(decide(other, Role.APPROVER, outcome=Outcome.REFUSE))
    assert other.state is S.REFUSED

    compare(application)
    decision = decide(application, Role.APPROVER)
    effect(decision)
    assert application.state is S.ACCREDITED


def compare(application):
    screen_organization(
        application.organization, actor=SYSTEM, cause=Cause.SUBMISSION, track=Track.MAJOR_GROUP
    )


def test_who_decides_reads_it_before_and_ticks_no_accreditation(db, sign_in):
    application = unseen_case()
    approver = sign_in(make_account(Role.APPROVER))
    page = f"/en/accreditation/desk/{application.id}/decide-application"
    for why in ("is not in force yet", "has not been compared with the list"):
        assert why in approver.get(page).text
        queue = approver.get("/en/accreditation/decisions").text
        assert why in queue
        assert f"choose-{application.id}" not in queue
        sent = approver.post(page, data={"outcome": "accredit", "reason": "Fine."})
        assert sent.status_code == 422
        assert why in sent.text
        make_list(a=listed("Nobody We Know"))
    compare(application)
    assert "Security Council" not in approver.get(page).text
    assert f"choose-{application.id}" in approver.get("/en/accreditation/decisions").text


def test_a_company_whose_case_was_decided_waits_for_a_list_that_is_used_now(db, monkeypatch):
    monkeypatch.setitem(SWITCHES, Source.EBRD, lambda: False)
    application = company(S.RECOMMENDED, level=Level.LOW)
    assert queries.hindered_by_screening(application) is None
    monkeypatch.setitem(SWITCHES, Source.EBRD, lambda: True)
    with pytest.raises(RuleViolation, match="Not in force yet: European Bank"):
        decide(application, Role.PRIVATE_SECTOR_HEAD)
