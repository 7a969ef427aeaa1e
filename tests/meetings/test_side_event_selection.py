"""Officers choose side events: conflicts, the balance, several at once, undoing, slots, files."""

from datetime import timedelta

import pytest
from sqlalchemy import select as select_rows
from sqlalchemy.exc import IntegrityError

from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.demo.meeting_builders import make_leader, make_online_meeting
from engagement.demo.meeting_paper_builders import make_officer
from engagement.demo.side_event_builders import make_side_event, make_slot, select
from engagement.home.queries import tasks_of
from engagement.mail.models import Message, MessageState
from engagement.meetings.commands import side_event_calls as calls
from engagement.meetings.commands import side_event_organizers as organizing
from engagement.meetings.commands import side_event_selection as selection
from engagement.meetings.commands import side_events as commands
from engagement.meetings.commands.side_event_selection import Verdict
from engagement.meetings.models import SideEventState
from engagement.meetings.queries import side_event_balance as balances
from engagement.meetings.queries import side_event_lists as lists
from engagement.meetings.side_event_permissions import SideEvents
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor
from tests.meetings.test_side_events import number_of


def mails(db, message, state=None):
    found = select_rows(Message).where(Message.template == f"meetings/{message}")
    return db.scalars(found.where(Message.state == state) if state else found).all()


class TestLists:
    @pytest.fixture(scope="class")
    @classmethod
    def proposals(cls, db):
        """Sent ones, a draft, and one that another organization shares, which is not sent."""
        meeting = make_online_meeting()
        shown, hidden = (make_side_event(meeting) for _ in range(2))
        draft = make_side_event(meeting, send=False)
        shared = make_side_event(meeting, send=False)
        other, _ = make_leader()
        organizing.name_organizer(shared, number_of(db, other), actor=actor_of(shared))
        return meeting, other, [shown, hidden, draft, shared]

    @pytest.mark.parametrize("roles", [[], *([each] for each in Role)], ids=str)
    def test_lists_hold_exactly_what_the_policy_allows(self, db, proposals, roles):
        meeting, other, every = proposals
        _shown, hidden, draft, _shared = every
        actor = make_actor(*roles, interest_in=[hidden.organization, other])

        listed = set(db.scalars(lists.handled_by(actor)))

        assert listed == {each for each in every if can(actor, SideEvents.VIEW, each)}
        assert {each.event for each in lists.proposals(actor, meeting)} == listed
        assert hidden not in listed and draft not in listed


def actor_of(event):
    return actor_for(make_account(leads=[event.organization]))


def test_pages_files_counts_and_mails_leave_out_proposals_of_a_conflict(db, sign_in):
    meeting = make_online_meeting()
    shown = make_side_event(meeting, title={"en": "Open meadows"})
    hidden = make_side_event(meeting, title={"en": "Zebra lagoons"})
    slot = make_slot(meeting)
    select(hidden, slot)
    officer = make_account(Role.MEETING_OFFICER, interest_in=[hidden.organization])
    browser = sign_in(officer)
    base = f"/en/meetings/{meeting.id}/side-events"

    for path in ("/desk", "/proposals.csv", "/slots", "/several?side_event="):
        ids = f"{shown.id}&side_event={hidden.id}" if path.endswith("=") else ""
        text = browser.get(f"{base}{path}{ids}", buffered=True).text
        assert "Zebra" not in text, path
        if path in {"/desk", "/proposals.csv"}:
            assert "Open meadows" in text
    assert "1 proposal" in browser.get(f"{base}/desk").text
    assert "Taken" in browser.get(f"{base}/slots").text
    assert browser.get(f"/en/meetings/side-events/{hidden.id}").status_code == 404
    assert browser.get(f"/en/meetings/side-events/{hidden.id}/slot").status_code == 404
    browser.post(
        f"{base}/several", data={"what": "decline", "side_event": str(hidden.id), "reason": "No."}
    )
    assert hidden.state is SideEventState.SELECTED
    with pytest.raises(NotAllowed):
        selection.give_slot(
            hidden, None, actor=make_actor(Role.MEETING_OFFICER, interest_in=[hidden.organization])
        )
    with moved_to(now() + timedelta(days=8)):
        tasks = {str(task.title): task.count for task in tasks_of(make_officer())}
    assert tasks["Side events to select"] == 1


def test_several_are_decided_on_with_a_reason_and_taken_back_unheard(db, sign_in):
    meeting = make_online_meeting()
    events = [make_side_event(meeting) for _ in range(3)]
    browser = sign_in(make_account(Role.MEETING_OFFICER))
    base = f"/en/meetings/{meeting.id}/side-events"
    ids = [str(each.id) for each in events]
    commands.withdraw_side_event(events[2], actor=actor_of(events[2]))

    looked_at = browser.get(f"{base}/several", query_string={"what": "decline", "side_event": ids})
    assert "Decline 2 side events" in looked_at.text and "Left out" in looked_at.text
    form = {"what": "decline", "side_event": ids[:2]}
    empty = browser.post(f"{base}/several", data=form | {"reason": ""})
    assert empty.status_code == 422 and events[0].state is SideEventState.SUBMITTED
    browser.post(f"{base}/several", data=form | {"reason": "There are too few rooms."})
    db.expire_all()
    assert {each.state for each in events[:2]} == {SideEventState.DECLINED}
    waiting = mails(db, "side_event_decided")
    assert len(waiting) == 2 and all(each.send_at > now() for each in waiting)
    assert "too few rooms" in waiting[0].body_text

    browser.post(f"{base}/several", data={"what": "reopen", "side_event": ids[:1]})
    db.expire_all()
    assert events[0].state is SideEventState.SUBMITTED
    assert len(mails(db, "side_event_decided", MessageState.RECALLED)) == 1
    assert len(mails(db, "side_event_decided")) == 2
    with moved_to(now() + timedelta(minutes=11)):
        selection.decide(Verdict.REOPEN, [events[1].id], actor=make_officer())
    told = [each.body_text for each in mails(db, "side_event_decided")]
    assert sum("was taken back" in each for each in told) == 1
    page = browser.get(
        f"{base}/several", query_string={"what": "select", "side_event": ids[:2]}
    ).text
    assert "The balance with these" in page and "Select 2 side events" in page


def test_the_balance_counts_organizations_and_never_few_people(db):
    meeting = make_online_meeting()
    africa = make_side_event(meeting, languages=("fr",), first_time=False)
    several = [make_side_event(meeting) for _ in range(3)]
    select(africa)
    found = lists.proposals(make_officer(), meeting)
    tables = {part.key: part for part in balances.balance(found, [several[0].id])}

    region = next(each for each in found if each.event is africa).region
    line = next(each for each in tables["region"].lines if each.value == region.value)
    assert (line.proposed, line.selected) == (
        sum(each.region is region for each in found),
        1,
    )
    first = {
        each.value: (each.proposed, each.selected, each.then) for each in tables["first"].lines
    }
    assert first == {"yes": (3, 0, 1), "no": (1, 1, 1)}
    french = next(each for each in tables["language"].lines if each.value == "fr")
    assert (french.proposed, french.selected, french.then) == (4, 1, 2)
    women, young = balances.speakers(found)
    assert (women.proposed, women.selected) == (50, None)
    assert young.proposed is None


def test_no_two_side_events_are_in_one_slot(db, sign_in):
    meeting = make_online_meeting()
    slot, spare = make_slot(meeting), make_slot(meeting)
    one, other = (select(make_side_event(meeting)) for _ in range(2))
    officer = make_officer()
    selection.give_slot(one, slot, actor=officer)
    with pytest.raises(RuleViolation, match="meanwhile"):
        selection.give_slot(other, slot, actor=officer)
    browser = sign_in(make_account(Role.MEETING_OFFICER))
    late = browser.post(f"/en/meetings/side-events/{other.id}/slot", data={"slot": str(slot.id)})
    assert late.status_code == 422 and "was given this slot meanwhile" in late.text
    with pytest.raises(RuleViolation):
        selection.give_slot(other, make_slot(make_online_meeting()), actor=officer)
    with pytest.raises(RuleViolation):
        calls.remove_slot(slot, actor=officer)
    selection.give_slot(one, spare, actor=officer)
    assert one.sequence == 2
    selection.give_slot(other, slot, actor=officer)
    waiting = [each for each in mails(db, "side_event_slot") if each.state != "recalled"]
    assert len(waiting) == 2  # the first hours of `one` were never heard of
    selection.decide(Verdict.REOPEN, [other.id], actor=officer)
    db.expire_all()
    assert other.slot_id is None

    @bookkeeping
    def past_the_command():
        other.state, other.slot_id = SideEventState.SELECTED, spare.id
        db.flush()

    with pytest.raises(IntegrityError):
        past_the_command()
