"""Mailed links: single use, for one purpose, for a time, dead with the address or the password."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from engagement.accounts import passwords, tokens
from engagement.accounts.models import AccountToken, TokenPurpose
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.mail.models import Message
from tests.conftest import browser
from tests.factories import PASSWORD, make_account

NEW = "seven green lanterns whisper"
PATHS = {
    TokenPurpose.VERIFY_EMAIL: "/en/confirm-email/",
    TokenPurpose.SIGN_IN: "/en/sign-in/",
    TokenPurpose.RESET_PASSWORD: "/en/new-password/",
}


@bookkeeping
def issue(account, purpose):
    return tokens.issue(account, purpose, timedelta(minutes=30))


def ask(client, page, email):
    return client.post(f"/en/{page}", data={"email": email})


def mailed_path(db):
    message = db.scalars(select(Message).order_by(Message.created_at.desc())).first()
    return re.search(r"http://localhost(/\S+)", message.body_text)[1]


def test_a_mailed_link_signs_in_once(db, app, client):
    account = make_account()
    ask(client, "sign-in/link", account.email)
    path = mailed_path(db)
    twin = browser(app)

    assert client.get(path).status_code == 200
    assert client.get("/en/home").status_code == 302
    assert client.post(path).status_code == 302
    assert client.get("/en/home").status_code == 200
    assert twin.post(path).status_code == 410
    assert twin.get("/en/home").status_code == 302


def test_a_newer_link_ends_the_older_one(db, client):
    account = make_account()
    ask(client, "sign-in/link", account.email)
    older = mailed_path(db)
    ask(client, "sign-in/link", account.email)

    assert client.get(older).status_code == 410
    assert client.get(mailed_path(db)).status_code == 200


def test_tokens_are_kept_as_hashes(db, client):
    ask(client, "sign-in/link", make_account().email)

    token = mailed_path(db).rpartition("/")[2]
    assert len(token) >= 43
    assert db.scalars(select(AccountToken.token_hash)).one() == tokens.digest(token)


@pytest.mark.parametrize("used_for", PATHS)
@pytest.mark.parametrize("made_for", PATHS)
def test_a_link_does_one_thing_only(db, client, made_for, used_for):
    path = PATHS[used_for] + issue(make_account(), made_for)

    assert client.get(path).status_code == (200 if made_for == used_for else 410)


def test_a_link_dies_with_the_address(db, client):
    account = make_account()
    path = PATHS[TokenPurpose.RESET_PASSWORD] + issue(account, TokenPurpose.RESET_PASSWORD)

    @bookkeeping
    def move():
        account.email_key = "elsewhere@place.example"

    move()
    assert client.get(path).status_code == 410


def test_a_link_dies_when_its_time_is_over(db, client):
    path = PATHS[TokenPurpose.SIGN_IN] + issue(make_account(), TokenPurpose.SIGN_IN)

    with time_machine.travel(now() + timedelta(minutes=31)):
        assert client.post(path).status_code == 410


def test_a_new_password_ends_other_sessions_and_links_and_mails_the_person(
    db, app, client, sign_in
):
    account = make_account(password_hash=passwords.hash_password(PASSWORD))
    elsewhere = sign_in(account)
    signing_in = PATHS[TokenPurpose.SIGN_IN] + issue(account, TokenPurpose.SIGN_IN)
    ask(client, "forgotten-password", account.email)
    path = mailed_path(db)

    answer = client.post(path, data={"password": NEW})

    assert answer.status_code == 302
    assert client.get("/en/home").status_code == 200
    assert elsewhere.get("/en/home").status_code == 302
    assert client.get(signing_in).status_code == 410
    db.refresh(account)
    assert passwords.matches(account.password_hash, NEW)
    assert "accounts/password_changed" in db.scalars(select(Message.template)).all()


def test_a_new_password_is_judged_and_the_link_stays_usable(db, client):
    path = PATHS[TokenPurpose.RESET_PASSWORD] + issue(make_account(), TokenPurpose.RESET_PASSWORD)

    answer = client.post(path, data={"password": "short"})

    assert answer.status_code == 422
    assert 'id="password-errors"' in answer.text
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("page", ["sign-in/link", "forgotten-password"])
def test_asking_for_a_link_answers_the_same_for_every_address(db, client, count_queries, page):
    accounts = [make_account(), make_account(verified=False)]
    answers, queries = [], []

    for email in [*(account.email for account in accounts), "nobody@place.example"]:
        with count_queries() as counted:
            answer = ask(client, page, email)
        followed = client.get(answer.location).text
        answers.append(
            (
                answer.status_code,
                re.sub(r"person\d+(@|%40)place\d+|nobody(@|%40)place", "X", answer.text),
                re.sub(r"person\d+(@|%40)place\d+|nobody(@|%40)place", "X", followed),
            )
        )
        queries.append(len(counted))

    assert answers[0][0] == 302
    assert len(set(answers)) == 1
    assert max(queries) - min(queries) <= 3, queries


@pytest.mark.parametrize("page", ["sign-in/link", "forgotten-password"])
def test_asking_for_links_is_limited_for_every_address(db, client, page):
    account = make_account()
    with time_machine.travel(now().replace(minute=1)):
        for email in (account.email, "nobody@place.example"):
            codes = [ask(client, page, email).status_code for _ in range(6)]
            assert codes == [302] * 5 + [429]


def test_an_address_without_an_account_is_told_so_by_mail_alone(db, client):
    ask(client, "forgotten-password", "nobody@place.example")

    message = db.scalars(select(Message)).one()
    assert (message.to, message.template) == ("nobody@place.example", "accounts/no_account")
    assert message.person_id is None
