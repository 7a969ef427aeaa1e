"""Pages that answer a form or a hindrance: accessible, in their direction, no sideways scroll.

Those that a plain address opens, refusals among them, are walked in `test_every_page.py`.
"""

import pytest
from sqlalchemy import inspect, update

from engagement.accounts.commands import set_up_second_factor_for_demo
from engagement.accounts.models import Account, SignIn
from engagement.accreditation import commands as accreditation
from engagement.accreditation.models import Application
from engagement.accreditation.models import ApplicationState as State
from engagement.core import limits
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from tests.browser.examine import NARROWEST, faults_of
from tests.factories import make_account, make_application

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", ["en", "ar"])]
FORM = "main form.post-form"


@pytest.fixture
def come(open_as, language):
    """`come(account)` opens a phone's browser in the language of the test."""

    def open_browser(account=None, **kwargs):
        return open_as(account, language=language, width=NARROWEST, **kwargs)

    return open_browser


def send(person, form=FORM, button=0) -> int:
    """Press a button of a form; the status of the answer."""
    with person.page.expect_navigation() as answered:
        person.page.locator(f"{form} button").nth(button).click()
    return answered.value.status


def check(person, name):
    """Fail with what is wrong with the page that stands in the browser."""
    faults = faults_of(person.page, name, person.language)
    assert not faults, "\n".join(faults)


def test_the_second_factor_is_set_up_and_asked_for(site, come, language):
    with site.open_database():
        new, known = make_account(Role.REVIEWER), make_account(Role.REVIEWER)
        set_up_second_factor_for_demo(known)
    person = come(new, half=True).go("home")
    assert "/sign-in/second-factor" in person.page.url
    check(person, "setting the second factor up")
    if person.page.locator("[name=begin]").count():
        send(person)
        check(person, "the QR code")

    person = come(known, half=True).go("home")
    assert "/sign-in/code" in person.page.url
    check(person, "entering a code")
    person.page.fill("[name=code]", "000000")
    assert send(person) == 422
    check(person, "a wrong code")


def test_the_eligibility_checker_answers(come, language):
    person = come().go("accreditation/eligibility").fill()
    send(person)

    assert "/eligibility/result?" in person.page.url
    check(person, "eligibility, result")


def test_the_check_of_companies_answers(come, language):
    person = come().go("accreditation/private-sector/check").fill()
    send(person)

    assert "/private-sector/result?" in person.page.url
    check(person, "check of companies, result")


def test_an_address_is_left_after_the_eligibility_checker(come, language):
    answers = "registered=no&independent=yes&distributes_profit=no&main_focus=yes&active_abroad=yes"
    person = come().go(f"follow-up?{answers}")
    check(person, "follow-up, form")

    assert send(person) == 422
    check(person, "follow-up, refused")


def test_several_decisions_are_confirmed(come, samples, language):
    person = come(samples.people[Role.APPROVER]).go("accreditation/decisions")
    form = "main form[action*=confirm]"
    person.page.locator(f"{form} [type=checkbox]").first.check(force=True)

    assert send(person, form) == 200
    check(person, "confirm several decisions")


def test_several_applications_are_assigned(come, samples, language):
    person = come(samples.people[Role.HEAD_OF_UNIT]).go("accreditation/desk?lane=all")
    for box in person.page.locator("[name=application]").all()[:3]:
        box.check()

    assert send(person, "main form[action*=assign-applications]") == 200
    check(person, "confirm assignments")


def test_what_was_written_is_kept_when_the_password_is_asked_for_again(
    site, come, samples, language
):
    case = next(
        each
        for each in samples.values["application_id"]
        if state_of(site, each) == State.RECOMMENDED
    )
    person = come(samples.people[Role.APPROVER])
    person.go(f"accreditation/desk/{case}/decide-application").fill(reason="Good work, أحسنتم.")
    with site.open_database():
        forget_confirmations()

    assert send(person) == 401
    assert "أحسنتم" in person.page.inner_html("main details")
    check(person, "who sits there, asked with what was written")
    assert send(person) == 422
    check(person, "who sits there, not answered")
    assert person.go("account/email").page.url.count("/account/confirm")
    check(person, "who sits there, asked before a page")


def test_a_stale_save_shows_both_texts(site, come, language):
    with site.open_database():
        draft = make_application()
        colleagues = [make_account(member_of=[draft.organization]) for _ in range(2)]
        path = f"accreditation/applications/{draft.id}/sections/organization"
    first, second = (come(each).go(path) for each in colleagues)
    first.page.fill("[name=mandate]", "Ours, نص الزميل.")
    second.page.fill("[name=mandate]", "Mine, نصي.")
    send(first)

    assert send(second) == 409
    assert "نص الزميل" in second.text()
    check(second, "a stale save")


def test_what_happened_meanwhile_is_said(site, come, samples, language):
    reviewer = samples.people[Role.REVIEWER]
    with site.open_database() as session:
        case = make_application(state=State.SUBMITTED)
        person = come(reviewer).go(f"accreditation/desk/{case.id}/return-application")
        accreditation.accept_application(
            case, actor=actor_for(session.get_one(Account, inspect(reviewer).identity))
        )
    person.page.locator(f"{FORM} textarea").first.fill("Say more, قولوا المزيد.")

    assert send(person) == 409
    assert "قولوا المزيد" in person.page.content()
    check(person, "too late")


def test_too_often_says_when(site, come, language):
    email = f"too.often.{language}@place.example"
    with site.open_database():
        for _ in range(5):
            limits.count("mail-link", email, limit=5, seconds=60 * 60)
    person = come().go("sign-in/link").fill(email=email)

    assert send(person) == 429
    check(person, "too often")


def test_who_was_signed_out_keeps_what_was_written(come, samples, language):
    person = come(samples.people["newcomer"]).go("organizations/new").fill()
    person.page.context.clear_cookies(name="session_id")

    assert send(person) == 401
    check(person, "signed out meanwhile")


def test_a_form_without_its_token_is_sent_again(come, language):
    person = come().go("sign-in/link").fill()
    person.page.evaluate("document.querySelector('main [name=csrf_token]').value = 'old'")

    assert send(person) == 400
    check(person, "without token")


def test_an_organization_alike_is_offered(come, samples, language):
    person = come(samples.people["newcomer"]).go("organizations/new")
    person.fill(name="Green Youth (Kenya) – submitted", latin_name="", country="KE")

    assert send(person) == 200, person.errors()
    assert person.page.locator("main form[action*=ask-to-join]").count()
    check(person, "organizations alike")


def test_a_setting_is_shown_before_it_changes(come, samples, language):
    person = come(samples.people[Role.ADMINISTRATOR])
    person.go("settings/accreditation.undo_minutes/change-setting").fill(value="12")

    assert send(person) == 200
    check(person, "a setting before it changes")


def test_a_file_that_is_refused_is_named(site, come, language):
    with site.open_database():
        draft = make_application()
        leader = make_account(leads=[draft.organization])
        path = f"accreditation/applications/{draft.id}/documents/registration"
    person = come(leader).go(path)
    program = {"name": "certificate.exe", "mimeType": "image/jpeg", "buffer": b"MZ" + b"x" * 99}
    person.page.set_input_files("[name=file]", program)

    assert send(person) == 422
    assert "certificate.exe" in person.text()
    check(person, "a file refused")


def state_of(site, application_id):
    """Where a case of the samples stands."""
    with site.open_database() as session:
        return session.get(Application, application_id).state


@bookkeeping
def forget_confirmations():
    """As if everybody had given their password long ago."""
    db.session.execute(update(SignIn).values(confirmed_at=None))
