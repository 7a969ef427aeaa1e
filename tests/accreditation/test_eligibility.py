"""The five questions, the plan with its date, and the way of the answers into the application."""

import html
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from engagement.accreditation import eligibility
from engagement.accreditation.eligibility import Facts, assess, facts_of, sections_of
from engagement.accreditation.models import Application
from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.organizations.models import IDENTITY, ProfileSection
from engagement.settings import commands as settings
from tests.factories import make_account, make_actor, make_organization

GOOD = {
    "registered": "yes",
    "registered_on-day": "4",
    "registered_on-month": "5",
    "registered_on-year": "2012",
    "independent": "yes",
    "distributes_profit": "no",
    "main_focus": "yes",
    "active_abroad": "yes",
}
PAGE = "/en/accreditation/eligibility"
anything = st.sampled_from([None, True, False])
facts = st.builds(
    Facts,
    registered=anything,
    registered_on=st.none() | st.dates(date(1900, 1, 1), date(2030, 12, 31)),
    independent=anything,
    distributes_profit=anything,
    main_focus=anything,
    active_abroad=anything,
)


@given(facts, st.integers(0, 10))
def test_whoever_has_a_date_qualifies_by_age_on_that_day_and_not_the_day_before(known, years):
    now = date(2026, 11, 22)
    found = assess(known, today=now, years=years)
    assert found.qualifies == (not found.failing)
    if "registered" not in found.failing:
        assert found.apply_from is None
        return
    if known.registered is False:
        assert found.apply_from == date(now.year + years, now.month, now.day)
        return
    day = found.apply_from
    assert day > now
    assert "registered" not in assess(known, today=day, years=years).failing
    before = day - timedelta(days=1)
    assert "registered" in assess(known, today=before, years=years).failing


@given(facts)
def test_answers_come_back_from_sections_as_they_went(known):
    found = facts_of(sections_of(known))
    for name in ("registered_on", "independent", "distributes_profit", "main_focus"):
        assert getattr(found, name) == getattr(known, name)


@given(facts)
def test_answers_come_back_from_the_address_as_they_went(known):
    now = date(2026, 11, 22)
    found = eligibility.from_address(eligibility.in_address(known), today=now)
    whole = None not in {getattr(known, name) for name in eligibility.QUESTIONS}
    dated = not known.registered or (known.registered_on and known.registered_on <= now)
    if not (whole and dated):
        assert found is None
    else:
        since = known.registered_on if known.registered else None
        assert found == replace(known, registered_on=since)


def test_every_criterion_has_advice_and_says_when():
    bad = Facts(False, None, False, True, False, False)
    failing = assess(bad, today=date(2026, 1, 1), years=2).failing
    assert set(failing) == set(eligibility.ADVICE) == set(eligibility.WHEN)


def test_the_checker_answers_without_an_account(client):
    assert client.get(f"{PAGE}/result").status_code == 302
    response = client.post(PAGE, data={})
    assert response.status_code == 422
    assert "Choose yes or no." in response.text
    location = client.post(PAGE, data=GOOD).location
    assert "nothing speaks against an application" in client.get(location).text


def test_a_young_organization_gets_a_date_and_what_is_open_today(client):
    young = GOOD | {"registered_on-year": str(today().year - 1)}
    location = client.post(PAGE, data=young).location
    text = client.get(location).text
    assert f"From 4 May {today().year + 1}" in text or "From May 4" in text
    assert "Regional consultative meetings" in text
    assert "mentor organization" in text


def test_a_result_is_reached_again_by_its_address_in_another_browser(app, client):
    location = client.post(PAGE, data=GOOD | {"main_focus": "no"}).location
    other = app.test_client()
    text = other.get(location).text
    assert "When its statutes or reports show" in text
    assert "From " not in text.split("What is open")[0]
    change = re.search(r'href="(/en/accreditation/eligibility\?[^"]+)"', text)[1]
    assert 'value="2012"' in other.get(html.unescape(change)).text
    for broken in ("", "?registered=yes", location.replace("since=2012", "since=2999")):
        assert other.get(f"{PAGE}/result{broken.removeprefix(f'{PAGE}/result')}").status_code == 302


def test_links_of_the_plan_are_shown_when_they_are_set(db, client):
    change = partial(
        settings.change_setting,
        "accreditation.training_url",
        actor=make_actor(Role.ADMINISTRATOR),
        reason="There are courses.",
    )
    with pytest.raises(RuleViolation):
        change(value="http://insecure.example")
    change(value="https://training.example/en")
    location = client.post(PAGE, data=GOOD | {"main_focus": "no"}).location
    text = client.get(location).text
    assert '<a href="https://training.example/en">Training</a>' in text
    assert "<dt>Mailing list</dt>" in text
    assert 'action="/en/register"' in text
    assert '<option value="NE">Niger</option>' in text


def test_a_date_is_asked_of_registered_organizations_only(client):
    without = {name: value for name, value in GOOD.items() if "registered_on" not in name}
    without |= {"registered_on-day": "", "registered_on-month": "", "registered_on-year": ""}
    response = client.post(PAGE, data=without)
    assert response.status_code == 422
    assert "Enter the date of registration or recognition." in response.text
    assert client.post(PAGE, data=without | {"registered": "no"}).status_code == 302


def test_what_is_open_today_is_a_setting(db, client):
    settings.change_setting(
        "accreditation.open_today",
        actor=make_actor(Role.ADMINISTRATOR),
        value=["training"],
        reason="The forum has no places left.",
    )
    text = client.get(client.post(PAGE, data=GOOD | {"main_focus": "no"}).location).text
    assert "Training" in text
    assert "Regional consultative meetings" not in text


def test_answers_are_carried_into_the_application(db, sign_in):
    organization = make_organization()
    browser = sign_in(make_account(leads=[organization]))
    browser.post(PAGE, data=GOOD | {"main_focus": "no"})
    location = browser.post(f"/en/accreditation/start/{organization.id}").location
    stored = {row.key: row for row in db.scalars(select(ProfileSection))}
    assert stored["legal_status"].answers == {
        "registered_on": "2012-05-04",
        "independent": "yes",
        "distributes_profit": "no",
    }
    assert [key for key, row in stored.items() if row.complete] == [IDENTITY]
    assert "a criterion is not met yet" in browser.get(location).text
    section = browser.get(f"{location}/sections/legal_status").text
    assert 'value="2012"' in section
    assert db.scalars(select(Application)).one()


@pytest.mark.parametrize("language", ["ar", "fr", "zh"])
def test_the_pages_stand_in_every_language(client, language):
    page = PAGE.replace("/en/", f"/{language}/")
    assert client.get(page).status_code == 200
    location = client.post(page, data=GOOD | {"independent": "no"}).location
    assert client.get(location).status_code == 200
