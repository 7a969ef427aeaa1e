"""Sign in, sign out, sessions and their limits."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from engagement.accounts import passwords, tries
from engagement.accounts.models import SignIn
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.db import bookkeeping, transaction
from engagement.core.permissions import Role
from tests.conftest import browser
from tests.factories import PASSWORD, make_account

HOSTILE_TARGETS = [
    "https://evil.example",
    "http:evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/%0d%0aLocation: https://evil.example\r\n",
    " //evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://host:1.evil.example",
    "evil.example",
    "@evil.example",
    "/" + "a" * 600,
    "/\u2028/evil.example\\",
]


def person(**kwargs):
    return make_account(password_hash=passwords.hash_password(PASSWORD), **kwargs)


def without_keys(text):
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "KEY", text)


def enter(client, email, password=PASSWORD, url="/en/sign-in", **data):
    return client.post(url, data={"email": email, "password": password, **data})


def test_sign_in_opens_the_home_page(db, client):
    account = person()

    answer = enter(client, account.email.upper())

    assert (answer.status_code, answer.location) == (302, "/en/home")
    assert client.get("/en/home").status_code == 200


def test_sign_in_sets_a_cookie_that_scripts_cannot_read(db, client):
    cookie = enter(client, person().email).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_sign_in_answers_the_same_for_a_wrong_password_and_an_unknown_address(
    db, client, count_queries, monkeypatch
):
    account, waiting = person(), person(verified=False)
    checked = []
    original = passwords.matches
    monkeypatch.setattr(
        passwords, "matches", lambda *args: checked.append(args[0]) or original(*args)
    )
    answers, queries = [], []

    for email, password in [
        (account.email, "a wrong password"),
        ("nobody@place.example", "a wrong password"),
        (waiting.email, PASSWORD),
    ]:
        with count_queries() as counted:
            answer = enter(client, email, password)
        answers.append((answer.status_code, without_keys(answer.text).replace(email, "EMAIL")))
        queries.append(len(counted))

    assert answers[0][0] == 422
    assert len(set(answers)) == 1
    assert len(checked) == 3
    assert len(set(queries)) == 1


def test_a_new_session_begins_with_each_sign_in(db, app):
    account = person()
    first, second = browser(app), browser(app)
    enter(first, account.email)
    enter(second, account.email)

    tokens = {one.get_cookie("session_id").value for one in (first, second)}
    assert len(tokens) == 2
    assert len(db.scalars(select(SignIn)).all()) == 2


def test_the_cookie_is_dead_after_sign_out(db, app, client):
    enter(client, person().email)
    copied = client.get_cookie("session_id").value

    answer = client.post("/en/sign-out")
    thief = browser(app)
    thief.set_cookie("session_id", copied)

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert thief.get("/en/home").status_code == 302
    assert client.get("/en/home").status_code == 302


def test_a_session_can_be_ended_from_another_browser(db, sign_in):
    account = make_account()
    here, there = sign_in(account), sign_in(account)
    other = db.scalars(select(SignIn).order_by(SignIn.created_at.desc())).first()

    answer = here.post("/en/account/sessions", data={"sign_in": str(other.id)})

    assert answer.status_code == 302
    assert there.get("/en/home").status_code == 302
    assert here.get("/en/home").status_code == 200


def test_a_session_of_somebody_else_cannot_be_ended(db, sign_in):
    mine, theirs = sign_in(make_account()), sign_in(make_account())
    other = db.scalars(select(SignIn).order_by(SignIn.created_at.desc())).first()

    assert mine.post("/en/account/sessions", data={"sign_in": str(other.id)}).status_code == 404
    assert theirs.get("/en/home").status_code == 200


def test_staff_are_signed_out_when_idle(db, sign_in):
    client = sign_in(make_account(Role.REVIEWER))
    start = now()

    with time_machine.travel(start + timedelta(minutes=25)):
        assert client.get("/en/home").status_code == 200
    with time_machine.travel(start + timedelta(minutes=50)):
        assert client.get("/en/home").status_code == 200
    with time_machine.travel(start + timedelta(minutes=90)):
        assert client.get("/en/home").status_code == 302


def test_staff_have_to_sign_in_again_after_a_day_of_work(db, sign_in):
    client = sign_in(make_account(Role.REVIEWER))
    start = now()

    for minutes in range(20, 12 * 60, 20):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            assert client.get("/en/home").status_code == 200
    with time_machine.travel(start + timedelta(hours=12, minutes=1)):
        assert client.get("/en/home").status_code == 302


def test_a_deactivated_person_is_out_at_once(db, sign_in):
    account = make_account()
    client = sign_in(account)

    @bookkeeping
    def close():
        account.deactivated_at = now()

    close()
    assert client.get("/en/home").status_code == 302


def test_a_sent_form_is_not_lost_when_the_session_has_ended(db, client):
    answer = client.post("/en/organizations/new", data={"name": "Wetland Women of Nakuru"})

    assert answer.status_code == 401
    assert "Wetland Women of Nakuru" in answer.text


def test_one_browser_does_not_see_the_person_of_another(db, sign_in, client):
    sign_in(make_account()).get("/en/home")

    assert client.get("/en/home").status_code == 302


def test_sign_in_goes_back_to_the_page_asked_for(db, client):
    there = client.get("/en/account/sessions?x=1").location

    answer = enter(client, person().email, url=there)

    assert answer.location == "/en/account/sessions?x=1"


@pytest.mark.parametrize("target", HOSTILE_TARGETS)
def test_sign_in_never_leads_to_another_site(db, client, target):
    account = person()

    answer = client.post(
        "/en/sign-in",
        query_string={"next": target},
        data={"email": account.email, "password": PASSWORD},
    )

    assert (answer.status_code, answer.location) == (302, "/en/home")


def test_sign_in_is_refused_after_ten_tries_and_says_until_when(db, client):
    account = person()
    moment = now().replace(minute=1, second=0)
    with time_machine.travel(moment):
        for _ in range(10):
            assert enter(client, account.email, "a wrong password").status_code == 422
        answer = enter(client, account.email)

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert "<time" in answer.text
    with time_machine.travel(moment + timedelta(minutes=15)):
        assert enter(client, account.email).status_code == 302


def test_sign_in_refuses_unknown_addresses_after_as_many_tries(db, client):
    with time_machine.travel(now().replace(minute=1, second=0)):
        codes = [enter(client, "nobody@place.example").status_code for _ in range(11)]

    assert codes == [422] * 10 + [429]


def test_tries_elsewhere_do_not_block_a_browser_that_is_known(db, app, client):
    account = person()
    enter(client, account.email)
    client.post("/en/sign-out")
    with time_machine.travel((now() + timedelta(hours=1)).replace(minute=1)):
        stranger = browser(app)
        codes = [enter(stranger, account.email, "wrong").status_code for _ in range(11)]
        assert codes == [422] * 10 + [429]
        assert enter(browser(app), account.email).status_code == 429

        assert enter(client, account.email).status_code == 302
        client.post("/en/sign-out")
        again = [enter(client, account.email, "wrong").status_code for _ in range(10)]
        assert again == [422] * 9 + [429]


def test_an_administrator_lets_somebody_in_again(db, app, sign_in):
    account, administrator = person(), sign_in(make_account(Role.ADMINISTRATOR))
    page = f"/en/people/{account.id}"
    with time_machine.travel(now().replace(minute=1)):
        assert "let-in" not in administrator.get(page).text
        for _ in range(10):
            enter(browser(app), account.email, "wrong")
        shown = administrator.get(page).text
        assert "blocked until" in shown and f"{page}/let-in" in shown
        assert administrator.post(f"{page}/let-in", data={"reason": ""}).status_code == 422

        answer = administrator.post(f"{page}/let-in", data={"reason": "She called."})

        assert answer.status_code == 302
        event = db.scalars(select(AuditEvent).filter_by(action="accounts:account:let_in_again"))
        assert event.one().data == {"reason": "She called."}
        assert "let-in" not in administrator.get(page).text
        assert enter(browser(app), account.email).status_code == 302
        assert administrator.post(f"{page}/let-in", data={"reason": "x"}).status_code == 409


def test_an_administrator_lets_somebody_in_whose_codes_were_wrong_too_often(sign_in):
    account, administrator = person(), sign_in(make_account(Role.ADMINISTRATOR))
    page = f"/en/people/{account.id}"
    with time_machine.travel(now().replace(minute=1)):
        with transaction(audited=False):
            for _ in range(10):
                tries.count_code(account)
        assert "Codes are not taken until" in administrator.get(page).text

        assert administrator.post(f"{page}/let-in", data={"reason": "She called."}).location

        assert "let-in" not in administrator.get(page).text
        with transaction(audited=False):
            tries.count_code(account)


def test_who_has_not_accepted_the_terms_is_asked_at_every_way_in_and_goes_on(db, client):
    account = person()
    forget_terms(account)

    answer = enter(client, account.email, url="/en/sign-in?next=/en/account/profile")

    assert answer.location == "/en/terms/accept?next=/en/account/profile"
    assert client.get(answer.location).status_code == 200
    assert client.post(answer.location).location == "/en/account/profile"


@bookkeeping
def forget_terms(account):
    account.terms_version = None


def test_a_refused_sign_in_leaves_a_line_with_the_account_and_no_address(db, client, capsys):
    account = person()
    capsys.readouterr()
    enter(client, account.email, "a wrong secret word")
    enter(client, "nobody@elsewhere.example", "a wrong secret word")

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    refused = [line for line in lines if line["event"] == "sign_in_refused"]

    assert [line["account"] for line in refused] == [str(account.id), "unknown"]
    assert "elsewhere" not in json.dumps(lines)
    assert "secret word" not in json.dumps(lines)


def test_an_old_hash_is_made_anew_at_sign_in(db, client, monkeypatch):
    from argon2 import PasswordHasher

    account = person()
    monkeypatch.setattr(
        passwords, "hasher", PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)
    )
    before = account.password_hash

    assert enter(client, account.email).status_code == 302
    db.refresh(account)
    assert account.password_hash != before
    assert "t=2" in account.password_hash


@pytest.mark.parametrize("missing", ["email", "password"])
def test_sign_in_answers_422_with_a_sentence_at_the_field(db, client, missing):
    data = {"email": "a@b.example", "password": "something long"} | {missing: ""}

    answer = client.post("/en/sign-in", data=data)

    assert answer.status_code == 422
    assert f'href="#{missing}"' in answer.text
