"""Grave acts of administration: one administrator asks, another one does them (threat A34)."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from engagement.accounts import commands
from engagement.accounts.models import Account, ErasureAnswer, GraveAct, GraveKind
from engagement.core import invariants
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.home.queries import tasks_of
from engagement.organizations.queries import actor_for
from tests.accounts.test_people import INVITED, last_event, link_in, mails_to, page_of
from tests.factories import make_account, make_actor
from tests.pages import words_of

ASKED = {
    "roles": (
        "/roles",
        {"roles": ["reviewer", "head_of_unit"], "reason": "Promoted."},
        "Head of unit",
    ),
    "second_factor": ("/ask-factor-reset", {"reason": "Phone stolen."}, "signed out"),
    "email": (
        "/email",
        {"email": "new@place.example", "reason": "Lost mailbox."},
        "new@place.example",
    ),
}
"""Kind -> the page it is asked on, what is typed there, what the confirming page must say."""


@pytest.fixture
def first(db):
    return make_account(Role.ADMINISTRATOR, name="First Administrator")


@pytest.fixture
def second(db):
    return make_account(Role.ADMINISTRATOR, name="Second Administrator")


@pytest.fixture
def person(db):
    account = make_account(Role.REVIEWER, name="The Person")
    commands.set_up_second_factor_for_demo(account)
    return account


def act_of(db):
    return db.scalars(select(GraveAct).execution_options(populate_existing=True)).one()


def state_of(db, account):
    account = db.get(Account, account.id, populate_existing=True)
    return account.roles, account.has_second_factor, account.email


@pytest.mark.parametrize("kind", ASKED)
def test_one_asks_and_another_does_it(db, sign_in, first, second, person, kind):
    way, typed, told = ASKED[kind]
    before, alone = state_of(db, person), sign_in(first)

    asked = alone.post(page_of(person, way), data=typed)
    page = asked.location
    own_page = alone.get(page).text
    refused = alone.post(f"{page}/confirm")

    assert (asked.status_code, refused.status_code) == (302, 409)
    assert "You asked for this yourself" in refused.text
    assert f"{page}/confirm" not in own_page
    assert state_of(db, person) == before
    other = sign_in(second)
    shown = words_of(other.get(page))
    assert told in shown
    assert typed["reason"] in shown
    assert page in other.get("/en/people").text
    assert page in other.get(page_of(person)).text
    done = other.post(f"{page}/confirm")

    assert done.location == page_of(person)
    act = act_of(db)
    assert (act.kind, act.asked_by_id, act.confirmed_by_id) == (kind, first.id, second.id)
    assert act.wanted == {}
    assert last_event(db, "accounts:grave_act:asked").actor_id == first.id
    confirmed = last_event(db, "accounts:grave_act:confirmed")
    assert (confirmed.actor_id, confirmed.data["asked_by"]) == (second.id, str(first.id))
    assert other.post(f"{page}/confirm").status_code == 409
    assert "This is done" in other.get(page).text
    assert "no grave act was confirmed by who asked for it or whom it is about" not in (
        invariants.broken()
    )


def test_roles_are_given_when_confirmed(db, sign_in, first, second, person):
    theirs = sign_in(person)
    page = sign_in(first).post(page_of(person, "/roles"), data=ASKED["roles"][1]).location
    assert theirs.get("/en/accreditation/desk").status_code == 200
    assert mails_to(db, person) == []

    sign_in(second).post(f"{page}/confirm")

    assert state_of(db, person)[0] == {Role.REVIEWER, Role.HEAD_OF_UNIT}
    assert theirs.get("/en/accreditation/desk").status_code == 302
    assert mails_to(db, person) == ["accounts/roles_changed"]
    event = last_event(db, "accounts:roles:changed")
    assert (event.actor_id, event.data["reason"]) == (second.id, "Promoted.")


def test_a_lost_second_factor_is_taken_off_when_confirmed(db, sign_in, first, second, person):
    theirs = sign_in(person)
    asked = sign_in(first).post(page_of(person, "/ask-factor-reset"), data={"reason": "Lost."})
    assert state_of(db, person)[1]

    sign_in(second).post(f"{asked.location}/confirm")

    assert not state_of(db, person)[1]
    assert theirs.get("/en/home").status_code == 302
    assert mails_to(db, person) == ["accounts/factor_reset_asked", "accounts/second_factor_off"]
    assert last_event(db, "accounts:second_factor:reset").actor_id == second.id


def test_the_link_to_a_new_address_is_mailed_when_confirmed(
    db, client, sign_in, first, second, person
):
    page = sign_in(first).post(page_of(person, "/email"), data=ASKED["email"][1]).location
    with pytest.raises(Exception, match="No row"):
        link_in(db, "accounts/confirm_new_email")

    sign_in(second).post(f"{page}/confirm")
    client.post(link_in(db, "accounts/confirm_new_email"))

    assert state_of(db, person)[2] == "new@place.example"
    assert "new@" not in str(last_event(db, "accounts:grave_act:asked").data)


def test_staff_are_invited_when_confirmed(db, sign_in, first, second):
    def invited():
        return db.scalars(select(Account).filter_by(email=INVITED["email"])).first()

    alone = sign_in(first)
    page = alone.post("/en/people/invite", data=INVITED).location
    again = alone.post("/en/people/invite", data=INVITED)
    refused = alone.post(f"{page}/confirm")

    assert (again.status_code, refused.status_code) == (422, 409)
    assert invited() is None
    other = sign_in(second)
    assert INVITED["email"] in words_of(other.get(page))
    done = other.post(f"{page}/confirm")

    assert done.location == page_of(invited())
    assert invited().roles == {Role.REVIEWER}
    assert mails_to(db, invited()) == ["accounts/invitation"]
    assert (act_of(db).account_id, act_of(db).wanted) == (invited().id, {})


def test_an_address_taken_meanwhile_is_not_invited(db, first, second):
    act = commands.invite_staff(**as_command(INVITED), actor=actor_for(first))
    make_account(email=INVITED["email"])

    with pytest.raises(RuleViolation, match="on its own page"):
        commands.confirm_grave_act(act, actor=actor_for(second))


def as_command(typed):
    return typed | {"roles": [Role(name) for name in typed["roles"]]}


@pytest.mark.parametrize("kind", ASKED)
def test_a_page_without_reason_answers_422_and_asks_nobody(db, sign_in, first, person, kind):
    way, typed, _told = ASKED[kind]

    answer = sign_in(first).post(page_of(person, way), data=typed | {"reason": " "})

    assert answer.status_code == 422
    assert 'id="reason-errors"' in answer.text
    assert db.scalars(select(GraveAct)).all() == []


def test_whom_it_is_about_can_neither_confirm_nor_take_it_back(db, sign_in, first, second):
    page = (
        sign_in(first)
        .post(page_of(second, "/roles"), data={"roles": ["reviewer"], "reason": "All."})
        .location
    )
    theirs = sign_in(second)

    assert "This is about yourself" in theirs.get(page).text
    assert theirs.post(f"{page}/confirm").status_code == 409
    assert theirs.post(f"{page}/withdraw").status_code == 409
    assert act_of(db).confirmed_at is None


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.ADMINISTRATOR)])
def test_nobody_but_administrators_sees_or_does_it(db, sign_in, first, person, role):
    act = commands.ask_factor_reset(person, actor=actor_for(first), reason="Lost.")
    account = make_account(*([role] if role else []))
    page = f"/en/people/requests/{act.id}"
    client = sign_in(account)

    assert client.get(page).status_code == 404
    assert client.post(f"{page}/confirm").status_code == 404
    for command in (commands.confirm_grave_act, commands.withdraw_grave_act):
        with pytest.raises(NotAllowed):
            command(act, actor=actor_for(account))


def test_it_can_be_taken_back_and_asked_again(db, sign_in, first, second, person):
    asker, other = actor_for(first), actor_for(second)
    act = commands.ask_factor_reset(person, actor=asker, reason="Lost.")
    with pytest.raises(RuleViolation, match="asked for already"):
        commands.ask_factor_reset(person, actor=other, reason="Lost.")

    page = f"/en/people/requests/{act.id}"
    client = sign_in(second)
    assert client.post(f"{page}/withdraw").location == page
    assert "This is over" in client.get(page).text
    assert client.post(f"{page}/withdraw").status_code == 409
    assert client.post(f"{page}/confirm").status_code == 409
    commands.ask_factor_reset(person, actor=other, reason="Lost after all.")

    assert len(db.scalars(select(GraveAct)).all()) == 2
    assert last_event(db, "accounts:grave_act:withdrawn").actor_id == second.id


def test_nobody_confirms_after_two_weeks(db, sign_in, first, second, person):
    act = commands.ask_factor_reset(person, actor=actor_for(first), reason="Lost.")

    with time_machine.travel(now() + timedelta(days=14, minutes=1)):
        page = sign_in(second).get(f"/en/people/requests/{act.id}").text
        assert "nobody confirmed it within 14 days" in page
        with pytest.raises(RuleViolation, match="any more"):
            commands.confirm_grave_act(act, actor=actor_for(second))
        again = commands.ask_factor_reset(person, actor=actor_for(second), reason="Still lost.")
        commands.confirm_grave_act(again, actor=actor_for(first))
    assert not state_of(db, person)[1]


def test_roles_that_changed_meanwhile_are_asked_for_anew(db, first, second, person):
    act = commands.change_roles(
        person, actor=actor_for(first), roles=[Role.REVIEWER, Role.APPROVER], reason="More."
    )
    commands.change_roles(person, actor=actor_for(second), roles=[], reason="Left.")

    with pytest.raises(RuleViolation, match="changed meanwhile"):
        commands.confirm_grave_act(act, actor=actor_for(second))
    assert state_of(db, person)[0] == set()


def test_an_exchange_of_roles_never_takes_the_last_administrator(db, first, second):
    act = commands.change_roles(
        second, actor=actor_for(first), roles=[Role.REVIEWER], reason="Moved."
    )
    third = actor_for(make_account(Role.ADMINISTRATOR))
    for account in (first, db.get(Account, third.id)):
        close(account)

    with pytest.raises(RuleViolation, match="last administrator"):
        commands.confirm_grave_act(act, actor=third)
    assert state_of(db, second)[0] == {Role.ADMINISTRATOR}


@bookkeeping
def close(account):
    account.deactivated_at = now()


def test_data_are_kept_by_one_and_that_ends_the_request_to_erase(db, first, second):
    account = make_account()
    commands.ask_erasure(account, actor=actor_for(account))
    act = commands.answer_erasure(
        account,
        actor=actor_for(first),
        answer=ErasureAnswer.ERASED,
        answer_text="",
        reason="Asked.",
    )

    commands.answer_erasure(
        account, actor=actor_for(first), answer=ErasureAnswer.KEPT, answer_text="A case runs."
    )

    with pytest.raises(RuleViolation, match="any more"):
        commands.confirm_grave_act(act, actor=actor_for(second))


def test_home_counts_what_waits_for_this_administrator(db, first, second, person):
    def waits_for(account):
        [task] = [one for one in tasks_of(actor_for(account)) if "people" in one.endpoint]
        return task.count

    commands.ask_factor_reset(person, actor=actor_for(first), reason="Lost.")
    commands.invite_staff(**as_command(INVITED), actor=actor_for(second))
    commands.ask_erasure(second, actor=actor_for(second))

    assert (waits_for(first), waits_for(second)) == (2, 1)


def test_a_single_administrator_reads_that_a_second_one_is_needed(db, sign_in, first, person):
    client, command = sign_in(first), "flask --app wsgi create-admin"
    pages = [page_of(person, way) for way, _typed, _told in ASKED.values()]

    assert all(command in client.get(page).text for page in [*pages, "/en/people/invite"])
    asked = client.post(pages[0], data=ASKED["roles"][1]).location
    assert command in client.get(asked).text
    make_account(Role.ADMINISTRATOR)
    assert not any(command in client.get(page).text for page in [*pages, asked])


def test_the_console_makes_the_second_administrator(app, db, first):
    arguments = ["create-admin", "--email", "second@office.example", "--name", "Second"]

    done = app.test_cli_runner().invoke(args=arguments, input="seven green lanterns whisper\n")

    assert done.exit_code == 0
    account = db.scalars(select(Account).filter_by(email="second@office.example")).one()
    event = last_event(db, "accounts:account:created")
    assert (event.subject_id, event.actor_name) == (account.id, "system")


@pytest.mark.parametrize("whose", ["asker", "subject"])
def test_the_database_wants_another_person(db, first, person, whose):
    @bookkeeping
    def alone():
        db.add(
            GraveAct(
                kind=GraveKind.ROLES,
                account_id=person.id,
                reason="x",
                asked_by_id=first.id,
                asked_at=now(),
                confirmed_by_id=first.id if whose == "asker" else person.id,
                confirmed_at=now(),
            )
        )

    with pytest.raises(IntegrityError, match="confirmed_by_another"):
        alone()


def test_an_administrator_alone_gives_no_role(db, person):
    act = commands.change_roles(
        person, actor=make_actor(Role.ADMINISTRATOR), roles=[Role.APPROVER], reason="More."
    )

    assert act.confirmed_at is None
    assert state_of(db, person)[0] == {Role.REVIEWER}
