"""Who acts for a State: named by a note, invited, accepted, ended; and what the rules see of it."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from engagement.accounts import departures
from engagement.core import clock
from engagement.core.clock import now, today
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.home.queries import tasks_of
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from engagement.protocol import queries, settings
from engagement.protocol.commands import delegates, states
from engagement.protocol.jobs import ask_confirmations
from engagement.protocol.models import Delegate, DelegateFunction, Mission, ShortTrackState
from engagement.protocol.permissions import Protocol
from tests.factories import (
    make_account,
    make_actor,
    make_administrator,
    make_delegate,
    make_note,
    make_organization,
    make_representatives,
    person,
)


def link_to(db, address):
    mail = db.scalars(
        select(Message)
        .where(Message.template == "protocol/invitation", Message.to == address)
        .order_by(Message.created_at.desc())
    ).first()
    return re.search(r"/en(/delegation/join/[\w-]+)", mail.body_text)[0]


def test_an_administrator_named_by_a_note_accepts_and_opens_the_account_of_a_delegate(db, sign_in):
    officer = make_account(Role.PROTOCOL_OFFICER)
    note = make_note("KE", administrator=("Ada", "ada@kenya.example"))
    desk = sign_in(officer)
    unsaid = desk.post(f"/en/protocol/notes/{note.id}/invite-administrator", data={})
    assert (unsaid.status_code, "Choose the language" in unsaid.text) == (422, True)
    sent = desk.post(f"/en/protocol/notes/{note.id}/invite-administrator", data={"language": "en"})
    assert sent.status_code == 302
    ada = make_account(email="ada@kenya.example")
    browser = sign_in(ada)
    page = link_to(db, "ada@kenya.example")
    assert "Kenya" in browser.get(page).text

    assert browser.post(page).headers["Location"].endswith("/delegation/KE")
    assert browser.get(page).status_code == 410

    actor = actor_for(ada)
    assert (actor.administers, actor.delegate_of) == ({"KE"}, {"KE"})
    asked = browser.post(
        "/en/delegation/KE/invite", data={"email": "dan@kenya.example", "language": "en"}
    )
    assert asked.status_code == 302
    dan = make_account(email="dan@kenya.example")
    sign_in(dan).post(link_to(db, "dan@kenya.example"))
    assert (actor_for(dan).administers, actor_for(dan).delegate_of) == (frozenset(), {"KE"})
    assert sign_in(dan).get("/en/delegation/KE").status_code == 200
    assert sign_in(dan).get("/en/delegation/KE/invite").status_code == 403
    assert sign_in(dan).get("/en/delegation/UG").status_code == 404
    assert browser.get("/en/protocol/states/KE").status_code == 403


def test_only_the_invited_address_accepts_and_no_member_of_the_staff(db):
    administrator = make_administrator("KE")
    state = queries.get_state("KE")
    sent = delegates.invite_delegate(
        state, actor=actor_for(administrator), email="dan@kenya.example", language="en"
    )
    staff = make_account(Role.REVIEWER, email="rev@office.example")
    other = delegates.invite_delegate(
        state, actor=actor_for(administrator), email="rev@office.example", language="en"
    )

    with pytest.raises(RuleViolation, match="another address"):
        delegates.accept_invitation(sent, actor=make_actor())
    with pytest.raises(RuleViolation, match="Staff"):
        delegates.accept_invitation(other, actor=actor_for(staff))
    with pytest.raises(RuleViolation, match="invited already"):
        delegates.invite_delegate(
            state, actor=actor_for(administrator), email="DAN@kenya.example", language="fr"
        )
    delegates.revoke_invitation(sent, actor=actor_for(administrator))
    with pytest.raises(RuleViolation, match="revoked"):
        delegates.accept_invitation(sent, actor=actor_for(make_account(email="dan@kenya.example")))


@pytest.mark.parametrize("state", [ShortTrackState.RECEIVED, ShortTrackState.CHECKED])
def test_a_note_that_is_not_recorded_names_no_administrator(db, state):
    note = make_note("KE", administrator=("Ada", "ada@kenya.example"), state=state)

    with pytest.raises(RuleViolation, match="recorded"):
        delegates.invite_administrator(note, actor=make_actor(Role.PROTOCOL_OFFICER), language="en")


def test_the_administrator_of_one_state_has_no_right_in_another(db):
    actor = actor_for(make_administrator("KE"))
    (other,) = make_representatives("UG")
    stranger = queries.get_state("UG")

    for permission in (Protocol.CONFIRM, Protocol.INVITE, Protocol.VIEW, Protocol.SEE_CONTACTS):
        assert can(actor, permission, queries.get_state("KE"))
        assert not can(actor, permission, stranger)
    with pytest.raises(NotAllowed):
        delegates.invite_delegate(stranger, actor=actor, email="a@b.example", language="en")
    with pytest.raises(NotAllowed):
        states.keep_name_back(other, actor=actor, kept_back=True)


def test_the_actor_is_read_by_one_query_whoever_it_is(db, count_queries):
    plain = make_account(leads=[make_organization()])
    delegate = make_delegate("KE", member_of=[make_organization()])
    make_delegate("FR", account=delegate)
    actor_for(delegate)  # statements are made once
    db.refresh(plain), db.refresh(delegate)

    with count_queries() as for_plain:
        assert actor_for(plain).delegate_of == frozenset()
    with count_queries() as for_delegate:
        actor = actor_for(delegate)

    assert (len(for_plain), len(for_delegate)) == (1, 1)
    assert "protocol_delegate" not in for_plain[0]
    assert actor.delegate_of == {"KE", "FR"}
    assert len(actor.belongs_to) == 1


def test_who_gets_a_role_of_the_staff_acts_for_no_state_while_it_lasts(db):
    account = make_delegate("KE")
    assert actor_for(account).delegate_of == {"KE"}

    with transaction(audited=False):
        account.role_names = [Role.REVIEWER.value]

    assert actor_for(account).delegate_of == frozenset()


def test_whoever_is_ended_or_erased_acts_for_the_state_no_more(db):
    administrator, delegate, erased = (
        make_administrator("KE"),
        make_delegate("KE"),
        make_delegate("KE"),
    )
    standing = db.scalars(select(Delegate).filter_by(account_id=delegate.id)).one()

    delegates.end_delegate(standing, actor=actor_for(administrator))
    with transaction(audited=False):
        departures.say_farewell(erased, {erased.email_key})

    assert [one.account for one in queries.acting_for("KE")] == [administrator]
    assert actor_for(delegate).delegate_of == frozenset()
    told = select(Message.to).where(Message.template == "protocol/delegate_ended")
    assert db.scalars(told).all() == [delegate.email]
    with pytest.raises(NotAllowed):
        delegates.end_delegate(
            db.scalars(select(Delegate).filter_by(account_id=administrator.id)).one(),
            actor=actor_for(make_delegate("KE")),
        )


def test_a_list_is_confirmed_as_it_was_read_and_not_otherwise(db, sign_in):
    administrator = make_administrator("KE")
    make_representatives("KE")
    browser = sign_in(administrator)
    seen = re.search(
        r'name="seen" type="hidden" value="(\w+)"', browser.get("/en/delegation/KE").text
    )[1]
    make_representatives("KE", person("Somebody Else"))

    stale = browser.post("/en/delegation/KE/confirm", data={"seen": seen})
    assert (stale.status_code, "changed meanwhile" in stale.text) == (409, True)
    assert queries.get_state("KE").confirmed_on is None
    seen = re.search(r'name="seen" type="hidden" value="(\w+)"', stale.text)[1]
    assert browser.post("/en/delegation/KE/confirm", data={"seen": seen}).status_code == 302
    assert queries.get_state("KE").confirmed_on == today()


def test_a_state_is_asked_once_a_year_and_nothing_is_ended(db):
    administrator = make_administrator("KE")
    with clock.moved_to(now() - timedelta(days=settings.confirmation_days())):
        make_representatives("KE")
        make_representatives("UG")  # nobody to ask
    make_administrator("FR")
    make_representatives("FR", person(from_day=date(2020, 1, 1)))  # recorded today, due in a year

    def asked():
        mail = select(Message.to).where(Message.template == "protocol/confirm_list")
        return db.scalars(mail).all()

    (task,) = tasks_of(actor_for(administrator))
    assert (task.count, task.arguments) == (1, {"state_code": "KE"})
    ask_confirmations()
    ask_confirmations()
    assert asked() == [administrator.email]
    assert queries.overdue_states(today()) == []

    with clock.moved_to(now() + timedelta(days=settings.confirmation_answer_days() + 1)):
        ask_confirmations()
        assert {row.place.code for row in queries.overdue_states(today())} == {"KE", "UG"}
        assert len(queries.in_office("KE", today())) == 1
        people = queries.in_office("KE", today())
        states.confirm_list("KE", actor=actor_for(administrator), seen=queries.fingerprint(people))
        assert {row.place.code for row in queries.overdue_states(today())} == {"UG"}
        assert tasks_of(actor_for(administrator))[0].count is None
    assert asked() == [administrator.email]


def test_whoever_was_deactivated_administers_no_delegation(db):
    account = make_administrator("KE")
    assert queries.state_rows(today(), ["KE"])[0].has_administrator

    with transaction(audited=False):
        account.deactivated_at = now()

    assert not queries.state_rows(today(), ["KE"])[0].has_administrator


def test_contacts_are_for_officers_and_the_state_s_own_administrator(db, sign_in):
    make_representatives("KE", person(email="pr@kenya.example", telephone="+254 700"))
    administrator, delegate = make_administrator("KE"), make_delegate("KE")
    officer = make_account(Role.PROTOCOL_OFFICER)

    def sees(account, page):
        return "pr@kenya.example" in sign_in(account).get(page).text

    assert sees(administrator, "/en/delegation/KE")
    assert sees(officer, "/en/protocol/states/KE")
    assert not sees(delegate, "/en/delegation/KE")


def test_a_mission_needs_a_source_and_a_day(db):
    officer = make_actor(Role.PROTOCOL_OFFICER)
    assert queries.get_state("KE").mission == Mission.UNKNOWN

    with pytest.raises(RuleViolation):
        states.note_mission("KE", actor=officer, mission=Mission.YES, source="", on=None)
    with pytest.raises(NotAllowed):
        states.note_mission("KE", actor=make_actor(), mission=Mission.NO, source="x", on=today())
    states.note_mission("KE", actor=officer, mission=Mission.YES, source="NV/3", on=today())
    kept = queries.get_state("KE")
    assert (kept.mission, kept.mission_source, kept.mission_on) == (Mission.YES, "NV/3", today())
    states.note_mission("KE", actor=officer, mission=Mission.UNKNOWN, source="x", on=today())
    assert queries.get_state("KE").mission_source is None


def test_the_standing_of_an_administrator_survives_a_second_invitation(db):
    administrator = make_administrator("KE", email="ada@kenya.example")
    sent = delegates.invite_delegate(
        queries.get_state("KE"),
        actor=actor_for(administrator),
        email="ada@kenya.example",
        language="en",
    )

    delegate = delegates.accept_invitation(sent, actor=actor_for(administrator))

    assert delegate.function == DelegateFunction.ADMINISTRATOR
    assert actor_for(administrator).administers == {"KE"}
