"""What administrators do with accounts, and what they cannot."""

import re

import pytest
from sqlalchemy import select

from engagement.accounts import commands, passwords
from engagement.accounts.models import Account, ErasureAnswer
from engagement.audit.models import AuditEvent
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, Role
from engagement.mail.models import Message
from tests.factories import PASSWORD, make_account, make_actor
from tests.pages import words_of

NEW = "seven green lanterns whisper"


def page_of(account, action=""):
    return f"/en/people/{account.id}{action}"


def last_event(db, action):
    return db.scalars(
        select(AuditEvent).filter_by(action=action).order_by(AuditEvent.id.desc())
    ).first()


def mails_to(db, account):
    return db.scalars(
        select(Message.template).filter_by(person_id=account.id).order_by(Message.created_at)
    ).all()


def link_in(db, template):
    body = db.scalars(select(Message.body_text).filter_by(template=template)).one()
    return re.search(r"http://localhost(/\S+)", body)[1]


ACTS = {
    "roles": lambda account, actor: commands.change_roles(
        account, actor=actor, roles=[], reason="Moved."
    ),
    "more roles": lambda account, actor: commands.change_roles(
        account, actor=actor, roles=[Role.REVIEWER], reason="Moved."
    ),
    "close": lambda account, actor: commands.deactivate(account, actor=actor, reason="Left."),
    "open": lambda account, actor: commands.activate(account, actor=actor, reason="Back."),
    "ask reset": lambda account, actor: commands.ask_factor_reset(
        account, actor=actor, reason="Lost."
    ),
    "resend": lambda account, actor: commands.resend_mail(account, actor=actor),
    "e-mail": lambda account, actor: commands.request_email_change(
        account, actor=actor, email="new@place.example", reason="Lost mailbox."
    ),
    "erasure": lambda account, actor: commands.answer_erasure(
        account, actor=actor, answer=ErasureAnswer.KEPT, answer_text="Needed."
    ),
    "invite": lambda account, actor: commands.invite_staff(
        name="N",
        email="n@place.example",
        roles=[Role.REVIEWER],
        language="en",
        actor=actor,
        reason="New.",
    ),
}


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.ADMINISTRATOR)])
@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_refused_to_who_is_no_administrator(db, act, role):
    account = make_account()
    actor = make_actor(*([role] if role else []))

    with pytest.raises(NotAllowed):
        ACTS[act](account, actor)


@pytest.mark.parametrize("role", [None, *Role])
def test_the_list_is_for_administrators_alone(db, sign_in, role):
    other = make_account()
    client = sign_in(make_account(*([role] if role else [])))

    listed = client.get("/en/people")
    seen = client.get(page_of(other))

    if role == Role.ADMINISTRATOR:
        assert other.email in words_of(listed)
        assert seen.status_code == 200
    else:
        assert (listed.status_code, seen.status_code) == (403, 404)


def test_the_list_is_searched_paged_and_costs_the_same(db, sign_in, count_queries):
    client = sign_in(make_account(Role.ADMINISTRATOR))
    make_account(name="100 % Amal", email="amal@place.example")
    client.get("/en/people")
    with count_queries() as few:
        client.get("/en/people")
    for number in range(60):
        make_account(email=f"many{number:02}@place.example")
    with count_queries() as many:
        first = client.get("/en/people")

    assert len(few) == len(many)
    following = re.search(r'href="(/en/people\?[^"]*after=[^"]+)"', first.text)[1]
    assert "many59" in client.get(following.replace("&amp;", "&")).text
    found = words_of(client.get("/en/people", query_string={"q": "100 %"}))
    assert "amal@place.example" in found
    assert "many01" not in found
    assert "amal@place.example" in words_of(client.get("/en/people?q=AMAL@"))
    assert "Nobody here" in client.get("/en/people?q=_").text


def test_lanes_hold_who_belongs_there(db, sign_in):
    client = sign_in(make_account(Role.ADMINISTRATOR))
    staff = make_account(Role.REVIEWER, email="staff@place.example")
    waiting = make_account(email="waiting@place.example", verified=False)
    closed = make_account(email="closed@place.example")
    commands.deactivate(closed, actor=make_actor(Role.ADMINISTRATOR), reason="Left.")
    found = {
        lane: {
            account.email
            for account in (staff, waiting, closed)
            if account.email in words_of(client.get(f"/en/people?lane={lane}"))
        }
        for lane in ("all", "staff", "waiting", "closed")
    }

    assert found == {
        "all": {staff.email, waiting.email, closed.email},
        "staff": {staff.email},
        "waiting": {waiting.email},
        "closed": {closed.email},
    }


def test_roles_are_taken_away_with_reason_and_at_once(db, sign_in):
    client = sign_in(make_account(Role.ADMINISTRATOR))
    account = make_account(Role.REVIEWER, Role.SAFEGUARDING_OFFICER)
    theirs = sign_in(account)
    assert theirs.get("/en/accreditation/desk").status_code == 200

    answer = client.post(
        page_of(account, "/roles"),
        data={"roles": ["safeguarding_officer"], "reason": "Moved to safeguarding."},
    )

    assert answer.location == page_of(account)
    assert theirs.get("/en/accreditation/desk").status_code == 302
    assert db.get(Account, account.id).roles == {Role.SAFEGUARDING_OFFICER}
    event = last_event(db, "accounts:roles:changed")
    assert event.data == {
        "roles": [["reviewer", "safeguarding_officer"], ["safeguarding_officer"]],
        "reason": "Moved to safeguarding.",
    }
    assert mails_to(db, account) == ["accounts/roles_changed"]


@pytest.mark.parametrize(
    "data", [{"roles": ["head_of_unit"]}, {"roles": ["emperor"], "reason": "Why not."}]
)
def test_roles_answer_422_without_reason_and_for_an_unknown_role(db, sign_in, data):
    client = sign_in(make_account(Role.ADMINISTRATOR))
    account = make_account(Role.REVIEWER)

    answer = client.post(page_of(account, "/roles"), data=data)

    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert db.get(Account, account.id).roles == {Role.REVIEWER}


def test_the_same_roles_are_told_at_the_field_and_the_reason_is_kept(db, sign_in):
    client = sign_in(make_account(Role.ADMINISTRATOR))
    account = make_account(Role.REVIEWER)

    answer = client.post(
        page_of(account, "/roles"), data={"roles": ["reviewer"], "reason": "TYPEDWORDS."}
    )

    assert answer.status_code == 422
    assert answer.text.count("These are the person's roles already.") == 2
    assert '<a href="#roles-0">These are' in answer.text
    assert "TYPEDWORDS." in answer.text


def test_nobody_changes_their_own_roles_or_access(db, sign_in):
    make_account(Role.ADMINISTRATOR)
    account = make_account(Role.ADMINISTRATOR)
    client = sign_in(account)

    for action in ("/roles", "/close"):
        answer = client.post(
            page_of(account, action), data={"roles": ["reviewer"], "reason": "I want to."}
        )
        assert answer.status_code == 409
    assert db.get(Account, account.id).roles == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("act", ["roles", "close"])
def test_the_last_administrator_stays(db, act):
    last = make_account(Role.ADMINISTRATOR)
    former = Actor(id=make_account().id, name="A", roles=frozenset({Role.ADMINISTRATOR}))

    with pytest.raises(RuleViolation, match="last administrator"):
        ACTS[act](last, former)

    make_account(Role.ADMINISTRATOR)
    ACTS[act](last, former)


def test_an_administrator_who_cannot_sign_in_does_not_count(db):
    last = make_account(Role.ADMINISTRATOR)
    make_account(Role.ADMINISTRATOR, verified=False)
    former = Actor(id=make_account().id, name="A", roles=frozenset({Role.ADMINISTRATOR}))

    with pytest.raises(RuleViolation, match="last administrator"):
        ACTS["close"](last, former)


def test_a_closed_account_is_out_at_once_and_comes_back(db, client, sign_in):
    administrator = sign_in(make_account(Role.ADMINISTRATOR))
    account = make_account(password_hash=passwords.hash_password(PASSWORD))
    theirs = sign_in(account)
    data = {"email": account.email, "password": PASSWORD}

    administrator.post(page_of(account, "/close"), data={"reason": "Asked by the organization."})
    assert theirs.get("/en/home").status_code == 302
    assert client.post("/en/sign-in", data=data).status_code == 422
    administrator.post(page_of(account, "/open"), data={"reason": "A mistake."})

    assert theirs.get("/en/home").status_code == 302
    assert client.post("/en/sign-in", data=data).status_code == 302
    assert mails_to(db, account) == ["accounts/account_closed", "accounts/account_opened"]


@pytest.mark.parametrize("act", ["open", "ask reset", "resend", "erasure"])
def test_acts_are_refused_in_the_wrong_state(db, act):
    with pytest.raises(RuleViolation):
        ACTS[act](make_account(), make_actor(Role.ADMINISTRATOR))


INVITED = {
    "name": "N",
    "email": "n@place.example",
    "language": "en",
    "roles": ["reviewer"],
    "reason": "New.",
}


def invite(*, roles, **values):
    """Invite somebody as two administrators do."""
    act = commands.invite_staff(
        **INVITED | values | {"roles": roles}, actor=make_actor(Role.ADMINISTRATOR)
    )
    return commands.confirm_grave_act(act, actor=make_actor(Role.ADMINISTRATOR))


def test_who_was_invited_chooses_their_own_password(db, client):
    account = invite(
        name="Nadia New", email="nadia@office.example", language="fr", roles=[Role.REVIEWER]
    )

    assert (account.password_hash, account.verified_at) == (None, None)
    path = link_in(db, "accounts/invitation")
    assert path.startswith("/fr/invitation/")
    assert client.get(path).status_code == 200
    assert client.post(path, data={"password": "Nadia New"}).status_code == 422
    done = client.post(path, data={"password": NEW})
    assert done.location == "/fr/sign-in/second-factor"
    assert client.post(path, data={"password": NEW}).status_code == 410
    assert db.get(Account, account.id).is_active


@pytest.mark.parametrize("missing", ["name", "email", "roles", "reason"])
def test_an_invitation_answers_422_with_a_sentence_at_the_field(db, sign_in, missing):
    client = sign_in(make_account(Role.ADMINISTRATOR))

    answer = client.post("/en/people/invite", data=INVITED | {missing: []})

    assert answer.status_code == 422
    assert f'id="{missing}-errors"' in answer.text


def test_an_invitation_of_somebody_known_points_to_their_page(db, sign_in):
    client = sign_in(make_account(Role.ADMINISTRATOR))
    data = INVITED | {"email": make_account().email}

    answer = client.post("/en/people/invite", data=data)

    assert answer.status_code == 422
    assert "on its own page" in answer.text


def test_an_invitation_is_sent_again_and_the_first_link_ends(db, client):
    administrator = make_actor(Role.ADMINISTRATOR)
    account = invite(roles=[Role.SAFEGUARDING_OFFICER])
    first = link_in(db, "accounts/invitation")

    commands.resend_mail(account, actor=administrator)

    assert client.get(first).status_code == 410
    assert mails_to(db, account) == ["accounts/invitation"] * 2


def test_an_invited_account_cannot_be_taken_over_by_signing_up(db, client):
    account = invite(roles=[Role.APPROVER])

    client.post(
        "/en/sign-up", data={"name": "Thief", "email": "n@place.example", "password": PASSWORD}
    )

    assert (account.name, account.password_hash) == ("N", None)
    assert mails_to(db, account)[-1] == "accounts/already_registered"


def test_only_the_installation_opens_confirmed_staff_accounts(db):
    with pytest.raises(NotAllowed):
        commands.create_staff(
            name="N",
            email="n@place.example",
            roles=[Role.APPROVER],
            language="en",
            actor=make_actor(Role.ADMINISTRATOR),
        )
    assert commands.create_staff(
        name="N", email="n@place.example", roles=[Role.APPROVER], language="en", actor=SYSTEM
    ).is_active


def test_the_page_of_an_administrator_says_that_it_is_their_own(db, sign_in):
    account = make_account(Role.ADMINISTRATOR)

    text = sign_in(account).get(page_of(account)).text

    assert "your own account" in text
    assert page_of(account, "/roles") not in text


def test_the_console_takes_a_second_factor_off_and_nobody_else_alone(app, db, sign_in):
    account = make_account(Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        commands.take_off_second_factor(
            account, actor=make_actor(Role.ADMINISTRATOR), reason="Lost."
        )
    commands.set_up_second_factor_for_demo(account)
    theirs = sign_in(account)
    run = app.test_cli_runner().invoke

    done = run(args=["take-off-second-factor", "--email", account.email, "--reason", "Lost."])
    again = run(args=["take-off-second-factor", "--email", account.email, "--reason", "Lost."])
    nobody = run(args=["take-off-second-factor", "--email", "x@y.example", "--reason", "Lost."])

    assert (done.exit_code, again.exit_code, nobody.exit_code) == (0, 1, 1)
    assert theirs.get("/en/home").status_code == 302
    assert mails_to(db, account) == ["accounts/second_factor_off"]


def test_an_account_opened_again_has_no_role_of_before(db):
    one, closed = make_actor(Role.ADMINISTRATOR), make_account(Role.REVIEWER, Role.AUDITOR)
    commands.deactivate(closed, actor=one, reason="Left.")
    commands.activate(closed, actor=one, reason="Back.")
    assert closed.is_active and not closed.is_staff
    assert closed.audit_engagement is None
