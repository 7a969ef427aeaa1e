"""Nobody signs what they did not see; contributors are told who can; both pages list everything."""

import re

import pytest
from sqlalchemy import select

from engagement.accreditation import commands
from engagement.accreditation.models import ApplicationState
from engagement.organizations import commands as organizations
from engagement.organizations.models import Nationality, ProfileSection
from engagement.organizations.queries import actor_for
from tests.factories import (
    ANSWERS,
    make_account,
    make_application,
    make_document,
    make_organization,
)

SIGNED = {"declared_name": "Wanjiru Kamau", "declared": "y"}
PAGES = {
    ApplicationState.DRAFT: ("check", "submit-application"),
    ApplicationState.RETURNED: ("check-again", "resubmit-application"),
}


@pytest.fixture(params=PAGES)
def case(db, request):
    organization = make_organization()
    application = make_application(organization=organization, state=request.param)
    application.leader = make_account(leads=[organization], name="Wanjiru")
    application.helper = make_account(member_of=[organization], name="Otieno")
    base = f"/en/accreditation/applications/{application.id}"
    application.check, application.send = (f"{base}/{part}" for part in PAGES[request.param])
    return application


def seen_on(text):
    return re.search(r'name="seen"[^>]* value="([^"]+)"', text)[1]


def change(application, what):
    helper = actor_for(application.helper)
    if what == "section":
        commands.save_section(
            application,
            "environment",
            actor=helper,
            answers=ANSWERS["environment"] | {"focus": "Something the signer has never read."},
            complete=True,
            version=1,
        )
    elif what == "people":
        data = organizations.PersonData("Sukarno", "Treasurer", Nationality.STATELESS)
        organizations.add_person(application.organization, actor=helper, data=data)
    else:
        make_document(application)


@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("section", "Work on the environment</a> – Saved by <bdi>Otieno</bdi>"),
        ("people", "Governing body"),
        ("documents", "Documents"),
    ],
)
def test_what_changed_under_the_signer_is_shown_and_not_sent(db, case, sign_in, what, named):
    browser = sign_in(case.leader)
    state = case.state
    seen = seen_on(browser.get(case.check).text)
    change(case, what)
    answer = browser.post(case.send, data=SIGNED | {"seen": seen})
    assert answer.status_code == 409
    notice = answer.text.split("This changed after you opened the page")[1].split("</ul>")[0]
    assert named in notice
    assert notice.count("<li>") == 1
    assert 'value="Wanjiru Kamau"' in answer.text
    assert not re.search(r"<input[^>]*checked[^>]*name=\"declared\"", answer.text)
    db.refresh(case)
    assert case.state == state
    again = browser.post(case.send, data=SIGNED | {"seen": seen_on(answer.text)})
    assert again.status_code == 302
    db.refresh(case)
    assert case.state == ApplicationState.SUBMITTED


def test_a_page_that_shows_how_it_stands_is_taken(db, case, sign_in):
    browser = sign_in(case.leader)
    seen = seen_on(browser.get(case.check).text)
    faulty = browser.post(case.send, data={"seen": seen, "declared_name": ""})
    assert faulty.status_code == 422
    assert "This changed after" not in faulty.text
    assert browser.post(case.send, data=SIGNED | {"seen": seen}).status_code == 302


def test_who_may_not_send_is_told_who_can(db, case, sign_in):
    text = sign_in(case.helper).get(case.check).text
    assert "Only a focal point of the organization can submit it." in text
    assert "Wanjiru" in text
    assert "declared_name" not in text


def test_every_document_is_listed(db, case, sign_in):
    make_document(case, name="Statutes of 2012.pdf")
    assert "Statutes of 2012.pdf" in sign_in(case.leader).get(case.check).text


def test_the_last_tasks_are_to_check_and_to_declare(db, sign_in):
    application = make_application()
    browser = sign_in(make_account(leads=[application.organization]))
    page = f"/en/accreditation/applications/{application.id}"
    tasks = browser.get(page).text.split('class="task-list"')[1].split("</ul>")[0]
    assert tasks.count("<li") == 11
    assert [f'href="{page}/check"' in tasks, f'href="{page}/check#declaration"' in tasks] == [
        True,
        True,
    ]
    section = db.scalars(select(ProfileSection).filter_by(key="environment")).one()
    commands.save_section(
        application,
        section.key,
        actor=actor_for(make_account(member_of=[application.organization])),
        answers={"focus": ""},
        complete=False,
        version=1,
    )
    tasks = browser.get(page).text.split('class="task-list"')[1].split("</ul>")[0]
    assert tasks.count("Cannot start yet") == 2
    assert "/check" not in tasks


def test_a_declaration_that_is_incomplete_and_late_is_shown_for_copying(db, case, sign_in):
    browser = sign_in(case.leader)
    assert browser.post(case.send, data=SIGNED).status_code == 302
    late = browser.post(case.send, data={"declared_name": "TYPEDNAME"})
    assert late.status_code == 409
    assert "There is nothing to send now." in late.text
    assert "TYPEDNAME" in late.text
    assert browser.get(case.check).status_code == 302
