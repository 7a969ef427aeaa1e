"""States compose delegations; others than who sent them check notes and credentials."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.demo import papers
from engagement.demo.delegation_builders import (
    make_delegation,
    make_meeting_of_states,
    make_members,
    scanned,
)
from engagement.demo.meeting_builders import category_of, details, nominee
from engagement.documents.keepers import kept_in
from engagement.home.queries import tasks_of
from engagement.mail.models import Message
from engagement.meetings.commands import delegations, nominating, registering
from engagement.meetings.models import (
    CategoryKind,
    CredentialsState,
    Delegation,
    DelegationFunction,
    Registration,
    RegistrationState,
)
from engagement.meetings.permissions import Delegations
from engagement.meetings.queries import delegations as queries
from engagement.meetings.queries.obstacles import Obstacle, obstacles
from engagement.meetings.queries.registrations import of_state
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor, make_administrator, make_delegate

S = RegistrationState
F = DelegationFunction
STATES = CategoryKind.MEMBER_STATE


def file(words="Note verbale"):
    return io.BytesIO(papers.page(words)), f"{words}.pdf"


def note(**values):
    number = {"number": "NV/1", "dated_on-day": "1", "dated_on-month": "1", "dated_on-year": "2026"}
    return number | {"file": file()} | values


def test_a_state_composes_sends_a_note_and_an_officer_approves_all_whom_it_names(db, sign_in):
    meeting = make_meeting_of_states(places=3)
    administrator = make_administrator("KE")
    browser = sign_in(administrator)
    page = f"/en/meetings/{meeting.id}/nominate"
    common = {"language": "en", "age_band": "adult", "position": ""}
    people = [("adviser", "Ali"), ("head", "Wangari"), ("representative", "Ngugi"), ("head", "Eve")]

    def sent(chosen):
        return {
            f"people-{place}-{name}": value
            for place, (function, person) in enumerate(chosen)
            for name, value in (
                common | {"name": person, "email": f"{person}@kenya.example", "function": function}
            ).items()
        }

    assert "Function in the delegation" in browser.get(page).text
    refused = browser.post(page, data=sent(people))
    assert (refused.status_code, "A delegation has one head." in refused.text) == (422, True)
    assert "Ngugi" in refused.text and db.scalar(select(Registration.id)) is None
    assert browser.post(page, data=sent([*people[:3], ("adviser", "Eve")])).status_code == 302
    members = of_state(meeting, "KE")
    assert [each.function for each in members] == [F.HEAD, F.REPRESENTATIVE, F.ADVISER, F.ADVISER]
    assert {each.state for each in members} == {S.SUBMITTED}
    assert obstacles(members[0]) == [Obstacle.NOTE]

    begun = browser.post(f"/en/meetings/{meeting.id}/delegations/new", data={"country": "KE"})
    address = begun.headers["Location"]
    assert browser.post(f"{address}/note", data=note(number="")).status_code == 422
    assert browser.post(f"{address}/note", data=note()).headers["Location"] == address
    assert "To be checked" in browser.get(address).text
    assert browser.get(f"{address}/check-note").status_code == 403
    delegation = db.scalars(select(Delegation)).one()
    officer = make_account(Role.PROTOCOL_OFFICER)
    assert "meetings.list_delegations" in {each.endpoint for each in tasks_of(actor_for(officer))}
    desk = sign_in(officer)
    assert "Wangari" in desk.get(f"{address}/check-note").text
    named = [str(each.id) for each in members if each.name != "Eve"]
    assert desk.post(f"{address}/check-note", data={"named": named}).headers["Location"] == address
    assert [each.state for each in members] == [*[S.CONFIRMED] * 3, S.SUBMITTED]
    assert delegation.note_checked_by_id == officer.id
    assert desk.post(f"{address}/check-note", data={"named": named}).status_code == 422
    assert queries.confirmed_by_state(meeting) == {"KE": 3}


def test_a_protocol_officer_enters_members_that_came_on_paper_and_another_approves_them(
    db, sign_in
):
    meeting = make_meeting_of_states()
    officer = make_account(Role.PROTOCOL_OFFICER)
    desk = sign_in(officer)
    page = f"/en/meetings/{meeting.id}/nominate"
    assert desk.get(f"{page}?state=XX").status_code == 404
    begun = desk.post(f"/en/meetings/{meeting.id}/delegations/new", data={"country": "MW"})
    address = begun.headers["Location"]
    assert f"{page}?state=MW" in desk.get(address).text
    row = {"name": "Chikondi", "email": "c@malawi.example", "function": "head", "language": "en"}
    row |= {"age_band": "adult", "position": ""}
    sent = desk.post(
        f"{page}?state=MW", data={f"people-0-{name}": value for name, value in row.items()}
    )
    assert sent.status_code == 302, sent.text
    assert "Chikondi" in desk.get(sent.headers["Location"]).text
    (member,) = of_state(meeting, "MW")
    assert (member.state, member.function) == (S.SUBMITTED, F.HEAD)

    (delegation,) = db.scalars(select(Delegation)).all()
    colleague, named = make_actor(Role.PROTOCOL_OFFICER), {member.id}
    data = delegations.NoteData("NV/1", delegation.created_at.date())
    delegations.send_note(delegation, data, actor=colleague, taken=papers.taken(papers.page("NV")))
    with pytest.raises(RuleViolation, match="entered members"):
        delegations.check_note(delegation, actor=actor_for(officer), named=named)
    third = make_actor(Role.PROTOCOL_OFFICER)
    assert delegations.check_note(delegation, actor=third, named=named) == [member]

    for role in (Role.MEETING_OFFICER, Role.REGIONAL_OFFICER):
        with pytest.raises(NotAllowed):
            nominating.nominate(member.category, [nominee()], actor=make_actor(role), country="MW")


def test_whoever_sent_a_paper_does_not_examine_it(db):
    meeting = make_meeting_of_states()
    one, other = (make_actor(Role.PROTOCOL_OFFICER) for _ in range(2))
    members = make_members(meeting)
    delegation = make_delegation(meeting, sender=one, credentials=True)
    ids = [each.id for each in members]
    with pytest.raises(RuleViolation):
        delegations.check_note(delegation, actor=one, named=ids)
    with pytest.raises(RuleViolation):
        delegations.examine_credentials(delegation, actor=one, in_order=True, note=None)
    assert queries.to_examine(one) == [] and queries.to_examine(other) == [delegation]
    for outsider in (make_actor(Role.MEETING_OFFICER), actor_for(make_administrator("FR"))):
        with pytest.raises(NotAllowed):
            delegations.check_note(delegation, actor=outsider, named=ids)
        with pytest.raises(NotAllowed):
            delegations.send_credentials(delegation, actor=outsider, taken=scanned())
    delegations.check_note(delegation, actor=other, named=ids)
    assert members[0].state is S.CONFIRMED

    @bookkeeping
    def check_oneself():
        delegation.note_checked_by_id = delegation.note_sent_by_id
        db.flush()

    with pytest.raises(IntegrityError), db.begin_nested():
        check_oneself()


def test_a_returned_note_is_told_with_its_reason_and_another_is_checked(db):
    meeting = make_meeting_of_states()
    administrator = make_administrator("KE")
    own, officer = actor_for(administrator), make_actor(Role.PROTOCOL_OFFICER)
    (head,) = make_members(meeting, administrator=own)
    delegation = make_delegation(meeting, sender=own)
    delegations.return_note(delegation, actor=officer, reason="The signature is missing.")
    mail = db.scalars(select(Message).filter_by(template="meetings/note_returned")).one()
    assert (mail.to, "The signature is missing." in mail.body_text) == (administrator.email, True)
    with pytest.raises(RuleViolation):
        delegations.check_note(delegation, actor=officer, named=[head.id])
    assert head.state is S.SUBMITTED
    again = delegations.NoteData(number="NV/2", dated_on=now().date())
    delegations.send_note(delegation, again, actor=own, taken=scanned())
    assert delegation.note_return_reason is None
    delegations.check_note(delegation, actor=officer, named=[head.id])
    assert head.state is S.CONFIRMED

    (late,) = make_members(meeting, F.ADVISER, administrator=own)
    assert obstacles(late) == [Obstacle.NOTE]
    with pytest.raises(RuleViolation):
        delegations.change_function(head, F.ADVISER, actor=own)
    delegations.change_function(head, F.DEPUTY_HEAD, actor=officer)
    delegations.change_function(late, F.HEAD, actor=own)
    assert queries.head_of(meeting, "KE") is late
    with pytest.raises(RuleViolation):
        delegations.change_function(head, F.HEAD, actor=officer)


def test_credentials_are_received_examined_and_counted(db, sign_in, time_machine):
    meeting = make_meeting_of_states()
    own = make_administrator("KE")
    delegation = make_delegation(meeting, sender=actor_for(own), note=False)
    address = f"/en/meetings/delegations/{delegation.id}"
    browser = sign_in(own)
    assert "Send the credentials" in browser.get(address).text
    assert browser.post(f"{address}/credentials", data={"file": file()}).status_code == 302
    assert delegation.credentials is CredentialsState.RECEIVED
    assert "Late" not in browser.get(address).text
    desk = sign_in(make_account(Role.PROTOCOL_OFFICER))
    examine = f"{address}/examine-credentials"
    assert desk.post(examine, data={"in_order": "no", "note": ""}).status_code == 422
    said = {"in_order": "no", "note": "Signed by an ambassador."}
    assert desk.post(examine, data=said).headers["Location"] == address
    assert "Signed by an ambassador." in browser.get(address).text
    mail = db.scalars(select(Message).filter_by(template="meetings/credentials_examined")).one()
    assert "not in due form" in mail.body_text and mail.to == own.email
    assert queries.states_in_order(meeting) == set()

    time_machine.move_to(meeting.starts_at + timedelta(hours=2))
    taken = scanned("Signed by the minister")
    delegations.send_credentials(delegation, actor=actor_for(own), taken=taken)
    assert delegation.credentials_received_at < queries.credentials_due(meeting)
    officer = make_actor(Role.PROTOCOL_OFFICER)
    delegations.examine_credentials(delegation, actor=officer, in_order=True, note=None)
    assert queries.states_in_order(meeting) == {"KE"}
    listed = sign_in(make_account(Role.MEETING_OFFICER))
    page = f"/en/meetings/{meeting.id}/delegations"
    assert "Kenya" in listed.get(f"{page}?credentials=in_order").text
    assert "No delegation here" in listed.get(f"{page}?credentials=none").text
    assert sign_in(own).get(page).status_code == 403


def test_papers_are_for_whoever_sees_the_delegation_and_for_nobody_else(db, sign_in):
    meeting = make_meeting_of_states()
    delegation = make_delegation(meeting)
    paper = delegation.papers[0]
    assert kept_in(paper.document) == [paper]
    path = f"/en/meetings/delegations/papers/{paper.id}"
    of_state_, of_another = make_delegate("KE"), make_administrator("FR")
    for account, status in (
        (of_state_, 200),
        (make_account(Role.MEETING_OFFICER), 200),
        (of_another, 404),
        (make_account(Role.REVIEWER), 404),
        (make_account(), 404),
    ):
        browser = sign_in(account)
        assert browser.get(f"/en/meetings/delegations/{delegation.id}").status_code == status
        assert browser.get(path).status_code == status
        assert browser.get(f"{path}/download").status_code == status
        listed = set(db.scalars(queries.visible_to(actor_for(account))))
        assert listed == ({delegation} if status == 200 else set())
        assert can(actor_for(account), Delegations.VIEW, delegation) is (status == 200)


def test_a_delegate_registers_oneself_for_the_state_and_waits_for_the_note(db):
    meeting = make_meeting_of_states()
    delegate = make_delegate("KE")
    category = category_of(meeting, STATES)
    with pytest.raises(NotAllowed):
        registering.register(
            category, details(country="FR"), account=delegate, actor=actor_for(delegate)
        )
    own = registering.register(
        category,
        details(country="KE", function=F.HEAD),
        account=delegate,
        actor=actor_for(delegate),
    )
    assert obstacles(own) == [Obstacle.NOTE]
    with pytest.raises(RuleViolation):
        make_members(meeting, F.HEAD)
    with pytest.raises(NotAllowed):
        nominating.nominate(category, [nominee()], actor=actor_for(delegate), country="KE")
    delegation = make_delegation(meeting)
    delegations.check_note(delegation, actor=make_actor(Role.PROTOCOL_OFFICER), named=[own.id])
    assert own.state is S.CONFIRMED


def test_a_near_deadline_waits_for_the_administrator_until_somebody_is_named(db):
    own = actor_for(make_administrator("KE"))
    meeting = make_meeting_of_states(category={"closes_at": now() + timedelta(days=3)})

    def asked():
        return [each for each in tasks_of(own) if each.endpoint == "meetings.nominate"]

    assert asked()[0].arguments == {"meeting_id": meeting.id, "state": "KE"}
    make_members(meeting, administrator=own)
    assert asked() == []
