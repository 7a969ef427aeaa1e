"""The sections as forms: numbers in any digits, countries by region, people, stale saves."""

import re

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, snapshots
from engagement.accreditation.forms.sections import SECTION_FORMS
from engagement.accreditation.models import ApplicationSnapshot, ApplicationState
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.models import AuditEvent
from engagement.core.errors import NotAllowed
from engagement.organizations import commands as organizations
from engagement.organizations.models import (
    IDENTITY,
    Nationality,
    OrganizationPerson,
    ProfileSection,
)
from engagement.organizations.queries import actor_for
from tests.factories import (
    ANSWERS,
    make_account,
    make_actor,
    make_application,
    make_organization,
    make_person,
    make_sections,
)


@pytest.fixture
def draft(db):
    organization = make_organization()
    application = make_application(organization=organization, complete=False)
    application.leader = make_account(leads=[organization])
    return application


def page_of(application, key):
    return f"/en/accreditation/applications/{application.id}/sections/{key}"


def saved(db, key):
    section = db.scalars(select(ProfileSection).filter_by(key=key)).one()
    db.refresh(section)
    return section


FINANCES = {
    "version": "0",
    "currency": "TND",
    "last_year": "2025",
    "last_income": "١٬٢٥٠٬٠٠٠",
    "last_expenditure": "1 190 000",
    "year_before": "٢٠٢٤",
    "income_before": "980.000",
    "expenditure_before": "970500",
    "sources": "Fees of members.",
}


def test_every_section_of_the_track_has_a_form():
    own = {section.key for section in MAJOR_GROUP.sections} - {"documents"}
    assert own == set(SECTION_FORMS)
    assert set(ANSWERS) >= own - {IDENTITY}


def test_amounts_are_read_in_any_digits_and_shown_back(db, draft, sign_in):
    browser = sign_in(draft.leader)
    assert browser.post(page_of(draft, "finances"), data=FINANCES).status_code == 302
    answers = saved(db, "finances").answers
    assert answers["last_income"] == 1250000
    assert answers["last_expenditure"] == 1190000
    assert answers["income_before"] == 980000
    assert answers["year_before"] == 2024
    check = browser.get(f"/en/accreditation/applications/{draft.id}/check").text
    assert "1,250,000" in check
    assert "Tunisian Dinar (TND)" in check


@pytest.mark.parametrize("typed", ["12.50", "-5", "1,25", "12 50", "about 100", "1.250,000"])
def test_an_amount_that_could_mean_two_things_is_refused_and_kept(db, draft, sign_in, typed):
    browser = sign_in(draft.leader)
    response = browser.post(page_of(draft, "finances"), data=FINANCES | {"last_income": typed})
    assert response.status_code == 422
    assert "Enter a whole amount without cents" in response.text
    assert f'value="{typed}"' in response.text
    assert not saved(db, "finances").complete


@pytest.mark.parametrize("button", ["", "later"])
def test_what_cannot_be_read_replaces_no_good_answer(db, draft, sign_in, button):
    browser = sign_in(draft.leader)
    finances, legal = page_of(draft, "finances"), page_of(draft, "legal_status")
    assert browser.post(finances, data=FINANCES).status_code == 302
    wrong = FINANCES | {"version": "1", "last_income": "about 100", "next": button}
    answer = browser.post(finances, data=wrong | {"sources": "Fees and gifts."})
    assert answer.status_code == 422
    assert 'value="about 100"' in answer.text
    assert "is not saved yet" in answer.text
    section = saved(db, "finances")
    assert section.answers["last_income"] == 1250000
    assert section.answers["sources"] == "Fees and gifts."
    assert not section.complete
    day = {"registered_on-day": "4", "registered_on-month": "5", "registered_on-year": "2012"}
    status = ANSWERS["legal_status"] | {"version": "0"} | day
    assert browser.post(legal, data=status).status_code == 302
    wrong = status | {"version": "1", "registered_on-month": "15", "next": button}
    answer = browser.post(legal, data=wrong)
    assert answer.status_code == 422
    assert 'name="registered_on-month" value="15"' in answer.text
    assert saved(db, "legal_status").answers["registered_on"] == "2012-05-04"
    db.refresh(draft.organization)
    assert draft.organization.registered_on.isoformat() == "2012-05-04"


def test_a_draft_that_is_only_incomplete_can_wait(db, draft, sign_in):
    later = FINANCES | {"last_income": "", "next": "later"}
    assert sign_in(draft.leader).post(page_of(draft, "finances"), data=later).status_code == 302
    assert saved(db, "finances").answers["last_income"] is None


def test_countries_are_ticked_by_region(db, draft, sign_in):
    browser = sign_in(draft.leader)
    page = page_of(draft, "international")
    text = browser.get(page).text
    assert "Africa: 0 chosen" in text
    assert "<select" not in text.split("<main")[1]
    data = {
        "version": "0",
        "active_abroad": "yes",
        "at_home": "Projects in four provinces.",
        "abroad": "Partners in two countries.",
        "countries": ["UG", "TZ", "XX"],
    }
    assert browser.post(page, data=data | {"countries": ["KE"]}).status_code == 422
    assert browser.post(page, data=data | {"version": "1"}).status_code == 302
    assert saved(db, "international").answers["countries"] == ["TZ", "UG"]
    assert "Africa: 2 chosen" in browser.get(page).text


def test_what_the_profile_knows_is_not_asked_again(db, sign_in):
    organization = make_organization(registration_number="R-77")
    leader = make_account(leads=[organization], name="Wanjiru")
    application = make_application(organization=organization, complete=False)
    browser = sign_in(leader)
    assert 'value="R-77"' in browser.get(page_of(application, "legal_status")).text
    contacts = browser.get(page_of(application, "contacts")).text
    assert 'value="Wanjiru"' in contacts
    assert f'value="{leader.email}"' in contacts


def test_the_checker_takes_nothing_from_the_profile(db, sign_in):
    organization = make_organization(registration_number="R-77")
    leader = make_account(leads=[organization])
    carried = {"registered_on": "2012-05-04", "independent": "yes"}
    application = commands.start_application(
        organization,
        actor=actor_for(leader),
        track=MAJOR_GROUP.key,
        language="en",
        known={"legal_status": carried},
    )
    assert organization.registration_number == "R-77"
    assert organization.registration_key
    browser = sign_in(leader)
    page = page_of(application, "legal_status")
    assert 'value="R-77"' in browser.get(page).text
    emptied = ANSWERS["legal_status"] | {"version": "1", "registration_number": "", "next": "later"}
    browser.post(page, data=emptied)
    assert organization.registration_number is None
    assert 'value="R-77"' not in browser.get(page).text


def test_a_second_contact_needs_name_and_address(db, draft, sign_in):
    browser = sign_in(draft.leader)
    data = ANSWERS["contacts"] | {"version": "0", "second_email": ""}
    response = browser.post(page_of(draft, "contacts"), data=data)
    assert response.status_code == 422
    assert "Enter both the name and the e-mail address" in response.text
    alone = data | {"second_name": "", "version": "1"}
    assert browser.post(page_of(draft, "contacts"), data=alone).status_code == 302


PERSON = {"name": "Sukarno", "position": "Chair", "nationality": "stated"}


def test_people_are_added_changed_and_removed(db, draft, sign_in):
    browser = sign_in(draft.leader)
    section = page_of(draft, "governing_body")
    empty = browser.post(section, data=ANSWERS["governing_body"] | {"version": "0"})
    assert "Add the members of the governing body" in empty.text
    nothing = browser.post(section, data={"version": "1"})
    assert "Add the members of the governing body" in nothing.text
    assert "Enter what the governing body is called" in nothing.text
    people = f"/en/accreditation/applications/{draft.id}/people"
    two = PERSON | {"nationalities-0": "ID", "nationalities-1": "NL", "birth_year": "١٩٧٠"}
    assert browser.post(f"{people}/add", data=two).status_code == 302
    row = db.scalars(select(OrganizationPerson)).one()
    assert (row.name, row.nationalities, row.birth_year) == ("Sukarno", ["ID", "NL"], 1970)
    assert "Sukarno" in browser.get(section).text
    changed = PERSON | {"nationality": "stateless", "nationalities-0": "ID", "version": "1"}
    assert browser.post(f"{people}/{row.id}/change", data=changed).status_code == 302
    assert (row.nationality, row.nationalities) == (Nationality.STATELESS, [])
    complete = ANSWERS["governing_body"] | {"version": "2"}
    assert browser.post(section, data=complete).status_code == 302
    assert saved(db, "governing_body").complete
    assert browser.post(f"{people}/{row.id}/remove").status_code == 302
    assert not saved(db, "governing_body").complete
    actions = [event.action for event in db.scalars(select(AuditEvent).order_by(AuditEvent.id))]
    assert [action for action in actions if ":person:" in action] == [
        "organizations:person:added",
        "organizations:person:changed",
        "organizations:person:removed",
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Enter the name of the person."),
        ({}, "Choose at least one nationality"),
        ({"birth_year": "70"}, "Enter a year with four digits"),
        ({"latin_name": "سوكارنو"}, "Enter the name in Latin letters"),
    ],
)
def test_a_person_with_faults_is_told_what_to_do(db, draft, sign_in, changes, sentence):
    browser = sign_in(draft.leader)
    add = f"/en/accreditation/applications/{draft.id}/people/add"
    response = browser.post(add, data=PERSON | changes)
    assert response.status_code == 422
    assert sentence in response.text
    assert db.scalars(select(OrganizationPerson)).all() == []


def test_more_nationalities_get_more_boxes_and_nothing_is_lost(db, draft, sign_in):
    browser = sign_in(draft.leader)
    add = f"/en/accreditation/applications/{draft.id}/people/add"
    text = browser.post(add, data=PERSON | {"nationalities-0": "ID", "more": "1"}).text
    assert 'name="nationalities-2"' in text or 'name="nationalities-1"' in text
    assert 'value="Sukarno"' in text
    assert db.scalars(select(OrganizationPerson)).all() == []


def test_strangers_and_people_of_others_are_not_found(db, draft, sign_in):
    other = make_person(make_organization())
    people = f"/en/accreditation/applications/{draft.id}/people"
    assert sign_in(make_account()).get(f"{people}/add").status_code == 404
    assert sign_in(draft.leader).get(f"{people}/{other.id}/change").status_code == 404
    with pytest.raises(NotAllowed):
        organizations.remove_person(other, actor=actor_for(draft.leader))
    with pytest.raises(NotAllowed):
        organizations.change_person(
            other,
            actor=make_actor(),
            data=organizations.PersonData("A", "B", Nationality.STATED),
            version=1,
        )


def test_two_colleagues_at_once_lose_nothing(db, draft, sign_in):
    mine, theirs = sign_in(draft.leader), sign_in(make_account(member_of=[draft.organization]))
    page = page_of(draft, "environment")
    text = dict(ANSWERS["environment"])
    first = theirs.post(page, data=text | {"version": "0", "focus": "We plant mangroves in Kwale."})
    assert first.status_code == 302
    second = mine.post(page, data=text | {"version": "0", "focus": "We teach wardens in Narok."})
    assert second.status_code == 409
    assert "We plant mangroves in Kwale." in second.text
    assert "We teach wardens in Narok." in second.text
    assert saved(db, "environment").answers["focus"] == "We plant mangroves in Kwale."
    both = "We plant mangroves in Kwale and teach wardens in Narok."
    assert mine.post(page, data=text | {"version": "1", "focus": both}).status_code == 302
    assert saved(db, "environment").answers["focus"] == both


def test_after_submission_sections_and_people_are_frozen(db, sign_in):
    organization = make_organization()
    leader = make_account(leads=[organization])
    application = make_application(organization=organization)
    commands.submit_application(application, actor=actor_for(leader), declared_name="L")
    browser = sign_in(leader)
    people = f"/en/accreditation/applications/{application.id}/people"
    stateless = PERSON | {"nationality": "stateless"}
    refused = browser.post(f"{people}/add", data=stateless)
    assert refused.status_code == 409
    assert "the application has been sent meanwhile" in refused.text
    assert "Sukarno" in refused.text
    row = db.scalars(select(OrganizationPerson)).one()
    changed = browser.post(f"{people}/{row.id}/change", data=stateless | {"version": "1"})
    assert changed.status_code == 409
    assert browser.post(f"{people}/{row.id}/remove").status_code == 409
    for page in (f"{people}/add", f"{people}/{row.id}/change", page_of(application, "finances")):
        told = browser.get(page, follow_redirects=True).text
        assert "the application has been sent meanwhile" in told
    draft_page = f"/en/accreditation/applications/{application.id}/delete-draft"
    assert "no draft any more" in browser.get(draft_page, follow_redirects=True).text
    assert browser.post(draft_page).status_code == 409
    assert len(db.scalars(select(OrganizationPerson)).all()) == 1
    assert application.state == ApplicationState.SUBMITTED
    snapshot = db.scalars(select(ApplicationSnapshot)).one()
    assert snapshots.is_intact(snapshot)
    assert snapshot.content["people"][0]["name"] == "Amina Otieno"


def test_after_the_session_ended_the_text_can_be_sent_again(db, draft, sign_in, client):
    page = page_of(draft, "environment")
    typed = ANSWERS["environment"] | {"version": "0", "focus": "A long text\nover two lines."}
    ours = {"Sec-Fetch-Site": "same-origin"}
    answer = client.post(page, data=typed, headers=ours)
    assert answer.status_code == 401
    assert "Send it again" in answer.text
    fields = dict(
        re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">', answer.text)
    )
    assert fields["focus"] == typed["focus"]
    foreign = client.post(page, data=typed, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 401
    assert "Send it again" not in foreign.text
    assert "A long text" in foreign.text
    fields.pop("csrf_token", None)
    assert sign_in(draft.leader).post(page, data=fields).status_code == 302
    assert saved(db, "environment").answers["focus"].splitlines() == typed["focus"].splitlines()


def test_a_contributor_is_told_who_can_submit(db, sign_in):
    organization = make_organization()
    leader = make_account(leads=[organization], name="Wanjiru")
    application = make_application(organization=organization)
    check = f"/en/accreditation/applications/{application.id}/check"
    helper = sign_in(make_account(member_of=[organization]))
    text = helper.get(check).text
    assert "Only a focal point of the organization can submit it." in text
    assert "Wanjiru" in text
    assert "Submit the application" not in text
    assert "Submit the application" in sign_in(leader).get(check).text


def test_the_way_to_a_person_saves_what_was_typed(db, draft, sign_in):
    browser = sign_in(draft.leader)
    section = page_of(draft, "governing_body")
    people = f"/en/accreditation/applications/{draft.id}/people"
    typed = ANSWERS["governing_body"] | {"version": "0", "next": "person"}
    assert browser.post(section, data=typed).location == f"{people}/add"
    assert saved(db, "governing_body").answers == ANSWERS["governing_body"]
    assert not saved(db, "governing_body").complete
    stateless = PERSON | {"nationality": "stateless"}
    assert browser.post(f"{people}/add", data=stateless).status_code == 302
    assert saved(db, "governing_body").complete


def test_a_person_does_not_complete_what_else_is_missing(db, draft, sign_in):
    browser = sign_in(draft.leader)
    typed = {"version": "0", "body_name": "Board", "how_chosen": "", "next": "later"}
    browser.post(page_of(draft, "governing_body"), data=typed)
    add = f"/en/accreditation/applications/{draft.id}/people/add"
    browser.post(add, data=PERSON | {"nationality": "stateless"})
    assert not saved(db, "governing_body").complete


def test_two_colleagues_at_one_person_lose_nothing(db, draft, sign_in):
    person = make_person(draft.organization, name="Amina Otieno")
    page = f"/en/accreditation/applications/{draft.id}/people/{person.id}/change"
    mine, theirs = sign_in(draft.leader), sign_in(make_account(member_of=[draft.organization]))
    text = PERSON | {"nationality": "stateless", "name": "Amina Otieno", "version": "1"}
    assert 'name="version" value="1"' in mine.get(page).text
    assert theirs.post(page, data=text | {"position": "Treasurer"}).status_code == 302
    answer = mine.post(page, data=text | {"position": "Secretary"})
    assert answer.status_code == 409
    assert "Treasurer" in answer.text
    assert "Secretary" in answer.text
    db.refresh(person)
    assert (person.position, person.version) == ("Treasurer", 2)
    both = text | {"position": "Treasurer and secretary", "version": "2"}
    assert mine.post(page, data=both).status_code == 302
    db.refresh(person)
    assert person.position == "Treasurer and secretary"


def test_what_was_typed_of_a_person_taken_off_the_list_is_kept(db, draft, sign_in):
    person = make_person(draft.organization)
    make_person(draft.organization, name="Zainab")
    people = f"/en/accreditation/applications/{draft.id}/people"
    browser = sign_in(draft.leader)
    organizations.remove_person(person, actor=actor_for(draft.leader))
    text = PERSON | {"nationality": "stateless", "version": "1", "name": "Typed Name"}
    answer = browser.post(f"{people}/{person.id}/change", data=text)
    assert answer.status_code == 409
    assert 'value="Typed Name"' in answer.text
    assert f'action="{people}/add"' in answer.text
    assert browser.get(f"{people}/{person.id}/change").status_code == 404
    stranger = make_person(make_organization())
    assert browser.post(f"{people}/{stranger.id}/change", data=text).status_code == 404


def test_last_years_accounts_are_asked_for_again(db, sign_in):
    organization = make_organization()
    leader = make_account(leads=[organization])
    old = ANSWERS | {"finances": ANSWERS["finances"] | {"last_year": 1999, "year_before": 1998}}
    make_sections(organization, leader, old)
    location = sign_in(leader).post(f"/en/accreditation/start/{organization.id}").location
    assert not saved(db, "finances").complete
    done = {row.key for row in db.scalars(select(ProfileSection)) if row.complete}
    assert done == {IDENTITY, *ANSWERS} - {"finances"}
    assert "In progress" in sign_in(leader).get(location).text


@pytest.mark.parametrize("key", ANSWERS)
def test_stored_answers_are_valid_when_read_again(db, key):
    organization = make_organization()
    make_person(organization)
    form = SECTION_FORMS[key].again(ANSWERS[key], organization=organization)
    assert form.validate(), form.errors
    assert form.to_answers({}) == ANSWERS[key]
