"""Applying again after a refusal: from the day that its letter gave, and where one begins."""

from datetime import UTC, datetime, timedelta

import pytest

from engagement.accreditation import commands, queries
from engagement.accreditation.models import ApplicationState, Outcome
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core import clock
from engagement.core.clock import moved_to
from engagement.core.permissions import Role
from engagement.settings import commands as setting_commands
from tests.accreditation.cases import effect, in_reconsideration, leader, refused
from tests.factories import make_account, make_actor, make_application, make_documents

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def _half_a_year(db):
    """A refusal asks to wait six months."""
    setting_commands.change_setting(
        "accreditation.reapply_months",
        actor=make_actor(Role.ADMINISTRATOR),
        value=6,
        reason="Trial.",
    )
    yield
    db.rollback()


def begin(application, actor):
    draft = commands.start_application(
        application.organization, actor=actor, track=MAJOR_GROUP.key, language="en"
    )
    make_documents(draft)
    return draft


@pytest.mark.usefixtures("_half_a_year")
def test_a_draft_begins_at_once_and_is_submitted_from_the_day_given(sign_in):
    old = refused()
    person = make_account(leads=[old.organization])
    browser = sign_in(person)
    day = queries.last_refusal(old).apply_again_on
    told = f"{day.day} {day:%B %Y}"
    start = f"/en/accreditation/start/{old.organization_id}"

    hub = browser.get(f"/en/accreditation/applications/{old.id}").text
    assert start in hub
    assert told in hub
    assert told in browser.get(start).text
    page = browser.post(start).location
    draft = queries.open_application(old.organization, MAJOR_GROUP.key)
    make_documents(draft)
    assert told in browser.get(f"{page}/check").text
    declared = {"declared_name": "A. Otieno", "declared": "y"}
    early = browser.post(f"{page}/submit-application", data=declared)
    assert early.status_code == 409
    assert told in early.text
    assert draft.state == ApplicationState.DRAFT

    with moved_to(datetime(day.year, day.month, day.day, tzinfo=UTC)):
        assert browser.get(f"{page}/check").text.count(told) == 0
        commands.submit_application(draft, actor=leader(old), declared_name="A. Otieno")
    assert draft.state == ApplicationState.SUBMITTED


@pytest.mark.usefixtures("_half_a_year")
def test_the_day_that_the_refusal_gave_stands_when_it_is_upheld(db):
    application = in_reconsideration()
    day = queries.last_refusal(application).apply_again_on
    with moved_to(clock.now() + timedelta(days=20)):
        effect(
            commands.decide_reconsideration(
                application, actor=make_actor(Role.APPROVER), outcome=Outcome.UPHOLD, reason="No."
            )
        )

    letter = queries.letters_of(application)[-1]
    assert f"from {day.day} {day:%B %Y} on" in letter.body_text
    assert queries.may_apply_from(application.organization_id, application.track) == day


@pytest.mark.usefixtures("_half_a_year")
def test_a_refusal_under_reconsideration_or_overturned_gives_no_day():
    application = in_reconsideration()

    assert queries.may_apply_from(application.organization_id, application.track) is None


def test_without_a_rule_to_wait_one_applies_again_at_once():
    old = refused()
    draft = begin(old, leader(old))

    commands.submit_application(draft, actor=leader(old), declared_name="A. Otieno")

    assert draft.state == ApplicationState.SUBMITTED


@pytest.mark.parametrize("state", [ApplicationState.REFUSED, ApplicationState.UPHELD])
def test_a_refused_case_offers_to_apply_again_unless_another_is_open(sign_in, state):
    application = make_application(state=state)
    browser = sign_in(make_account(leads=[application.organization]))
    page = f"/en/accreditation/applications/{application.id}"
    start = f"/en/accreditation/start/{application.organization_id}"

    assert start in browser.get(page).text
    begin(application, leader(application))
    assert start not in browser.get(page).text
