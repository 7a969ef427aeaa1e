"""One's own account: profile, password, address, data, erasure."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from engagement.accounts import commands, passwords
from engagement.accounts.models import (
    Account,
    AccountToken,
    ErasureAnswer,
    ErasureRequest,
    KnownBrowser,
    SignIn,
)
from engagement.accreditation.models import ApplicationState as State
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from tests.factories import PASSWORD, make_account, make_actor, make_application
from tests.mail.test_commands import make_message

NEW = "seven green lanterns whisper"


def person(*roles, **kwargs):
    return make_account(*roles, password_hash=passwords.hash_password(PASSWORD), **kwargs)


def mails(db):
    return db.execute(
        select(Message.template, Message.to).order_by(Message.created_at, Message.id)
    ).all()


def link_in(db, template):
    body = db.scalars(
        select(Message.body_text).filter_by(template=template).order_by(Message.created_at.desc())
    ).first()
    return re.search(r"http://localhost(/\S+)", body)[1]


@pytest.mark.parametrize(
    "path",
    ["", "/profile", "/password", "/email", "/sessions", "/second-factor", "/data", "/confirm"],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_of_one_s_account_open(db, sign_in, path, language):
    assert sign_in(person()).get(f"/{language}/account{path}").status_code == 200


def test_profile_is_changed_and_audited_with_old_and_new(db, sign_in):
    account = person(name="Amina")

    answer = sign_in(account).post(
        "/en/account/profile",
        data={"name": "أمينة", "language": "ar", "time_zone": "Africa/Tunis"},
    )

    assert answer.status_code == 302
    db.refresh(account)
    assert (account.name, account.language, account.time_zone) == ("أمينة", "ar", "Africa/Tunis")
    event = db.scalars(select(AuditEvent).filter_by(action="accounts:profile:changed")).one()
    assert event.data["name"] == ["Amina", "أمينة"]


def test_staff_say_which_languages_they_read_and_nobody_else_does(db, sign_in):
    profile = {"name": "Rosa", "language": "es", "time_zone": "Africa/Nairobi"}
    asked = profile | {"languages_read": ["fr", "ar"]}
    rosa, amina = person(Role.REVIEWER, language="es"), person()
    assert rosa.reads == {"es"}

    assert sign_in(rosa).post("/en/account/profile", data=asked).status_code == 302
    assert sign_in(amina).post("/en/account/profile", data=asked).status_code == 302

    db.refresh(rosa)
    db.refresh(amina)
    assert (rosa.languages_read, amina.languages_read) == (["ar", "fr"], [])
    assert rosa.reads == {"ar", "fr"}
    assert "Français" in sign_in(rosa).get("/en/account").text
    assert "Languages I read" in sign_in(rosa).get("/en/account/profile").text
    assert "Languages I read" not in sign_in(amina).get("/en/account/profile").text
    wrong = profile | {"languages_read": ["de"]}
    assert sign_in(rosa).post("/en/account/profile", data=wrong).status_code == 422


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("language", "de"), ("time_zone", "Mars/Olympus")]
)
def test_profile_answers_422_with_a_sentence_at_the_field(db, sign_in, field, value):
    data = {"name": "A", "language": "en", "time_zone": "Africa/Nairobi"} | {field: value}

    answer = sign_in(person()).post("/en/account/profile", data=data)

    assert answer.status_code == 422
    assert f'id="{field}-errors"' in answer.text


def test_a_person_cannot_post_roles_into_the_profile(db, sign_in):
    account = person()

    sign_in(account).post(
        "/en/account/profile",
        data={
            "name": "A",
            "language": "en",
            "time_zone": "Africa/Nairobi",
            "role_names": "administrator",
            "verified_at": "",
            "email": "x@y.example",
        },
    )

    db.refresh(account)
    assert account.role_names == []
    assert account.email != "x@y.example"


def test_password_is_changed_by_who_knows_the_old_one(db, sign_in):
    account = person()
    here, there = sign_in(account), sign_in(account)

    wrong = here.post("/en/account/password", data={"old_password": "wrong", "password": NEW})
    assert wrong.status_code == 422
    assert 'id="old_password-errors"' in wrong.text
    right = here.post("/en/account/password", data={"old_password": PASSWORD, "password": NEW})

    assert right.status_code == 302
    assert here.get("/en/home").status_code == 200
    assert there.get("/en/home").status_code == 302
    db.refresh(account)
    assert passwords.matches(account.password_hash, NEW)
    assert mails(db) == [("accounts/password_changed", account.email)]


def test_guessing_the_old_password_is_limited(db, sign_in):
    client = sign_in(person())
    data = {"old_password": "wrong", "password": NEW}
    with time_machine.travel(now().replace(minute=1, second=0)):
        codes = [client.post("/en/account/password", data=data).status_code for _ in range(11)]

    assert codes == [422] * 10 + [429]


def ask_for_new_address(client, address="new@place.example"):
    return client.post("/en/account/email", data={"email": address})


def test_a_new_address_is_in_force_when_it_has_proved_itself(db, sign_in, client):
    account = person(email="old@place.example")
    here, there = sign_in(account), sign_in(account)

    assert ask_for_new_address(here).status_code == 302
    assert db.get(Account, account.id).email == "old@place.example"
    path = link_in(db, "accounts/confirm_new_email")
    assert here.get(path).status_code == 200
    assert here.post(path).status_code == 302

    db.refresh(account)
    assert (account.email, account.email_key) == ("new@place.example",) * 2
    assert here.get("/en/home").status_code == 200
    assert there.get("/en/home").status_code == 302
    assert client.post(path).status_code == 410
    assert mails(db) == [
        ("accounts/confirm_new_email", "new@place.example"),
        ("accounts/email_changed", "old@place.example"),
    ]


def test_the_former_address_takes_the_change_back_even_after_a_new_password(db, sign_in, client):
    account = person(email="old@place.example")
    thief = sign_in(account)
    ask_for_new_address(thief, "thief@evil.example")
    thief.post(link_in(db, "accounts/confirm_new_email"))
    thief.post("/en/account/password", data={"old_password": PASSWORD, "password": NEW})
    undo = link_in(db, "accounts/email_changed")

    assert client.get(undo).status_code == 200
    answer = client.post(undo)

    assert answer.status_code == 302
    db.refresh(account)
    assert account.email == "old@place.example"
    assert thief.get("/en/home").status_code == 302
    assert mails(db)[-1] == ("accounts/reset_password", "old@place.example")
    assert client.post(undo).status_code == 410


def test_the_change_cannot_be_taken_back_after_a_week(db, sign_in, client):
    here = sign_in(person())
    ask_for_new_address(here)
    here.post(link_in(db, "accounts/confirm_new_email"))

    with time_machine.travel(now() + timedelta(days=8)):
        assert client.get(link_in(db, "accounts/email_changed")).status_code == 410


def test_asking_for_the_address_of_somebody_else_answers_the_same(db, sign_in):
    other = make_account(email="taken@place.example")
    here = sign_in(person())

    free, taken = ask_for_new_address(here), ask_for_new_address(here, other.email)

    assert free.status_code == taken.status_code == 302
    assert mails(db)[-1] == ("accounts/already_registered", other.email)


def test_an_address_taken_meanwhile_is_refused(db, sign_in):
    account = person()
    here = sign_in(account)
    ask_for_new_address(here)
    path = link_in(db, "accounts/confirm_new_email")
    make_account(email="new@place.example")

    answer = here.post(path)

    assert answer.status_code == 409
    assert "Another account" in answer.text


@pytest.mark.parametrize("address", ["", "nonsense", "own"])
def test_a_new_address_answers_422_with_a_sentence_at_the_field(db, sign_in, address):
    account = person()
    answer = ask_for_new_address(sign_in(account), account.email if address == "own" else address)

    assert answer.status_code == 422
    assert 'id="email-errors"' in answer.text


def test_an_administrator_gives_another_address_with_a_reason(db, sign_in):
    account = person(email="old@place.example")
    administrator = sign_in(make_account(Role.ADMINISTRATOR))

    without = administrator.post(
        f"/en/people/{account.id}/email", data={"email": "new@place.example"}
    )
    assert without.status_code == 422
    asked = administrator.post(
        f"/en/people/{account.id}/email",
        data={"email": "new@place.example", "reason": "The old mailbox is gone."},
    )
    assert mails(db) == []
    sign_in(make_account(Role.ADMINISTRATOR)).post(f"{asked.location}/confirm")

    assert db.get(Account, account.id).email == "old@place.example"
    assert mails(db) == [("accounts/confirm_new_email", "new@place.example")]


def test_the_export_holds_what_is_about_the_person_and_no_secret(db, sign_in):
    application = make_application()
    account = make_account(
        name="Amina",
        password_hash=passwords.hash_password(PASSWORD),
        leads=[application.organization],
    )
    make_account(name="Somebody Else", email="else@place.example")
    client = sign_in(account)

    answer = client.get("/en/account/data.json")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    records = json.loads(answer.text)["records"]
    found = {record["what"]: record["rows"] for record in records}
    assert found["Your account: name, address, languages, time zone, roles"][0]["name"] == "Amina"
    assert found["The organizations you belong to"][0]["role"] == "focal_point"
    assert "Somebody Else" not in answer.text
    assert "argon2" not in answer.text


def test_the_export_holds_no_mail_about_a_case_that_is_kept_from_its_reader(db, sign_in):
    case, other, own = (make_application(state=State.IN_REVIEW) for _ in range(3))
    account = person(Role.REVIEWER, interest_in=[case.organization], member_of=[own.organization])
    for about in (case, other, own):
        make_message(db, about=about, person_id=account.id, subject=f"{about.reference} is yours")

    text = sign_in(account).get("/en/account/data.json").text

    assert case.reference not in text
    assert other.reference in text
    assert own.reference in text


def test_the_export_asks_again_who_sits_there(db, sign_in):
    client = sign_in(person())

    with time_machine.travel(now() + timedelta(minutes=16)):
        answer = client.get("/en/account/data.json")

    assert answer.location == "/en/account/confirm?next=/en/account/data.json"


def test_the_export_is_limited(db, sign_in):
    client = sign_in(person())
    with time_machine.travel(now().replace(minute=1)):
        codes = [client.get("/en/account/data.json").status_code for _ in range(11)]

    assert codes == [200] * 10 + [429]


def ask_erasure(client):
    return client.post("/en/account/ask-erasure", data={"understood": "y"})


def test_erasure_is_asked_recorded_and_answered(db, sign_in):
    account = person(name="Amina", email="amina@place.example")
    client = sign_in(account)
    assert client.post("/en/account/ask-erasure").status_code == 422
    assert ask_erasure(client).status_code == 302
    assert ask_erasure(client).status_code == 409
    administrator = sign_in(make_account(Role.ADMINISTRATOR))
    assert "Request for erasure" in administrator.get("/en/people").text
    page = f"/en/people/{account.id}/erasure"
    assert administrator.get(page).status_code == 200

    assert administrator.post(page, data={"answer": "erased"}).status_code == 422
    asked = administrator.post(
        page, data={"answer": "erased", "answer_text": "", "reason": "It is her wish."}
    )
    assert db.get(Account, account.id).name == "Amina"
    assert client.get("/en/home").status_code == 200
    second = sign_in(make_account(Role.ADMINISTRATOR))
    assert "That the data are erased" in second.get(asked.location).text
    answer = second.post(f"{asked.location}/confirm")

    assert answer.status_code == 302
    db.refresh(account)
    assert "Amina" not in account.name
    assert account.email.endswith("@erased.invalid")
    assert account.password_hash is None
    assert not account.is_active
    for model in (SignIn, KnownBrowser, AccountToken):
        assert db.scalars(select(model).filter_by(account_id=account.id)).all() == []
    assert client.get("/en/home").status_code == 302
    assert mails(db) == [
        ("accounts/erasure_asked", account.email),
        ("accounts/erasure_answered", account.email),
    ]
    assert administrator.get(f"/en/people/{account.id}").status_code == 200


def test_who_is_refused_is_told_why(db, sign_in):
    account = person()
    ask_erasure(sign_in(account))
    administrator = sign_in(make_account(Role.ADMINISTRATOR))
    page = f"/en/people/{account.id}/erasure"

    assert administrator.post(page, data={"answer": "kept"}).status_code == 422
    administrator.post(page, data={"answer": "kept", "answer_text": "You lead an application."})

    request = db.scalars(select(ErasureRequest)).one()
    assert request.answer == ErasureAnswer.KEPT
    body = db.scalars(select(Message.body_text).filter_by(template="accounts/erasure_answered"))
    assert "You lead an application." in body.one()
    assert db.get(Account, account.id).is_active


def test_staff_are_not_erased_and_nobody_answers_for_themselves(db):
    reviewer, administrator = person(Role.REVIEWER), person(Role.ADMINISTRATOR)
    answers = {"answer": ErasureAnswer.ERASED, "answer_text": "", "reason": "Asked."}
    for account in (reviewer, administrator):
        commands.ask_erasure(account, actor=commands.as_actor(account))

    with pytest.raises(RuleViolation, match="staff"):
        commands.answer_erasure(reviewer, actor=make_actor(Role.ADMINISTRATOR), **answers)
    from engagement.organizations.queries import actor_for

    with pytest.raises(NotAllowed):
        commands.answer_erasure(administrator, actor=actor_for(administrator), **answers)


def test_nobody_asks_for_the_erasure_of_somebody_else(db):
    with pytest.raises(NotAllowed):
        commands.ask_erasure(person(), actor=make_actor(Role.ADMINISTRATOR))


def test_an_answer_needs_a_request(db):
    with pytest.raises(RuleViolation, match="no open request"):
        commands.answer_erasure(
            person(),
            actor=make_actor(Role.ADMINISTRATOR),
            answer=ErasureAnswer.KEPT,
            answer_text="x",
        )
