"""Names, seat and kind are a part of the application: changed, checked again, frozen with it."""

import re

import pytest
from sqlalchemy import select

from engagement.accreditation import commands
from engagement.accreditation.models import ApplicationState
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.errors import RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Role
from engagement.matching import duplicates
from engagement.organizations import commands as organizations
from engagement.organizations import queries
from engagement.organizations.models import (
    IDENTITY,
    NameKind,
    OrganizationKind,
    OrganizationName,
    ProfileSection,
    Protection,
)
from engagement.organizations.queries import actor_for
from tests.factories import (
    make_account,
    make_accreditation,
    make_actor,
    make_application,
    make_organization,
)


@pytest.fixture
def draft(db):
    organization = make_organization(
        name="Wetland Women of Kisumu", registration_number="REG-10077"
    )
    application = make_application(organization=organization)
    application.leader = make_account(leads=[organization])
    return application


def page_of(application):
    return f"/en/accreditation/applications/{application.id}/sections/{IDENTITY}"


def given(application, **changes):
    return queries.identity_of(application.organization) | {"version": "1"} | changes


def names_of(db, organization):
    rows = db.scalars(select(OrganizationName).filter_by(organization_id=organization.id))
    return {(row.kind, row.text) for row in rows}


def test_the_profile_begins_with_what_the_organization_was_created_with(db):
    organization = organizations.create_organization(
        actor=make_actor(),
        kind=OrganizationKind.NON_PROFIT,
        name="Green Belt",
        name_language="en",
        country="KE",
        major_group=MajorGroup.WOMEN,
    )
    section = db.scalars(select(ProfileSection)).one()
    assert (section.key, section.complete) == (IDENTITY, True)
    assert section.answers == queries.identity_of(organization)


def test_every_name_can_be_corrected_and_is_found_by(db, draft, sign_in):
    browser = sign_in(draft.leader)
    assert 'value="Wetland Women of Kisumu"' in browser.get(page_of(draft)).text
    data = given(
        draft,
        name="جمعية النيل",
        latin_name="Nile Society",
        acronym="NS",
        country="EG",
        kind="university",
        major_group="farmers",
        website="https://www.nile.example/about",
        other_names="Société du Nil\r\n\r\n  Нил  ",
        former_names="Nile Friends",
    )
    assert browser.post(page_of(draft), data=data).status_code == 302
    db.refresh(draft.organization)
    organization = draft.organization
    assert (organization.name, organization.latin_name) == ("جمعية النيل", "Nile Society")
    assert (organization.country, organization.kind) == ("EG", OrganizationKind.UNIVERSITY)
    assert organization.web_domain == "nile.example"
    assert organization.registration_key == duplicates.registration_key("REG-10077", "EG")
    assert names_of(db, organization) == {
        (NameKind.OFFICIAL, "جمعية النيل"),
        (NameKind.LATIN, "Nile Society"),
        (NameKind.ACRONYM, "NS"),
        (NameKind.OTHER, "Société du Nil"),
        (NameKind.OTHER, "Нил"),
        (NameKind.FORMER, "Nile Friends"),
    }
    found = queries.alike(
        names=["Friends Nile"], country="EG", registration_number=None, website=None
    )
    assert [match.id for match in found] == [organization.id]
    check = browser.get(f"/en/accreditation/applications/{draft.id}/check").text
    for words in ("Nile Society", "Egypt", "Farmers", "Nile Friends"):
        assert words in check
    assert check.count(f'href="{page_of(draft)}"') == 9


def test_a_new_name_is_compared_again(db, draft, sign_in):
    there = make_organization(name="Lake Victoria Fishers Union")
    browser = sign_in(draft.leader)
    renamed = given(draft, name="Fishers Union of Lake Victoria")
    answer = browser.post(page_of(draft), data=renamed)
    assert "Is this another organization?" in answer.text
    assert "Lake Victoria Fishers Union" in answer.text
    db.refresh(draft.organization)
    assert draft.organization.name == "Wetland Women of Kisumu"
    declined = re.search(r'name="declined" value="([^"]+)"', answer.text)[1]
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    again = renamed | {"declined": declined, "version": version}
    assert browser.post(page_of(draft), data=again).status_code == 302
    db.refresh(draft.organization)
    assert draft.organization.name == "Fishers Union of Lake Victoria"
    events = db.scalars(select(AuditEvent).filter_by(action="organizations:section:saved")).all()
    assert events[-1].data["offered_as_alike"] == [str(there.id)]


@pytest.mark.parametrize("country", ["UG", "HK"])
def test_a_protected_organization_alike_is_told_by_its_region_if_it_has_one(
    db, draft, sign_in, country
):
    protect(make_organization(name="Lake Victoria Fishers Union", country=country))

    renamed = given(draft, name="Fishers Union of Lake Victoria")
    answer = sign_in(draft.leader).post(page_of(draft), data=renamed)

    assert answer.status_code == 200
    offer = re.search(r"<li><bdi>Lake Victoria Fishers Union</bdi>(.*?)</li>", answer.text)[1]
    assert offer.startswith(", Africa." if country == "UG" else ". ")


@bookkeeping
def protect(organization):
    organization.protection, organization.protected_since = Protection.PROTECTED, now()


def test_an_incomplete_name_never_reaches_the_register(db, draft, sign_in):
    browser = sign_in(draft.leader)
    data = given(draft, name="", country="", website="javascript:alert(1)", next="later")
    browser.post(page_of(draft), data=data)
    db.refresh(draft.organization)
    assert draft.organization.name == "Wetland Women of Kisumu"
    assert draft.organization.country == "KE"
    assert draft.organization.website is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "جمعية"}, "The name is in another script"),
        ({"name": "Wet\u202eland"}, "cannot be seen or shown (U+202E)"),
        ({"latin_name": "Нил"}, "Enter the name in Latin letters"),
        ({"former_names": "A\nGood name"}, "Write each name on a line of its own"),
    ],
)
def test_a_name_with_faults_is_told_what_to_do(db, draft, sign_in, changes, sentence):
    answer = sign_in(draft.leader).post(page_of(draft), data=given(draft, **changes))
    assert answer.status_code == 422
    assert sentence in answer.text


def test_it_is_frozen_with_the_application_and_shown_to_all(db, draft, sign_in):
    leader = actor_for(draft.leader)
    commands.submit_application(draft, actor=leader, declared_name="A. Otieno")
    content = draft.snapshot.content
    assert content["sections"][IDENTITY] == queries.identity_of(draft.organization)
    submitted = sign_in(draft.leader).get(f"/en/accreditation/applications/{draft.id}/submitted")
    desk = sign_in(make_account(Role.REVIEWER)).get(f"/en/accreditation/desk/{draft.id}")
    for page in (submitted, desk):
        assert "Which Major Group does it belong to?" in page.text
    with pytest.raises(RuleViolation):
        commands.save_section(
            draft, IDENTITY, actor=leader, answers={"name": "X"}, complete=True, version=1
        )


def test_a_returned_name_can_be_corrected(db, sign_in):
    application = make_application(state=ApplicationState.SUBMITTED)
    leader = make_account(leads=[application.organization])
    commands.return_application(
        application,
        actor=make_actor(Role.REVIEWER),
        parts=[commands.MissingPart(section=IDENTITY, note="The statutes name it otherwise.")],
    )
    browser = sign_in(leader)
    assert (
        browser.post(
            page_of(application), data=given(application, name="Zambezi Riverkeepers")
        ).status_code
        == 302
    )
    db.refresh(application.organization)
    assert application.organization.name == "Zambezi Riverkeepers"


def test_the_name_in_the_register_is_not_changed_by_a_draft(db, sign_in):
    organization = make_accreditation(name="Wetland Women").organization
    leader = make_account(leads=[organization])
    application = make_application(organization=organization, complete=False)
    browser = sign_in(leader)
    told = browser.get(page_of(application), follow_redirects=True)
    assert "Write to the secretariat." in told.text
    changed = browser.post(page_of(application), data=given(application, name="Other Name"))
    assert changed.status_code == 409
    assert "Other Name" in changed.text
    db.refresh(organization)
    assert organization.name == "Wetland Women"


def test_a_name_in_the_register_never_holds_up_the_next_application(db, sign_in):
    organization = make_accreditation(name="جمعية النيل", country="EG").organization
    leader = make_account(leads=[organization])
    sign_in(leader).post(f"/en/accreditation/start/{organization.id}")
    section = db.scalars(select(ProfileSection).filter_by(key=IDENTITY)).one()
    assert section.complete
