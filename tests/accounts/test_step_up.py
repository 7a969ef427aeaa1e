"""Sensitive routes ask again who sits there, and lose nothing that was typed."""

from datetime import timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from engagement.accounts import commands, passwords
from engagement.accounts.permissions import Accounts
from engagement.accreditation.models import ApplicationState, Decision
from engagement.accreditation.permissions import Accreditations
from engagement.audit.permissions import Audit
from engagement.core.clock import now
from engagement.core.permissions import Role
from engagement.organizations.permissions import Organizations
from engagement.settings.permissions import Settings
from tests.factories import PASSWORD, make_account, make_application

GRAVE = {
    Accounts.ADMINISTER,
    Accreditations.DECIDE,
    Audit.EXPORT,
    Organizations.SAFEGUARD,
    Settings.CHANGE,
}
HARMLESS = {
    "accounts.list_people",
    "accounts.resend_mail",
    "accounts.show_grave_act",
    "accounts.show_person",
    "accounts.withdraw_grave_act",
}
OWN = {
    "accounts.ask_erasure",
    "accounts.export_own_data",
    "accounts.remove_second_factor",
    "accounts.renew_recovery_codes",
    "accounts.request_email_change",
    "accounts.set_up_second_factor",
}


@pytest.fixture
def approver(db):
    return make_account(Role.APPROVER, password_hash=passwords.hash_password(PASSWORD))


def later():
    return time_machine.travel(now() + timedelta(minutes=16))


def decide(application):
    return f"/en/accreditation/desk/{application.id}/decide-application"


def test_grave_routes_declare_that_they_are_fresh(app):
    fresh = {name for name, view in app.view_functions.items() if getattr(view, "fresh", False)}
    grave = {
        name
        for name, view in app.view_functions.items()
        if getattr(view, "access", None) in GRAVE and name not in HARMLESS
    }

    assert fresh >= grave | OWN
    assert "accreditation.decide_application" in grave


def test_a_page_is_asked_for_again_and_then_opened(db, sign_in, approver):
    client = sign_in(approver)
    page = decide(make_application(state=ApplicationState.RECOMMENDED))
    assert client.get(page).status_code == 200

    with later():
        asked = client.get(page)
        assert asked.location == f"/en/account/confirm?next={page}"
        assert client.get(asked.location).status_code == 200
        wrong = client.post(asked.location, data={"confirm_secret": "wrong password"})
        right = client.post(asked.location, data={"confirm_secret": PASSWORD})

        assert wrong.status_code == 422
        assert 'id="confirm_secret-errors"' in wrong.text
        assert right.location == page
        assert client.get(page).status_code == 200


def test_what_was_posted_waits_and_is_sent_with_the_answer(db, sign_in, approver):
    client = sign_in(approver)
    page = decide(make_application(state=ApplicationState.RECOMMENDED))
    typed = {"outcome": "accredit", "reason": "All criteria are met, as I checked myself."}

    with later():
        asked = client.post(page, data=typed)
        assert asked.status_code == 401
        assert typed["reason"] in asked.text
        assert 'name="outcome" value="accredit"' in asked.text
        wrong = client.post(page, data=typed | {"confirm_secret": "wrong password"})
        assert wrong.status_code == 422
        assert 'name="outcome" value="accredit"' in wrong.text
        assert "wrong password" not in wrong.text
        assert db.scalars(select(Decision)).all() == []

        done = client.post(page, data=typed | {"confirm_secret": PASSWORD})

    assert done.status_code == 302
    assert db.scalars(select(Decision.reason)).one() == typed["reason"]


def test_a_code_of_the_app_confirms_once(db, sign_in, approver):
    generator = pyotp.TOTP(commands.set_up_second_factor_for_demo(approver))
    client = sign_in(approver)
    page = decide(make_application(state=ApplicationState.RECOMMENDED))

    with later():
        code = generator.at(now())
        answer = client.post(f"/en/account/confirm?next={page}", data={"confirm_secret": code})
        assert answer.location == page
    with time_machine.travel(now() + timedelta(minutes=16)):
        again = client.post("/en/account/confirm", data={"confirm_secret": code})
        assert again.status_code == 422


def test_tries_to_confirm_are_limited(db, sign_in, approver):
    client = sign_in(approver)
    with time_machine.travel(now().replace(minute=1, second=0)):
        codes = [
            client.post("/en/account/confirm", data={"confirm_secret": "wrong"}).status_code
            for _ in range(11)
        ]

    assert codes == [422] * 10 + [429]


def test_permission_comes_before_the_question(db, sign_in):
    client = sign_in(make_account(Role.REVIEWER))
    application = make_application(state=ApplicationState.RECOMMENDED)

    with later():
        assert client.get(decide(application)).status_code == 403


def test_the_question_leads_to_no_other_site(db, sign_in, approver):
    client = sign_in(approver)

    answer = client.post(
        "/en/account/confirm",
        query_string={"next": "//evil.example"},
        data={"confirm_secret": PASSWORD},
    )

    assert answer.location == "/en/home"
