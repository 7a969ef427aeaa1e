"""Acts on several registrations: what is done, what is left out, what is sent when, undoing."""

import re
from datetime import timedelta

import pytest

from engagement.accounts.models import Account
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import (
    make_nominations,
    make_online_meeting,
    make_registration,
)
from engagement.mail.models import Message, MessageState
from engagement.meetings import settings
from engagement.meetings.commands import bulk, deciding, leaving
from engagement.meetings.models import (
    ApprovalRule,
    BulkAct,
    BulkKind,
    CategoryKind,
    RegistrationState,
)
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor

S = RegistrationState
WORDS = bulk.Words(reason="No seat for الشباب", subject="Room", text="Come at 9.", language="en")


def make_meeting(**values):
    return make_online_meeting(category={"approval": ApprovalRule.BY_OFFICER}, **values)


@pytest.fixture
def officer(db):
    return actor_for(make_account(Role.MEETING_OFFICER))


def mails(db, registration, template):
    found = db.query(Message).filter_by(about_id=registration.id, template=f"meetings/{template}")
    return found.order_by(Message.created_at).all()


def states(registrations):
    return [each.state for each in registrations]


def test_each_is_approved_or_left_out_with_a_reason(db, officer):
    meeting = make_meeting(places=1)
    first, second = (make_registration(meeting) for _ in range(2))
    draft = make_registration(meeting, send=False)
    own = make_registration(meeting, account=db.get_one(type(first.person), officer.id))
    act = bulk.act(BulkKind.APPROVE, [first, second, draft, own], meeting=meeting, actor=officer)

    assert states([first, second, draft, own]) == [S.CONFIRMED, S.WAITING, S.DRAFT, S.SUBMITTED]
    assert act.outcome_of(str(first.id)).after == "confirmed"
    assert act.outcome_of(str(draft.id)).refusal == "Its state does not allow it: Not sent yet."
    assert "somebody else" in act.outcome_of(str(own.id)).refusal
    actions = {each.action: each.data for each in db.query(AuditEvent).filter_by(subject_id=act.id)}
    assert actions["meetings:bulk:begun"]["count"] == 4
    assert actions["meetings:bulk:done"] == {"done": 2, "left": 2}


def test_nobody_decides_on_the_own_registration_in_any_way(db, officer):
    meeting, colleague = make_meeting(places=1), make_actor(Role.MEETING_OFFICER)
    own = make_registration(meeting, account=db.get_one(Account, officer.id))
    deciding.approve(own, actor=colleague)
    with pytest.raises(RuleViolation, match="somebody else"):
        deciding.take_approval_back(own, actor=officer)
    deciding.refuse(own, actor=colleague, reason="No seat.")
    with pytest.raises(RuleViolation, match="somebody else"):
        deciding.reopen(own, actor=officer)
    first = make_registration(meeting)
    deciding.approve(first, actor=colleague)
    deciding.reopen(own, actor=colleague)
    leaving.withdraw(first, actor=actor_for(first.person))
    assert own.offered_until is not None
    with pytest.raises(RuleViolation, match="somebody else"):
        leaving.extend_offer(own, actor=officer, hours=24)


def test_mails_of_decisions_leave_after_the_time_to_undo(db, officer, time_machine):
    meeting = make_meeting(places=5)
    registration = make_registration(meeting)
    begun = now()
    act = bulk.act(BulkKind.APPROVE, [registration], meeting=meeting, actor=officer)
    (mail,) = mails(db, registration, "confirmed")

    assert mail.send_at == act.undo_until >= begun + timedelta(minutes=settings.undo_minutes())
    bulk.undo(act, actor=officer)
    bulk.undo(act, actor=officer)
    assert (registration.state, registration.approved_at) == (S.SUBMITTED, None)
    assert meeting.categories[0].taken == 0
    assert mail.state is MessageState.RECALLED
    later = [each for each in mails(db, registration, "submitted") if each.send_at > begun]
    assert {each.state for each in later} <= {MessageState.RECALLED}

    again = bulk.act(BulkKind.APPROVE, [registration], meeting=meeting, actor=officer)
    time_machine.move_to(again.undo_until + timedelta(seconds=1))
    with pytest.raises(RuleViolation):
        bulk.undo(again, actor=officer)
    assert registration.state is S.CONFIRMED


def test_a_refusal_is_taken_back_unless_the_person_has_moved_on(db, officer):
    meeting = make_meeting(places=5)
    back, place_gone, left = (make_registration(meeting) for _ in range(3))
    bulk.act(BulkKind.APPROVE, [back], meeting=meeting, actor=officer)
    act = bulk.act(
        BulkKind.REFUSE, [back, left, place_gone], meeting=meeting, actor=officer, words=WORDS
    )
    assert states([back, left, place_gone]) == [S.REFUSED] * 3
    assert [each.refusal for each in (back, left)] == [WORDS.reason] * 2
    anew = make_registration(meeting, account=left.person)

    bulk.undo(act, actor=officer)
    assert states([back, place_gone, left, anew]) == [
        S.CONFIRMED,
        S.SUBMITTED,
        S.REFUSED,
        S.SUBMITTED,
    ]
    assert "registered for this meeting already" in act.undone_of(str(left.id)).refusal
    (mail,) = mails(db, back, "refused")
    assert mail.state is MessageState.RECALLED
    (mail,) = mails(db, left, "refused")
    assert mail.state is not MessageState.RECALLED


def test_a_place_given_on_meanwhile_stays_where_it_is_and_the_person_is_told(db, officer, sign_in):
    meeting = make_meeting(places=1)
    holder, next_in_line = (make_registration(meeting) for _ in range(2))
    bulk.act(BulkKind.APPROVE, [holder, next_in_line], meeting=meeting, actor=officer)
    act = bulk.act(BulkKind.REFUSE, [holder], meeting=meeting, actor=officer, words=WORDS)
    (offer,) = mails(db, next_in_line, "offered")
    assert offer.send_at <= now()
    leaving.accept_offer(next_in_line, actor=actor_for(next_in_line.person))

    bulk.undo(act, actor=officer)
    assert states([holder, next_in_line]) == [S.WAITING, S.CONFIRMED]
    assert mails(db, holder, "waiting")[-1].state is not MessageState.RECALLED
    assert meeting.categories[0].taken == 1
    page = sign_in(db.get_one(type(holder.person), officer.id)).get(
        f"/en/meetings/bulk-acts/{act.id}"
    )
    assert "The place had been given on." in page.text


def test_messages_stand_in_each_person_s_envelope_and_offers_get_more_time(db, officer):
    meeting = make_meeting(places=1)
    french, waits = make_registration(meeting, language="fr"), make_registration(meeting)
    bulk.act(BulkKind.APPROVE, [french, waits], meeting=meeting, actor=officer)
    bulk.act(BulkKind.WRITE, [french, waits], meeting=meeting, actor=officer, words=WORDS)
    (letter,) = mails(db, french, "message")
    assert (letter.language, letter.subject) == ("fr", "Room")
    assert 'lang="en" dir="ltr"' in letter.body_html
    assert "Come at 9." in letter.body_text

    bulk.act(BulkKind.REFUSE, [french], meeting=meeting, actor=officer, words=WORDS)
    until = waits.offered_until
    act = bulk.act(
        BulkKind.EXTEND, [french, waits], meeting=meeting, actor=officer, words=bulk.Words(hours=5)
    )
    assert waits.offered_until == until + timedelta(hours=5)
    assert "No place is offered" in act.outcome_of(str(french.id)).refusal
    with pytest.raises(RuleViolation):
        bulk.undo(act, actor=officer)


def test_conflicts_of_interest_and_other_roles_keep_out(db, officer):
    meeting = make_meeting(kinds=(CategoryKind.ACCREDITED,))
    (nominated,) = make_nominations(meeting)
    concerned = make_actor(Role.MEETING_OFFICER, interest_in=[nominated.organization])
    act = bulk.act(BulkKind.APPROVE, [nominated], meeting=meeting, actor=concerned)
    assert nominated.approved_at is None
    assert act.outcome_of(str(nominated.id)).refusal == "You cannot work on this registration."
    with pytest.raises(NotAllowed):
        bulk.act(BulkKind.APPROVE, [nominated], meeting=meeting, actor=make_actor(Role.AUDITOR))


def test_undoing_goes_on_with_what_is_left(db, officer, sign_in):
    meeting = make_meeting(kinds=(CategoryKind.PUBLIC, CategoryKind.ACCREDITED))
    three = [make_registration(meeting) for _ in range(3)]
    (nominated,) = make_nominations(meeting)
    act = bulk.act(BulkKind.APPROVE, [*three, nominated], meeting=meeting, actor=officer)
    client = sign_in(db.get_one(type(three[0].person), officer.id))
    address = f"/en/meetings/bulk-acts/{act.id}"
    bulk.begin_undoing(act, actor=officer)
    bulk._take_back(act, three[0].id, actor=officer)  # then the worker dies
    page = client.get(address).text
    assert "3 registrations have not been undone." in page
    assert f"{address}/undo" in page

    concerned = make_actor(Role.MEETING_OFFICER, interest_in=[nominated.organization])
    bulk.undo(act, actor=concerned)
    assert states([*three, nominated]) == [S.SUBMITTED] * 3 + [S.CONFIRMED]
    assert act.undone_of(str(nominated.id)).refusal is None
    assert "1 registration has not been undone." in client.get(address).text
    client.post(f"{address}/undo")
    assert (nominated.state, act.left) == (S.SUBMITTED, [])
    page = client.get(address).text
    assert "It was undone" in page
    assert f"{address}/undo" not in page


def test_the_page_names_everybody_shows_the_letters_and_does_it_once(db, officer, sign_in):
    meeting = make_meeting(places=3)
    registrations = [make_registration(meeting, language=each) for each in ("en", "fr")]
    draft = make_registration(meeting, send=False)
    client = sign_in(db.get_one(type(draft.person), officer.id))
    address = f"/en/meetings/{meeting.id}/registrations/several"

    page = client.get(f"{address}?what=refuse&which=all&state=submitted").get_data(as_text=True)
    assert registrations[0].reference in page
    assert draft.reference not in page
    form = {
        "what": "refuse",
        "registration": [str(each.id) for each in (*registrations, draft)],
        "form_key": re.search(r'name="form_key"[^>]*value="([^"]+)', page)[1],
        "step": "check",
    }
    wrong = client.post(address, data=form)
    assert wrong.status_code == 422
    page = client.post(address, data=form | {"reason": "Too late <b>"}).get_data(as_text=True)
    assert page.count('class="letter"') == 2
    assert "Refuse 2 registrations" in page
    assert "Its state does not allow it" in page
    assert "Too late &lt;b&gt;" in page

    sent = form | {"reason": "Too late <b>", "step": "do"}
    first, twin = client.post(address, data=sent), client.post(address, data=sent)
    assert first.location == twin.location
    assert db.query(BulkAct).count() == 1
    page = client.get(first.location).get_data(as_text=True)
    assert "It was done with 2 registrations." in page
    assert "Undo" in page
    client.post(f"{first.location}/undo")
    assert states(registrations) == [S.SUBMITTED] * 2
    assert "It was undone" in client.get(first.location).get_data(as_text=True)
