"""Screening fails closed: without a list that is needed, or unlooked at, nothing goes on."""

import pytest
from sqlalchemy import text

from engagement.accreditation.models import ApplicationState
from engagement.core.errors import RuleViolation
from engagement.core.permissions import SYSTEM, Role
from engagement.demo.screening_builders import listed, make_list, make_needed_lists
from engagement.operations import health
from engagement.screening.commands import ratings, remaining
from engagement.screening.commands.rescreening import rescreen
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.jobs import matches as jobs
from engagement.screening.models import CaseState, Cause, ScreeningRun, Source
from engagement.screening.queries import coverage, indexes, matches
from engagement.screening.sources import SWITCHES, Track, needed_on
from tests.factories import (
    make_account,
    make_accreditation,
    make_actor,
    make_application,
    make_case,
    make_company,
    make_organization,
)
from tests.screening.risk_world import open_case

BUSINESS = (Track.PRIVATE_SECTOR, Track.PARTNERSHIP)
S = ApplicationState


@pytest.fixture(autouse=True)
def own_indexes():
    """No index of another test."""
    indexes.forget()
    yield
    indexes.forget()


def screen(organization, track=Track.PRIVATE_SECTOR):
    return screen_organization(organization, actor=SYSTEM, cause=Cause.SUBMISSION, track=track)


def asked(db):
    """Whom a worker will compare because nobody has, each with its track."""
    rows = db.execute(
        text(
            "SELECT args ->> 'organization_id', args ->> 'track' FROM procrastinate_jobs"
            " WHERE task_name = 'screening.screen_organization' AND args ->> 'cause' = 'remaining'"
        )
    )
    return {tuple(row) for row in rows}


def forget_jobs(db):
    db.execute(text("DELETE FROM procrastinate_jobs"))


def test_lists_against_which_nobody_goes_on_are_needed_and_no_others(db, monkeypatch):
    monkeypatch.setitem(SWITCHES, Source.OFAC, lambda: True)
    assert needed_on(Track.MAJOR_GROUP) == {Source.UN}
    for track in BUSINESS:
        assert needed_on(track) == {Source.UN, Source.WORLD_BANK, Source.EBRD}
    monkeypatch.setitem(SWITCHES, Source.WORLD_BANK, lambda: False)
    assert needed_on(Track.PARTNERSHIP) == {Source.UN, Source.EBRD}
    make_list(Source.EBRD)
    assert coverage.missing_on(*Track) == [Source.UN]


@pytest.mark.parametrize("track", BUSINESS)
def test_no_rating_while_a_needed_list_is_missing_and_the_sentence_says_which(
    db, monkeypatch, track
):
    case, officer = open_case(compared=False, track=track), make_actor(Role.SCREENING_OFFICER)
    make_list(Source.EBRD)
    screen(case.organization, track)
    ratings.assess_case(case, actor=officer)

    with pytest.raises(RuleViolation) as refused:
        ratings.rate_case(case, actor=officer)
    sentence = str(refused.value)
    assert "Security Council Consolidated List and World Bank" in sentence
    assert "European" not in sentence
    assert "cannot be switched off" in sentence
    assert not matches.resolved(case.organization, track)

    make_list(Source.UN)
    with pytest.raises(RuleViolation, match="Not in force yet: World Bank") as refused:
        ratings.rate_case(case, actor=officer)
    assert "cannot be switched off" not in str(refused.value)

    monkeypatch.setitem(SWITCHES, Source.WORLD_BANK, lambda: False)
    with pytest.raises(RuleViolation, match="has not been compared"):
        ratings.rate_case(case, actor=officer)
    screen(case.organization, track)
    ratings.rate_case(case, actor=officer)
    assert case.state is CaseState.RATED


def test_only_who_was_compared_with_each_needed_list_is_compared(db, monkeypatch):
    make_needed_lists(Track.PARTNERSHIP)
    organization = make_organization()
    screen(organization)
    assert coverage.is_compared(organization, Track.PRIVATE_SECTOR)
    assert not coverage.is_compared(organization, Track.PARTNERSHIP), "asked for another track"
    assert not coverage.is_compared(make_organization(), Track.PRIVATE_SECTOR)


def test_a_first_version_covers_those_who_were_compared_with_nothing_when_its_run_is_over(db):
    organization = make_organization()
    screen(organization, Track.MAJOR_GROUP)
    assert coverage.is_compared(organization, Track.MAJOR_GROUP)
    assert not matches.resolved(organization, Track.MAJOR_GROUP), "with no list"

    version = make_list(a=listed("Nobody We Know"))
    assert not matches.resolved(organization, Track.MAJOR_GROUP), "not compared with it yet"
    rescreen(version, actor=SYSTEM)
    assert matches.resolved(organization, Track.MAJOR_GROUP)
    screen(later := make_organization(), Track.MAJOR_GROUP)
    assert matches.resolved(later, Track.MAJOR_GROUP)


def test_a_list_that_is_switched_on_again_is_compared_with_those_whom_its_run_left_out(
    db, monkeypatch
):
    monkeypatch.setitem(SWITCHES, Source.EBRD, lambda: False)
    make_needed_lists(Track.PRIVATE_SECTOR)
    organization = make_organization()
    screen(organization)
    rescreen(make_list(Source.EBRD, a=listed("Nobody We Know")), actor=SYSTEM)
    assert matches.resolved(organization, Track.PRIVATE_SECTOR)

    monkeypatch.setitem(SWITCHES, Source.EBRD, lambda: True)
    assert not matches.resolved(organization, Track.PRIVATE_SECTOR)
    assert remaining.ask_remaining() == [organization.id]
    jobs.screen_organization(str(organization.id), "remaining", "private_sector")
    assert matches.resolved(organization, Track.PRIVATE_SECTOR)


def test_a_first_list_and_each_night_compare_who_was_never_compared(db):
    waits = make_application(state=S.SUBMITTED).organization
    company = make_case(organization=make_company()).organization
    uncompared = open_case(compared=False, organization=make_company()).organization
    accredited = make_accreditation().organization
    for state in (S.DRAFT, S.WITHDRAWN, S.IN_REVIEW):
        make_application(state=state)
    forget_jobs(db)

    jobs.list_changed(str(make_list(a=listed("Nobody We Know")).id))
    expected = {
        (str(waits.id), "major_group"),
        (str(accredited.id), "major_group"),
        (str(uncompared.id), "private_sector"),
    }
    assert asked(db) == expected
    assert str(company.id) not in {each for each, _track in expected}
    assert remaining.ask_remaining() == [], "they wait already"

    forget_jobs(db)
    jobs.compare_remaining()
    assert asked(db) == expected
    forget_jobs(db)
    for organization_id, track in expected:
        jobs.screen_organization(organization_id, "remaining", track)
    assert matches.resolved(waits, Track.MAJOR_GROUP)
    assert remaining.ask_remaining() == []
    assert db.query(ScreeningRun).filter_by(cause=Cause.REMAINING).count() == 3


def test_keepers_are_told_before_somebody_runs_into_it(app, db, sign_in):
    case, officer = open_case(compared=False), make_account(Role.SCREENING_OFFICER)
    ratings.assess_case(case, actor=make_actor(Role.SCREENING_OFFICER))
    keeper = sign_in(officer)

    assert "Lists that are needed and missing" in keeper.get("/en/home").text
    for address in ("/en/screening/desk/lists", "/en/screening/cases"):
        page = keeper.get(address).text
        assert "Not in force yet: " in page
        assert "/en/screening/desk/lists/world_bank/send" in page
    for address in ("", "/rate"):
        page = keeper.get(f"/en/screening/cases/{case.id}{address}").text
        assert "Not in force yet: " in page
        assert "No confirmed match" not in page
    assert "Put this rating on record" not in page
    sent = keeper.post(f"/en/screening/cases/{case.id}/rate")
    assert sent.status_code == 409
    assert any("un, world_bank, ebrd" in note for note in health.remarks(app.config["SETTINGS"]))

    make_needed_lists(Track.PRIVATE_SECTOR)
    assert "needed and missing" not in keeper.get("/en/home").text
    assert "Not in force yet" not in keeper.get("/en/screening/desk/lists").text
    assert not any("world_bank" in note for note in health.remarks(app.config["SETTINGS"]))


def test_everybody_reads_that_nothing_goes_on_without_a_list(db, client):
    page = client.get("/en/screening/lists").text
    assert page.count("None yet") >= 3
    assert "no company is rated" in page
