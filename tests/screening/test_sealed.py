"""Screening is sealed: twins, one of them with an open match, see the same; no marker gets out."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import commands
from engagement.accreditation.models import ApplicationState, Outcome, Verdict
from engagement.accreditation.queries import track_of
from engagement.core import clock
from engagement.core.clock import now
from engagement.core.permissions import SYSTEM, Role
from engagement.demo import papers
from engagement.demo.screening_builders import listed, make_list
from engagement.directory import commands as directory
from engagement.documents.intake import take_in
from engagement.organizations.queries import actor_for
from engagement.screening.commands import decisions, findings, measures
from engagement.screening.commands.minutes import write_item_notes
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.facts import Response, Severity
from engagement.screening.models import CaseState, Cause, Match, MatchState
from engagement.screening.models import Outcome as MatchOutcome
from engagement.screening.queries import indexes, matches
from engagement.screening.sources import Track
from tests.browser.addresses import without_records
from tests.factories import (
    make_account,
    make_actor,
    make_application,
    make_committee,
    make_company,
    make_organization,
    make_screening,
    make_session,
)
from tests.screening.risk_world import change, rated
from tests.screening.sealed import mails_to, pages_of, words_about

BEGIN = datetime(2026, 11, 2, 9, tzinfo=UTC)
LISTED, TWIN = "Mahmud Terzioglu Karimov", "Hannelore Quist Bergström"
MARK = "ZANZIBARQUARTZ"


@pytest.fixture(autouse=True)
def own_indexes():
    """No index of another test."""
    indexes.forget()
    yield
    indexes.forget()


def until_decided(make, name, track):
    """An organization's application up to the refusal, at the same moments for each of them.

    Yields the account that leads it at each point where an applicant may look.
    """
    with clock.moved_to(BEGIN):
        organization = make(name=name)
        leader = make_account(name="Amina Otieno", leads=[organization])
        application = make_application(organization=organization)
        actor = actor_for(leader)
        commands.submit_application(application, actor=actor, declared_name="A. Otieno")
        screen_organization(organization, actor=SYSTEM, cause=Cause.SUBMISSION, track=track)
    yield leader, application
    roles = (Role.SCREENING_OFFICER,) * 2 if track is Track.PRIVATE_SECTOR else (Role.REVIEWER,) * 2
    officers = [make_actor(role) for role in roles]
    with clock.moved_to(BEGIN + timedelta(days=1)):
        commands.accept_application(application, actor=officers[0])
    yield leader, application
    with clock.moved_to(BEGIN + timedelta(days=2)):
        for officer in officers:
            for criterion in track_of(application).criteria:
                if not criterion.by_record:
                    commands.judge_criterion(
                        application,
                        actor=officer,
                        criterion=criterion.key,
                        verdict=Verdict.NOT_MET,
                        reason="The papers do not show it.",
                    )
            commands.recommend_application(
                application, actor=officer, accredit=False, reason="Not shown."
            )
    yield leader, application
    decider = make_actor(Role.DIRECTOR if track is Track.PRIVATE_SECTOR else Role.APPROVER)
    with clock.moved_to(BEGIN + timedelta(days=3)):
        decision = commands.decide_application(
            application, actor=decider, outcome=Outcome.REFUSE, reason="As recommended."
        )
    with clock.moved_to(decision.effective_at + timedelta(minutes=1)):
        commands.effect_decision(decision)
    yield leader, application


@pytest.mark.parametrize(
    ("make", "track"),
    [(make_organization, Track.MAJOR_GROUP), (make_company, Track.PRIVATE_SECTOR)],
)
def test_twins_see_the_same_although_one_has_an_open_match(db, sign_in, make, track):
    kind = "organization"
    make_list(R1=listed(f"{LISTED} Union", kind=kind))
    twins = [until_decided(make, f"{name} Union", track) for name in (LISTED, TWIN)]
    for number, points in enumerate(zip(*twins, strict=True)):
        (_first, of_first), (_second, of_second) = points
        assert matches.open_on(of_first.organization, track), "one has an open match"
        assert not matches.open_on(of_second.organization, track)
        moment = BEGIN + timedelta(days=4)
        most = 60 if number == 3 else 8  # at the end all of them
        told = []
        for leader, application in points:
            starts = (
                f"/en/organizations/{application.organization_id}",
                f"/en/accreditation/applications/{application.id}",
                "/en/home",
                "/en/screening/replies",
            )
            names = (application.organization.name, leader.email)
            with clock.moved_to(moment):
                found = words_about(db, sign_in(leader), leader, names, *starts, most=most)
                told.append(found)
        assert len(told[0]) > 8
        for left, right in zip(*told, strict=True):
            assert left == right, number


def marked_company(db):
    """An accredited company with a marker in everything that is kept of its screening."""
    organization = make_company(name=f"{LISTED} Works")
    application = make_application(organization=organization, state=ApplicationState.ACCREDITED)
    officers = [make_actor(Role.SCREENING_OFFICER) for _ in range(2)]
    make_list(R1=listed(organization.name, kind="organization", programme=MARK))
    screen_organization(
        organization, actor=SYSTEM, cause=Cause.SUBMISSION, track=Track.PRIVATE_SECTOR
    )
    match = db.scalars(select(Match).filter_by(organization_id=organization.id)).one()
    decisions.propose(match, actor=officers[0], outcome=MatchOutcome.CONFIRM, text=f"{MARK}1")
    decisions.confirm(match, actor=officers[1], text=f"{MARK}2")
    change(match, state=MatchState.CLEARED, outcome=MatchOutcome.CLEAR)  # not excluded: it goes on
    case = make_screening(application, state=CaseState.OPEN)
    findings.record_finding(
        case, actor=officers[0], criterion="excl_tobacco", met=False, source=MARK, note=MARK
    )
    controversy = findings.log_controversy(
        organization,
        actor=officers[0],
        happened_on=now().date() - timedelta(days=90),
        severity=Severity.SEVERE,
        summary=f"{MARK}3",
        source=f"{MARK}4",
        response=Response.NONE,
    )
    rated(case, officers[0], Severity.MODERATE)
    findings.add_paper(
        controversy,
        actor=officers[0],
        taken=take_in(io.BytesIO(papers.page("Proof")), f"{MARK}.pdf"),
    )
    secretary, members = make_committee()
    _meeting, items = make_session(secretary, members, case)
    write_item_notes(items[0], actor=secretary, notes=f"{MARK}7")
    owner = make_account(Role.SCREENING_OFFICER, name=f"{MARK} Officer")
    measures.plan_measure(
        case,
        actor=officers[0],
        risk=f"{MARK}5",
        measure=f"{MARK}6",
        owner=owner,
        due_on=now().date() + timedelta(days=50),
        steps=1,
    )
    return application


def test_no_marker_of_screening_gets_out(db, app, sign_in, client):
    application = marked_company(db)
    organization = application.organization
    leader = make_account(name="Amina Otieno", leads=[organization])
    directory.refresh([organization.id])
    starts = (
        f"/en/organizations/{organization.id}",
        f"/en/accreditation/applications/{application.id}",
        "/en/screening/replies",
        *without_records(app, "en"),
    )
    for browser in (sign_in(leader), client):
        seen = pages_of(browser, *starts)
        assert len(seen) > 30
        for address, (_status, headers, body) in seen.items():
            for text in (body, str(headers)):
                assert MARK not in text, address
                assert "SCR-" not in text, address
    for mail in mails_to(db, leader):
        assert MARK not in "".join(mail), mail[0]
