"""The page of an organization: its standing, all its applications, one next step."""

import pytest

from engagement.accreditation import commands, queries
from engagement.accreditation.models import ApplicationState
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.permissions import Role
from tests.accreditation.cases import leader, refused
from tests.factories import make_account, make_application, make_organization

pytestmark = pytest.mark.usefixtures("db")


def begin(application, actor):
    return commands.start_application(
        application.organization, actor=actor, track=MAJOR_GROUP.key, language="en"
    )


def test_an_accreditation_stands_in_place_of_the_button(sign_in):
    organization = make_application(state=ApplicationState.ACCREDITED).organization
    number = queries.accreditation_held(organization.id, MAJOR_GROUP.key).number
    browser = sign_in(make_account(leads=[organization]))
    page = browser.get(f"/en/organizations/{organization.id}").text
    assert f"/en/register/{number}" in page
    assert "Apply for accreditation" not in page
    begin = f"/en/accreditation/start/{organization.id}"
    assert browser.get(begin).location == f"/en/organizations/{organization.id}"
    assert browser.post(begin).status_code == 409


def test_the_page_of_an_organization_lists_all_its_applications_and_the_open_one_first(sign_in):
    old = refused()
    organization = old.organization
    browser = sign_in(make_account(member_of=[organization]))
    page = f"/en/organizations/{organization.id}"

    before = browser.get(page).text
    assert old.reference in before
    assert "Apply again" in before
    draft = begin(old, leader(old))
    after = browser.get(page).text

    assert f"/applications/{old.id}" in after
    assert after.count(f"/applications/{draft.id}") == 2
    assert "Go on with the application" in after
    assert "Apply again" not in after


def test_staff_see_on_it_what_was_submitted_alone(sign_in):
    old = refused()
    draft = begin(old, leader(old))
    browser = sign_in(make_account(Role.REVIEWER))

    page = browser.get(f"/en/organizations/{old.organization_id}").text

    assert old.reference in page
    assert str(draft.id) not in page
    assert "Apply" not in page


def test_the_page_of_an_organization_says_how_it_is_known(sign_in):
    known = {
        "latin_name": "Jamiyat al-Ahwar",
        "acronym": "JAA",
        "registration_number": "R-77",
        "website": "https://ahwar.example",
    }
    organization = make_organization(name="جمعية الأهوار", **known)
    page = sign_in(make_account(leads=[organization])).get(f"/en/organizations/{organization.id}")

    for value in known.values():
        assert value in page.text


def test_a_withdrawn_case_offers_to_apply_again_unless_that_was_granted(sign_in):
    application = make_application(state=ApplicationState.WITHDRAWN)
    browser = sign_in(make_account(leads=[application.organization]))
    page = f"/en/accreditation/applications/{application.id}"
    assert "Apply again" in browser.get(page).text

    make_application(
        organization=application.organization, state=ApplicationState.ACCREDITED, complete=False
    )

    assert "Apply again" not in browser.get(page).text
