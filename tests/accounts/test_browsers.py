"""Shared and own devices, and the mail about a browser not seen before."""

from datetime import timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from engagement.accounts import commands, passwords
from engagement.accounts.models import KnownBrowser, SignIn
from engagement.core.clock import now
from engagement.core.permissions import Role
from engagement.mail.models import Message
from tests.conftest import browser
from tests.factories import PASSWORD, make_account

NOTICE = "accounts/new_browser"


def person(*roles, **kwargs):
    return make_account(*roles, password_hash=passwords.hash_password(PASSWORD), **kwargs)


def enter(client, account, **data):
    return client.post(
        "/en/sign-in",
        data={"email": account.email, "password": PASSWORD, **data},
        headers={"User-Agent": "Firefox on a phone"},
    )


def session_cookie_of(answer):
    return next(
        line for line in answer.headers.getlist("Set-Cookie") if line.startswith("session_id=")
    )


def notices(db):
    return db.scalars(select(Message.body_text).filter_by(template=NOTICE)).all()


def test_a_device_is_shared_unless_its_owner_says_no(db, app):
    account = person()

    shared = session_cookie_of(enter(browser(app), account))
    own = session_cookie_of(enter(browser(app), account, own_device="y"))

    assert "Max-Age" not in shared
    assert "Expires" not in shared
    assert "Max-Age=1209600" in own
    assert db.scalars(select(SignIn.shared).order_by(SignIn.created_at)).all() == [True, False]


@pytest.mark.parametrize(
    ("own_device", "pause", "signed_in"),
    [
        ("", timedelta(minutes=50), True),
        ("", timedelta(minutes=70), False),
        ("y", timedelta(days=13), True),
        ("y", timedelta(days=15), False),
    ],
)
def test_a_session_ends_when_it_is_not_used(db, client, own_device, pause, signed_in):
    enter(client, person(), own_device=own_device)

    with time_machine.travel(now() + pause):
        assert (client.get("/en/home").status_code == 200) == signed_in


@pytest.mark.parametrize(
    ("own_device", "step", "longest"),
    [
        ("", timedelta(minutes=40), timedelta(hours=12)),
        ("y", timedelta(days=10), timedelta(days=90)),
    ],
)
def test_a_session_ends_however_much_it_is_used(db, client, own_device, step, longest):
    enter(client, person(), own_device=own_device)
    begin = moment = now()

    while (moment := moment + step) < begin + longest:
        with time_machine.travel(moment):
            assert client.get("/en/home").status_code == 200
    with time_machine.travel(begin + longest + timedelta(minutes=1)):
        assert client.get("/en/home").status_code == 302


def test_staff_never_stay_signed_in(db, client):
    account = person(Role.REVIEWER)
    generator = pyotp.TOTP(commands.set_up_second_factor_for_demo(account))
    first = enter(client, account, own_device="y")
    second = client.post("/en/sign-in/code", data={"code": generator.at(now())})

    assert "Max-Age" not in session_cookie_of(first)
    assert "Max-Age" not in session_cookie_of(second)


def test_the_first_browser_of_an_account_is_no_news(db, client):
    enter(client, person())

    assert notices(db) == []
    assert len(db.scalars(select(KnownBrowser)).all()) == 1


def test_a_new_browser_is_told_by_mail_once(db, app, client):
    account = person(name="Amina")
    enter(client, account)
    other = browser(app)

    enter(other, account)
    enter(other, account)
    enter(client, account)

    assert len(notices(db)) == 1
    assert "Firefox on a phone" in notices(db)[0]


def test_a_browser_used_by_two_people_is_new_to_each(db, app, client):
    first, second = person(), person()
    for account in (first, second):
        enter(browser(app), account)

    enter(client, first)
    enter(client, second)

    told = db.scalars(select(Message.person_id).filter_by(template=NOTICE)).all()
    assert set(told) == {first.id, second.id}


def test_a_password_without_the_code_makes_no_browser_known(db, app, client):
    account = person()
    generator = pyotp.TOTP(commands.set_up_second_factor_for_demo(account))
    enter(client, account)
    assert db.scalars(select(KnownBrowser)).all() == []

    client.post("/en/sign-in/code", data={"code": generator.at(now())})

    assert len(db.scalars(select(KnownBrowser)).all()) == 1


def test_the_key_of_a_browser_is_kept_as_a_hash(db, client):
    enter(client, person())

    key = client.get_cookie("browser").value
    assert len(key) >= 43
    assert key.encode() not in db.scalars(select(KnownBrowser.key_hash)).one()


def test_a_made_up_key_is_replaced(db, client):
    client.set_cookie("browser", "x")
    enter(client, person())

    assert len(client.get_cookie("browser").value) >= 43


def test_an_invitation_is_come_back_to_after_signing_in(db, client):
    account = person()
    with client.session_transaction() as kept:
        kept["come_back"] = "/en/organizations/invitations"

    assert enter(client, account).location == "/en/organizations/invitations"
    client.post("/en/sign-out")
    assert enter(client, account).location == "/en/home"
