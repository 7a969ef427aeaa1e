"""Sign up and confirm the address; nobody learns which addresses have accounts."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from engagement.accounts import passwords
from engagement.accounts.models import Account, AccountToken
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.mail.models import Message
from tests.conftest import browser
from tests.factories import PASSWORD, make_account

OWN = "seven green lanterns whisper"


def sign_up(client, address, **changes):
    data = {"name": "Amina Otieno", "email": address, "password": PASSWORD} | changes
    return client.post("/en/sign-up", data=data)


def mailed_path(db, template):
    message = db.scalars(
        select(Message).filter_by(template=template).order_by(Message.created_at.desc())
    ).first()
    return re.search(r"http://localhost(/\S+)", message.body_text)[1]


def actions(db):
    return list(db.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


def test_sign_up_opens_an_account_that_waits_for_its_address(db, client):
    answer = sign_up(client, "Amina@Wetland.example")

    account = db.scalars(select(Account)).one()
    assert answer.status_code == 302
    assert (account.email, account.email_key) == ("Amina@Wetland.example", "amina@wetland.example")
    assert account.verified_at is None
    assert account.password_hash is None
    assert actions(db) == ["accounts:account:created"]
    assert db.scalars(select(Message.to)).all() == ["Amina@Wetland.example"]


def test_confirm_email_signs_in_and_only_the_button_does(db, client):
    sign_up(client, "amina@wetland.example")
    path = mailed_path(db, "accounts/verify_email")

    assert client.get(path).status_code == 200
    assert db.scalars(select(Account.verified_at)).one() is None
    client.post(path)

    assert db.scalars(select(Account.verified_at)).one() is not None
    assert client.get("/en/home").status_code == 200
    assert "accounts:account:verified" in actions(db)


def test_confirm_email_answers_410_when_used_before(db, client):
    sign_up(client, "amina@wetland.example")
    path = mailed_path(db, "accounts/verify_email")
    client.post(path)

    assert client.post(path).status_code == 410


def test_confirm_email_answers_410_when_too_old(db, client):
    sign_up(client, "amina@wetland.example")
    path = mailed_path(db, "accounts/verify_email")

    with time_machine.travel(now() + timedelta(hours=73)):
        assert client.get(path).status_code == 410


def test_sign_up_answers_the_same_for_an_address_with_an_account(db, client, monkeypatch):
    make_account(email="known@wetland.example")
    hashed = []
    original = passwords.hash_password
    monkeypatch.setattr(
        passwords, "hash_password", lambda password: hashed.append(1) or original(password)
    )

    known = sign_up(client, "known@wetland.example")
    unknown = sign_up(client, "other@wetland.example")

    assert known.status_code == unknown.status_code == 302
    assert known.location.replace("known", "other") == unknown.location
    assert known.text.replace("known", "other") == unknown.text
    assert len(hashed) == 2
    templates = db.scalars(select(Message.template).order_by(Message.created_at)).all()
    assert templates == ["accounts/already_registered", "accounts/verify_email"]


def test_in_another_browser_the_link_asks_for_a_password_of_ones_own(db, app, client):
    sign_up(client, "amina@wetland.example", name="Thief")
    path = mailed_path(db, "accounts/verify_email")
    own = browser(app)

    assert 'id="password"' in own.get(path).text
    assert own.post(path).status_code == 422
    assert db.scalars(select(Account.verified_at)).one() is None
    answer = own.post(path, data={"name": "Amina Otieno", "password": OWN})

    account = db.scalars(select(Account)).one()
    assert answer.status_code == 302
    assert own.get("/en/home").status_code == 200
    assert account.name == "Amina Otieno"
    assert passwords.matches(account.password_hash, OWN)
    assert not passwords.matches(account.password_hash, PASSWORD)


def test_who_signs_up_again_with_a_strangers_address_gets_no_password_into_it(db, app, client):
    sign_up(client, "amina@wetland.example", password=OWN)
    thief = browser(app)
    sign_up(thief, "amina@wetland.example", name="Thief")
    path = mailed_path(db, "accounts/verify_email")

    assert client.post(path).status_code == 422
    client.post(path, data={"name": "Amina Otieno", "password": OWN})

    account = db.scalars(select(Account)).one()
    assert (account.name, account.verified_at is None) == ("Amina Otieno", False)
    assert passwords.matches(account.password_hash, OWN)
    signing_in = {"email": "amina@wetland.example", "password": PASSWORD}
    assert thief.post("/en/sign-in", data=signing_in).status_code == 422
    assert db.scalars(select(AccountToken.password_hash)).all() == [None, None]


def test_a_link_asked_for_once_more_has_no_password_to_take_over(db, client):
    sign_up(client, "amina@wetland.example")
    client.post("/en/forgotten-password", data={"email": "amina@wetland.example"})

    assert 'id="password"' in client.get(mailed_path(db, "accounts/verify_email")).text


def test_sign_up_again_before_confirming_mails_a_new_link_and_takes_the_new_name(db, client):
    sign_up(client, "amina@wetland.example")
    first = mailed_path(db, "accounts/verify_email")
    sign_up(client, "amina@wetland.example", name="Amina A. Otieno")
    second = mailed_path(db, "accounts/verify_email")

    assert client.get(first).status_code == 410
    assert client.post(second).status_code == 302
    assert db.scalars(select(Account.name)).one() == "Amina A. Otieno"


def test_sign_up_takes_the_language_of_the_page(db, client):
    client.post("/fr/sign-up", data={"name": "A", "email": "a@b.example", "password": PASSWORD})

    assert db.scalars(select(Account.language)).one() == "fr"
    assert db.scalars(select(Message.language)).one() == "fr"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("email", ""),
        ("email", "not an address"),
        ("email", "a@b.example\r\nBcc: all@c.example"),
        ("email", "x" * 250 + "@b.example"),
        ("password", ""),
        ("password", "short"),
        ("password", "x" * 129),
        ("password", "password1234"),
        ("password", "wetland.example"),
    ],
)
def test_sign_up_answers_422_with_a_sentence_at_the_field(db, client, field, value):
    answer = sign_up(client, "amina@wetland.example", **{field: value})

    assert answer.status_code == 422
    assert f'id="{field}-errors"' in answer.text
    assert f'href="#{field}"' in answer.text
    assert db.scalars(select(Account)).all() == []
    if field != "name":
        assert "Amina Otieno" in answer.text


@pytest.mark.parametrize(
    "password",
    ["пароль из четырёх слов", "四个互不相关的词语放在一起很长", "    spaces  count   ", "🐘" * 12],
)
def test_a_password_may_hold_any_character(password):
    assert passwords.weakness(password, words=[]) is None or "guess" in str(
        passwords.weakness(password, words=[])
    )
    assert passwords.matches(passwords.hash_password(password), password)


def test_a_password_is_taken_whole_up_to_128_characters():
    long = "correct horse battery staple " * 4 + "!"
    assert len(long) < 129
    assert passwords.weakness(long, words=[]) is None
    assert not passwords.matches(passwords.hash_password(long), long[:-1])
