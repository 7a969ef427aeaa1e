"""Codes at sign-in: needed by staff, single use, recovery codes, set-up, replacing, taking off."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from engagement.accounts import commands, passwords, second_factor
from engagement.accounts.models import Account, SignIn
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from tests.conftest import browser
from tests.factories import PASSWORD, make_account


def person(*roles, **kwargs):
    return make_account(*roles, password_hash=passwords.hash_password(PASSWORD), **kwargs)


def with_factor(account):
    secret = commands.set_up_second_factor_for_demo(account)
    return pyotp.TOTP(secret)


def enter_password(client, account, **query):
    return client.post(
        "/en/sign-in",
        query_string=query,
        data={"email": account.email, "password": PASSWORD},
    )


def code_at(generator, offset=0):
    return generator.at(now() + timedelta(seconds=30 * offset))


def mails(db):
    return set(db.scalars(select(Message.template)))


def shown_secret(text):
    return re.search(r"<code dir=\"ltr\">([A-Z2-7 ]+)</code>", text)[1].replace(" ", "")


def test_staff_set_a_second_factor_up_before_anything_else(db, client):
    account = person(Role.REVIEWER)

    answer = enter_password(client, account, next="/en/accreditation/desk")
    assert answer.location == "/en/sign-in/second-factor?next=/en/accreditation/desk"
    for path in ("/en/home", "/en/account/sessions", "/en/accreditation/desk"):
        assert client.get(path).location.startswith("/en/sign-in/second-factor?next=")
    page = client.get(answer.location)
    assert 'src="data:image/svg+xml' in page.text
    before = client.get_cookie("session_id").value

    done = client.post(answer.location, data={"code": pyotp.TOTP(shown_secret(page.text)).now()})

    assert done.status_code == 200
    assert (
        len(re.findall(r"<code dir=\"ltr\">[a-z2-7]{4}(?:-[a-z2-7]{4}){3}</code>", done.text)) == 10
    )
    assert 'href="/en/accreditation/desk"' in done.text
    assert client.get_cookie("session_id").value != before
    assert client.get("/en/accreditation/desk").status_code == 200
    assert mails(db) == {"accounts/second_factor_on"}


def test_roles_do_not_count_in_a_session_without_a_second_factor(db):
    account = make_account(Role.APPROVER)
    assert actor_for(account).roles == {Role.APPROVER}

    account.sign_in = SignIn(second_factor_at=None)
    assert actor_for(account).roles == frozenset()
    account.sign_in = SignIn(second_factor_at=now())
    assert actor_for(account).roles == {Role.APPROVER}


def test_a_code_is_asked_for_after_the_password(db, client):
    account = person(Role.REVIEWER)
    generator = with_factor(account)

    answer = enter_password(client, account, next="/en/accreditation/desk")
    assert answer.location == "/en/sign-in/code?next=/en/accreditation/desk"
    assert client.get(answer.location).status_code == 200
    done = client.post(answer.location, data={"code": code_at(generator)})

    assert done.location == "/en/accreditation/desk"
    assert client.get("/en/accreditation/desk").status_code == 200


def test_a_code_is_asked_for_after_a_mailed_link(db, client):
    account = person()
    with_factor(account)
    client.post("/en/sign-in/link", data={"email": account.email})
    body = db.scalars(select(Message.body_text).filter_by(template="accounts/sign_in_link")).one()

    answer = client.post(re.search(r"http://localhost(/\S+)", body)[1])

    assert answer.location == "/en/sign-in/code"
    assert client.get("/en/home").location.startswith("/en/sign-in/code")


def test_what_is_posted_before_the_code_is_refused_and_kept(db, client):
    account = person()
    with_factor(account)
    enter_password(client, account)

    answer = client.post("/en/organizations/new", data={"name": "Wetland Women"})

    assert answer.status_code == 401
    assert "Wetland Women" in answer.text


def test_a_code_works_once(db, app, client):
    account = person()
    generator = with_factor(account)
    code = code_at(generator)
    enter_password(client, account)
    assert client.post("/en/sign-in/code", data={"code": code}).status_code == 302
    thief = browser(app)
    enter_password(thief, account)

    answer = thief.post("/en/sign-in/code", data={"code": code})

    assert answer.status_code == 422
    assert 'id="code-errors"' in answer.text
    assert thief.get("/en/home").status_code == 302


@bookkeeping
def use_up(account, step):
    account.totp_last_step = step


def test_an_older_code_does_not_work_after_a_newer_one(db):
    account = person()
    generator = with_factor(account)
    step = second_factor.matching_step(account, account.totp_nonce, code_at(generator))
    use_up(account, step)

    old = second_factor.matching_step(account, account.totp_nonce, code_at(generator, -1))
    newer = second_factor.matching_step(account, account.totp_nonce, code_at(generator, 1))

    assert (old, newer) == (None, step + 1)


@pytest.mark.parametrize(("offset", "right"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_the_clock_of_the_phone_may_be_off_by_one_step(db, offset, right):
    account = person()
    generator = with_factor(account)

    with time_machine.travel(now().replace(second=15)):
        code = code_at(generator, offset)
        found = second_factor.matching_step(account, account.totp_nonce, code)

    assert (found is not None) == right


@pytest.mark.parametrize("typed", ["{:٠>6}", " {} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"])
def test_a_code_may_have_spaces(db, typed):
    account = person()
    generator = with_factor(account)

    assert second_factor.matching_step(
        account, account.totp_nonce, typed.format(code_at(generator))
    )


def test_a_code_may_be_typed_in_arabic_digits(db):
    account = person()
    code = code_at(with_factor(account)).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert second_factor.matching_step(account, account.totp_nonce, code)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "½12345", "²²²²²²"])
def test_nonsense_is_no_code(db, typed):
    account = person()
    with_factor(account)

    assert second_factor.matching_step(account, account.totp_nonce, typed) is None


def test_codes_are_refused_after_ten_tries(db, client):
    account = person()
    generator = with_factor(account)
    with time_machine.travel(now().replace(minute=1, second=0)):
        enter_password(client, account)
        codes = [
            client.post("/en/sign-in/code", data={"code": "000000"}).status_code for _ in range(10)
        ]
        answer = client.post("/en/sign-in/code", data={"code": code_at(generator)})

    assert codes == [422] * 10
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers


def test_a_half_session_is_over_after_a_quarter_of_an_hour(db, client):
    account = person()
    generator = with_factor(account)
    enter_password(client, account)

    with time_machine.travel(now() + timedelta(minutes=16)):
        answer = client.post("/en/sign-in/code", data={"code": code_at(generator)})

    assert answer.location == "/en/sign-in"


def set_up(client):
    """Through the pages; returns the codes shown."""
    client.post("/en/account/second-factor/set-up", data={"begin": "yes"})
    page = client.get("/en/account/second-factor/set-up")
    generator = pyotp.TOTP(shown_secret(page.text))
    done = client.post("/en/account/second-factor/set-up", data={"code": generator.now()})
    assert done.status_code == 200
    return re.findall(r"<code dir=\"ltr\">([a-z2-7-]+)</code>", done.text)


def test_anybody_may_set_one_up_and_their_other_sessions_end(db, sign_in):
    account = person()
    here, there = sign_in(account), sign_in(account)

    set_up(here)

    assert here.get("/en/home").status_code == 200
    assert there.get("/en/home").status_code == 302
    assert db.get(Account, account.id).has_second_factor


def test_the_database_holds_no_secret_and_no_recovery_code(db, sign_in):
    account = person()
    codes = set_up(sign_in(account))

    row = db.get(Account, account.id)
    kept = repr((row.totp_nonce, row.recovery_code_hashes))
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    assert second_factor.secret_of(row, row.totp_nonce) not in kept


def test_a_recovery_code_signs_in_once_and_is_told_by_mail(db, app, client, sign_in):
    account = person()
    codes = set_up(sign_in(account))
    enter_password(client, account)

    first = client.post("/en/sign-in/code", data={"code": codes[3].upper()})
    again = browser(app)
    enter_password(again, account)
    second = again.post("/en/sign-in/code", data={"code": codes[3]})

    assert (first.status_code, second.status_code) == (302, 422)
    assert "accounts/recovery_code_used" in mails(db)
    assert len(db.get(Account, account.id).recovery_code_hashes) == 9


def test_new_recovery_codes_end_the_old_ones(db, client, sign_in):
    account = person()
    signed_in = sign_in(account)
    old = set_up(signed_in)

    page = signed_in.post("/en/account/second-factor/recovery-codes")
    new = re.findall(r"<code dir=\"ltr\">([a-z2-7-]+)</code>", page.text)
    enter_password(client, account)

    assert client.post("/en/sign-in/code", data={"code": old[0]}).status_code == 422
    assert client.post("/en/sign-in/code", data={"code": new[0]}).status_code == 302


def test_a_wrong_code_at_set_up_leaves_everything_as_it_was(db, sign_in):
    account = person()
    client = sign_in(account)
    client.post("/en/account/second-factor/set-up", data={"begin": "yes"})

    answer = client.post("/en/account/second-factor/set-up", data={"code": "000000"})

    assert answer.status_code == 422
    assert shown_secret(answer.text)
    assert not db.get(Account, account.id).has_second_factor


def test_the_old_app_works_until_the_new_one_is_confirmed(db, client, sign_in):
    account = person(Role.REVIEWER)
    old = with_factor(account)
    sign_in(account).post("/en/account/second-factor/set-up", data={"begin": "yes"})
    enter_password(client, account)

    assert client.post("/en/sign-in/code", data={"code": code_at(old)}).status_code == 302


def test_it_can_be_taken_off_except_by_staff(db, sign_in):
    account, reviewer = person(), person(Role.REVIEWER)
    signed_in = sign_in(account)
    set_up(signed_in)
    with_factor(reviewer)

    assert signed_in.post("/en/account/second-factor/remove").status_code == 302
    assert sign_in(reviewer).post("/en/account/second-factor/remove").status_code == 409
    assert not db.get(Account, account.id).has_second_factor
    assert db.get(Account, reviewer.id).has_second_factor
    assert "accounts/second_factor_off" in mails(db)
    actions = db.scalars(select(AuditEvent.action)).all()
    assert actions.count("accounts:second_factor:removed") == 1


def test_nobody_touches_the_second_factor_of_somebody_else(db):
    account = person()
    with_factor(account)
    other = Actor(id=person().id, name="Other")

    for act in (
        lambda: commands.begin_second_factor(account, actor=other),
        lambda: commands.renew_recovery_codes(account, SignIn(), actor=other),
        lambda: commands.remove_second_factor(account, SignIn(), actor=other),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_recovery_codes_need_a_second_factor(db):
    account = person()

    with pytest.raises(RuleViolation, match="Set up"):
        commands.renew_recovery_codes(
            account, SignIn(), actor=Actor(id=account.id, name=account.name)
        )


def test_only_a_demo_sets_one_up_without_its_owner(app, db, monkeypatch):
    import dataclasses

    account = person()
    monkeypatch.setitem(
        app.config, "SETTINGS", dataclasses.replace(app.config["SETTINGS"], demo=False)
    )

    with pytest.raises(RuntimeError):
        commands.set_up_second_factor_for_demo(account)


@bookkeeping
def forget_factor(account):
    account.totp_next_nonce = None


def test_the_set_up_page_offers_to_begin_when_nothing_was_begun(db, client):
    account = person(Role.REVIEWER)
    enter_password(client, account)
    forget_factor(account)

    page = client.get("/en/sign-in/second-factor")
    assert 'name="begin"' in page.text
    assert client.post("/en/sign-in/second-factor", data={"begin": "yes"}).status_code == 302
    assert shown_secret(client.get("/en/sign-in/second-factor").text)
