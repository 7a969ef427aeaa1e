"""The partnership committee: agenda, presence, quorum, votes, results, minutes."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from engagement.accounts.queries import get_account
from engagement.audit.models import AuditEvent
from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.invariants import DECLARED, offenders
from engagement.core.permissions import Role, can
from engagement.mail.models import Message
from engagement.mail.permissions import Mail
from engagement.organizations.commands.interests import declare_interest
from engagement.organizations.queries import actor_for
from engagement.screening.commands import committee as commands
from engagement.screening.commands import committee_items as items_of
from engagement.screening.commands import minutes as minuting
from engagement.screening.commands.committee_items import Ballot
from engagement.screening.levels import Level
from engagement.screening.models import (
    CaseAct,
    CaseHand,
    CaseOutcome,
    CaseState,
    ItemKind,
    ItemResult,
    MeetingState,
    Vote,
)
from engagement.screening.permissions import Committee
from engagement.screening.queries import committee as queries
from engagement.screening.queries import minutes, voting
from tests.factories import (
    make_account,
    make_actor,
    make_committee,
    make_committee_case,
    make_meeting,
    make_session,
)

READERS = {
    Role.COMMITTEE_MEMBER,
    Role.COMMITTEE_SECRETARY,
    Role.SCREENING_OFFICER,
    Role.PRIVATE_SECTOR_HEAD,
    Role.DIRECTOR,
    Role.LEGAL_ADVISER,
    Role.AUDITOR,
}


@pytest.fixture
def room(db):
    """The secretary and four members."""
    return make_committee(4)


def votes(members, *how):
    return {each.id: Ballot(vote) for each, vote in zip(members, how, strict=False)}


def vote_all(item, secretary, members, *how, **more):
    items_of.record_votes(item, votes(members, *how), actor=secretary)
    items_of.conclude_item(item, actor=secretary, **more)


def in_conflict(member, organization):
    """The member has declared an interest in it."""
    declare_interest(organization, actor=member, reason="A relative works there.")
    return actor_for(get_account(member.id))


def test_a_meeting_goes_from_plan_to_approved_minutes(db, room):
    secretary, members = room
    case = make_committee_case()
    meeting, (item,) = make_session(secretary, members, case)

    assert queries.result_for(case) is None
    dissent = Ballot(Vote.AGAINST, "Too early.")
    items_of.record_votes(item, {members[3].id: dissent}, actor=members[3])
    said = {"conditions": "An audit by May.", "notes": "Long."}
    vote_all(item, secretary, members[:3], *[Vote.FOR] * 3, **said)
    minuting.write_notes(meeting, actor=secretary, notes="The chair welcomed all.")
    commands.close_meeting(meeting, actor=secretary)

    outcome = queries.result_for(case)
    assert (outcome.result, outcome.conditions) == (ItemResult.ADOPTED, "An audit by May.")
    assert (outcome.tally.votes_for, outcome.tally.against) == (3, 1)
    assert (item.eligible, item.quorum, item.present) == (4, 3, 4)
    assert (case.state, case.outcome) == (CaseState.DECIDED, CaseOutcome.CONDITIONS)
    assert case.decided_by_id is None and meeting.reference in case.decision_reason
    draft = minutes.minutes_of(meeting)
    seen = minutes.digest_of(draft).hex()
    with pytest.raises(NotAllowed):
        minuting.approve_minutes(meeting, actor=members[1], seen=seen)
    minuting.write_notes(meeting, actor=secretary, notes="The chair welcomed everybody.")
    with pytest.raises(RuleViolation, match="changed while you read"):
        minuting.approve_minutes(meeting, actor=members[0], seen=seen)
    seen = minutes.digest_of(minutes.minutes_of(meeting)).hex()
    minuting.approve_minutes(meeting, actor=members[0], seen=seen)

    assert meeting.state is MeetingState.APPROVED
    assert meeting.minutes["present"] == [each.name for each in members]
    (written,) = meeting.minutes["items"]
    assert written["votes"][3] == {"name": "Member D", "vote": "against", "dissent": "Too early."}
    with pytest.raises(RuleViolation):
        minuting.write_notes(meeting, actor=secretary, notes="No.")
    chair_mail = db.scalars(select(Message).filter_by(template="screening/committee_minutes")).one()
    assert chair_mail.person_id == members[0].id
    assert no_invariant_is_broken()


def no_invariant_is_broken():
    wanted = [each for name, each in DECLARED.items() if "committee" in name]
    assert len(wanted) >= 6
    return not any(offenders(each) for each in wanted)


def test_a_vote_without_a_quorum_is_refused_and_with_one_it_counts(db, room):
    secretary, members = room
    case = make_committee_case()
    meeting, (item,) = make_session(secretary, members, case, present=2)

    for attempt in (
        lambda: items_of.record_votes(item, votes(members[:1], Vote.FOR), actor=members[0]),
        lambda: items_of.conclude_item(item, actor=secretary),
    ):
        with pytest.raises(RuleViolation, match=r"no quorum.*3 members.*there are 2"):
            attempt()
    assert voting.votes_on(item) == []

    commands.note_presence(meeting, actor=secretary, people=[each.id for each in members[:3]])
    items_of.record_votes(item, votes(members[:2], Vote.FOR, Vote.FOR), actor=secretary)
    with pytest.raises(RuleViolation, match="have not voted: Member C"):
        items_of.conclude_item(item, actor=secretary)
    with pytest.raises(RuleViolation, match="Who has voted was present"):
        commands.note_presence(meeting, actor=secretary, people=[members[2].id])
    vote_all(item, secretary, members[2:3], Vote.AGAINST)
    assert item.result is ItemResult.ADOPTED


@pytest.mark.parametrize(
    ("how", "result"),
    [
        ((Vote.FOR, Vote.FOR, Vote.AGAINST, Vote.AGAINST), ItemResult.NOT_ADOPTED),
        ((Vote.FOR, Vote.ABSTAIN, Vote.ABSTAIN, Vote.ABSTAIN), ItemResult.ADOPTED),
        ((Vote.ABSTAIN,) * 4, ItemResult.NOT_ADOPTED),
        ((Vote.AGAINST, Vote.FOR, Vote.FOR, Vote.ABSTAIN), ItemResult.ADOPTED),
    ],
)
def test_the_majority_of_votes_cast_decides_and_a_tie_is_not_adopted(db, room, how, result):
    secretary, members = room
    _meeting, (item,) = make_session(secretary, members, make_committee_case())

    vote_all(item, secretary, members, *how)

    assert item.result is result


def test_a_member_in_conflict_sees_nothing_of_it_and_does_not_count(db, room):
    secretary, members = room
    case, other = make_committee_case(), make_committee_case(Level.EXCLUDED)
    meeting, (item, confirmed) = make_session(secretary, members, case, other)
    kept = in_conflict(members[3], case.organization)

    quorum = voting.quorum_of(item, voting.members(meeting), voting.present_ids(meeting))
    assert (quorum.eligible, quorum.needed, len(quorum.present)) == (3, 3, 3)
    assert not can(kept, Committee.VIEW_ITEM, item)
    assert queries.agenda(meeting, kept) == [confirmed]
    with pytest.raises(NotAllowed):
        items_of.record_votes(item, votes([kept], Vote.FOR), actor=kept)
    with pytest.raises(RuleViolation, match="Only members who are present"):
        items_of.record_votes(item, votes([kept], Vote.FOR), actor=secretary)
    vote_all(item, secretary, members[:3], Vote.FOR, Vote.FOR, Vote.FOR)
    recorded = {vote.person_id: vote.vote for vote in voting.votes_on(item)}
    assert recorded[kept.id] is Vote.RECUSED
    whole = minutes.minutes_of(meeting)
    assert case.reference in str(whole)
    assert case.reference not in str(minutes.for_reader(whole, kept))
    assert other.reference in str(minutes.for_reader(whole, kept))
    assert no_invariant_is_broken()


def test_whoever_took_part_in_the_case_has_no_vote(db, room):
    secretary, members = room
    case = make_committee_case()
    took_part(case, members[1])
    meeting, (item,) = make_session(secretary, members, case)

    assert can(members[1], Committee.VIEW_ITEM, item)
    assert not can(members[1], Committee.VOTE, item)
    quorum = voting.quorum_of(item, voting.members(meeting), voting.present_ids(meeting))
    assert quorum.eligible == 3
    assert [each.id for each in quorum.recused] == [members[1].id]


@bookkeeping
def took_part(case, actor):
    case.hands.append(CaseHand(person_id=actor.id, act=CaseAct.RATED, since=now()))


def test_a_member_finds_a_conflict_and_is_recused(db, room):
    secretary, members = room
    case = make_committee_case()
    _meeting, (item,) = make_session(secretary, members, case)
    items_of.record_votes(item, votes(members[3:], Vote.FOR), actor=members[3])

    items_of.recuse(item, actor=members[3], reason="My brother works there.")

    person = next(each.account for each in voting.members() if each.id == members[3].id)
    assert case.organization_id in actor_for(person).conflicts
    vote_all(item, secretary, members[:3], Vote.FOR, Vote.FOR, Vote.AGAINST)
    assert queries.result_for(case).tally == voting.Tally(2, 1, 0, 1)


def test_what_the_committee_does_follows_from_the_case(db, room):
    secretary, members = room
    meeting = make_meeting(secretary, members[0])
    kinds = {}
    for level in (Level.HIGH, Level.EXCLUDED, Level.SUBSTANTIAL):
        case = make_committee_case(level)
        assert case in queries.waiting(secretary)
        kinds[level] = items_of.add_item(meeting, case, actor=secretary).kind
        assert case not in queries.waiting(secretary)
        with pytest.raises(RuleViolation, match="is on an agenda already"):
            items_of.add_item(meeting, case, actor=secretary)
    assert kinds == {
        Level.HIGH: ItemKind.DECIDE,
        Level.EXCLUDED: ItemKind.CONFIRM,
        Level.SUBSTANTIAL: ItemKind.NOTE,
    }
    low = make_committee_case(Level.LOW)
    assert low not in queries.waiting(secretary)
    with pytest.raises(RuleViolation, match="does not wait"):
        items_of.add_item(meeting, low, actor=secretary)


def test_a_stop_is_confirmed_or_lifted_and_a_refusal_decides(db, room):
    secretary, members = room
    stopped, lifted = make_committee_case(Level.EXCLUDED), make_committee_case(Level.EXCLUDED)
    high = make_committee_case()
    _meeting, items = make_session(secretary, members, stopped, lifted, high)
    yes, no = [Vote.FOR] * 4, [Vote.AGAINST] * 4

    for item, how in zip(items, (yes, no, no), strict=True):
        vote_all(item, secretary, members, *how)

    assert (stopped.state, stopped.outcome) == (CaseState.DECIDED, CaseOutcome.EXCLUDED)
    assert (lifted.state, lifted.outcome) == (CaseState.OPEN, None)
    assert (high.state, high.outcome) == (CaseState.DECIDED, CaseOutcome.REFUSED)


def test_an_item_to_note_needs_no_quorum_and_no_vote(db, room):
    secretary, members = room
    case = make_committee_case(Level.SUBSTANTIAL)
    meeting, (item,) = make_session(secretary, members, case, present=1)

    with pytest.raises(RuleViolation, match="nobody votes"):
        items_of.record_votes(item, votes(members[:1], Vote.FOR), actor=members[0])
    with pytest.raises(RuleViolation, match="no result yet"):
        commands.close_meeting(meeting, actor=secretary)
    items_of.conclude_item(item, actor=secretary)
    commands.close_meeting(meeting, actor=secretary)

    assert (item.result, item.case.state) == (ItemResult.NOTED, CaseState.RATED)


def test_a_postponed_case_waits_again_and_a_cancelled_meeting_lets_all_go(db, room):
    secretary, members = room
    case, other = make_committee_case(), make_committee_case()
    meeting = make_meeting(secretary, members[0])
    item = items_of.add_item(meeting, case, actor=secretary)
    items_of.add_item(meeting, other, actor=secretary)
    items_of.postpone_item(item, actor=secretary, notes="Papers are missing.")
    assert case in queries.waiting(secretary) and other not in queries.waiting(secretary)

    commands.invite_members(meeting, actor=secretary)
    commands.cancel_meeting(meeting, actor=secretary, reason="The room is flooded.")

    assert set(queries.waiting(secretary)) == {case, other}
    assert queries.next_meeting() is None
    mails = db.scalars(select(Message).filter_by(template="screening/committee_cancelled")).all()
    assert len(mails) == 4


def test_invitations_name_what_their_reader_may_see_and_nobody_else_reads_them(db, room):
    secretary, members = room
    case, other = make_committee_case(), make_committee_case()
    meeting = make_meeting(secretary, members[0])
    for each in (case, other):
        items_of.add_item(meeting, each, actor=secretary)
    in_conflict(members[3], case.organization)

    assert commands.invite_members(meeting, actor=secretary) == 4

    mails = {mail.person_id: mail for mail in db.scalars(select(Message))}
    assert case.reference in mails[members[1].id].body_text
    assert "Nairobi" in mails[members[1].id].body_text
    assert case.reference not in mails[members[3].id].body_text
    assert other.reference in mails[members[3].id].body_html
    assert not can(make_actor(Role.AUDITOR), Mail.READ, mails[members[1].id])
    data = commands.MeetingData(
        now() + timedelta(days=9), "Europe/Paris", "Online", None, members[0].id, secretary.id
    )
    commands.change_meeting(meeting, data, actor=secretary)
    moved = db.scalars(select(Message).filter_by(template="screening/committee_moved")).all()
    assert len(moved) == 4 and "Paris" in moved[0].body_text


def test_who_chairs_and_who_keeps_the_record(db, room):
    secretary, members = room
    case = make_committee_case()
    meeting = make_meeting(secretary, members[0])
    in_conflict(members[0], case.organization)

    with pytest.raises(RuleViolation, match="kept from this case"):
        items_of.add_item(meeting, case, actor=secretary)
    with pytest.raises(RuleViolation, match="chair is not noted"):
        commands.open_meeting(meeting, actor=secretary)
    unfit = commands.MeetingData(
        meeting.starts_at, "Africa/Nairobi", "Room", None, secretary.id, secretary.id
    )
    with pytest.raises(RuleViolation, match="Choose the chair"):
        commands.change_meeting(meeting, unfit, actor=secretary)
    with pytest.raises(NotAllowed):
        commands.plan_meeting(unfit, actor=members[0])
    with moved_to(now() + timedelta(days=8)), pytest.raises(RuleViolation, match="is over"):
        commands.plan_meeting(
            commands.MeetingData(
                meeting.starts_at, "Africa/Nairobi", "Room", None, members[1].id, secretary.id
            ),
            actor=secretary,
        )


def test_the_chair_who_was_recused_does_not_approve_and_another_member_does(db, room):
    secretary, members = room
    case = make_committee_case()
    meeting, (item,) = make_session(secretary, members, case)
    items_of.recuse(item, actor=members[0], reason="My sister works there.")
    vote_all(item, secretary, members[1:], Vote.FOR, Vote.FOR, Vote.FOR)
    commands.close_meeting(meeting, actor=secretary)
    chair = actor_for(meeting.chair)
    seen = minutes.digest_of(minutes.minutes_of(meeting)).hex()

    with pytest.raises(RuleViolation, match="recused from an item"):
        minuting.approve_minutes(meeting, actor=chair, seen=seen)
    data = commands.MeetingData(
        meeting.starts_at, meeting.zone, "Elsewhere", None, members[1].id, secretary.id
    )
    commands.change_meeting(meeting, data, actor=secretary)
    assert (meeting.chair_id, meeting.place) == (members[1].id, "Room 4")
    seen = minutes.digest_of(minutes.minutes_of(meeting)).hex()
    minuting.approve_minutes(meeting, actor=members[1], seen=seen)
    assert meeting.state is MeetingState.APPROVED


def test_the_database_itself_takes_no_result_without_a_quorum(db, room):
    secretary, members = room
    _meeting, (item,) = make_session(secretary, members, make_committee_case())

    with pytest.raises(IntegrityError, match="voted_with_a_quorum"):
        adopt(item, secretary)


@bookkeeping
def adopt(item, secretary):
    item.result, item.concluded_at, item.concluded_by_id = ItemResult.ADOPTED, now(), secretary.id
    item.eligible, item.quorum, item.present = 4, 3, 2


def test_lists_and_pages_of_the_committee_hold_what_the_policies_allow(db, room, sign_in):
    secretary, members = room
    shown, hidden = make_committee_case(), make_committee_case()
    meeting, (item, kept) = make_session(secretary, members, shown, hidden)
    for role in Role:
        account = make_account(role, interest_in=[hidden.organization])
        actor, reads = actor_for(account), role in READERS

        assert set(db.scalars(queries.visible_to(actor))) == ({meeting} if reads else set())
        listed = set(db.scalars(queries.items_visible_to(actor)))
        assert listed == {one for one in (item, kept) if can(actor, Committee.VIEW_ITEM, one)}
        if role not in {Role.DIRECTOR, Role.AUDITOR, Role.COMMITTEE_MEMBER, Role.REVIEWER}:
            continue
        browser = sign_in(account)
        assert browser.get("/en/committee").status_code == (200 if reads else 403)
        assert ('href="/en/committee"' in browser.get("/en/home").text) == reads
        page = browser.get(f"/en/committee/{meeting.id}")
        assert page.status_code == (200 if reads else 404)
        assert (shown.reference in page.text) == reads
        assert hidden.reference not in page.text
        assert browser.get(f"/en/committee/items/{kept.id}").status_code == 404
        assert browser.get(f"/en/committee/items/{item.id}").status_code == (200 if reads else 404)


def test_an_auditor_reads_meetings_of_the_period_alone(db, room):
    secretary, members = room
    meeting, _items = make_session(secretary, members, make_committee_case())
    day = (now() - timedelta(days=400)).date()
    actor = make_actor(Role.AUDITOR, engaged={"cases_from": day, "cases_to": day})

    assert db.scalars(queries.visible_to(actor)).all() == []
    assert not can(actor, Committee.VIEW, meeting)


def test_events_of_items_carry_the_organization_and_those_of_meetings_name_none(db, room):
    secretary, members = room
    case = make_committee_case()
    _meeting, (item,) = make_session(secretary, members, case)
    vote_all(item, secretary, members, *[Vote.FOR] * 4)

    for event in db.scalars(select(AuditEvent).where(AuditEvent.action.like("screening:%"))):
        if event.action.startswith("screening:item"):
            assert event.about_organization_id == case.organization_id
        else:
            assert case.reference not in str(event.data)


def test_the_committee_meets_in_the_browser(db, room, sign_in):
    secretary, members = room
    case, day = make_committee_case(), (now() + timedelta(days=9)).date()
    desk = sign_in(get_account(secretary.id))
    typed = {
        "day-day": day.day,
        "day-month": day.month,
        "day-year": day.year,
        "clock": "١٤:٣٠",
        "zone": "Europe/Paris",
        "place": "Online",
        "link": "",
        "chair": str(members[0].id),
        "secretary": str(secretary.id),
    }
    wrong = desk.post("/en/committee/new", data=typed | {"clock": "25:00", "chair": ""})
    assert wrong.status_code == 422
    assert "14:30" in wrong.text and 'value="25:00"' in wrong.text
    path = desk.post("/en/committee/new", data=typed).headers["Location"]
    (meeting,) = db.scalars(queries.visible_to(secretary))
    assert "14:30 (Paris)" in desk.get(path).text
    assert case.reference in desk.get(f"{path}/add-item").text
    assert desk.post(f"{path}/add-item", data={"case": str(case.id)}).status_code == 302
    assert "chair is not noted" in desk.post(f"{path}/open-meeting").text
    few = [str(each.id) for each in members[:2]]
    assert desk.post(f"{path}/presence", data={"people": few}).status_code == 302
    assert desk.post(f"{path}/open-meeting").status_code == 302
    (item,) = queries.agenda(meeting, secretary)
    page = f"/en/committee/items/{item.id}"
    rows = {f"vote_{each.id.hex}": "for" for each in members[:2]}

    for act, data in (("record-votes", rows), ("conclude-item", {"notes": "We talked."})):
        refused = desk.post(f"{page}/{act}", data=data)
        assert refused.status_code == 422
        assert "There is no quorum, so no vote counts" in refused.text
    assert "We talked." in refused.text

    everybody = [str(each.id) for each in members[:3]]
    desk.post(f"{path}/presence", data={"people": everybody})
    assert desk.post(f"{page}/record-votes", data=rows).status_code == 302
    own = sign_in(get_account(members[2].id))
    assert "Your vote" in own.get(page).text
    assert own.post(f"{page}/vote", data={}).status_code == 422
    assert own.post(f"{page}/vote", data={"vote": "against", "dissent": "No."}).status_code == 302
    assert desk.post(f"{page}/conclude-item", data={"conditions": "Yes."}).status_code == 302
    assert "2 for, 1 against" in own.get(page).text
    assert desk.post(f"{path}/close-meeting").status_code == 302
    chair = sign_in(get_account(members[0].id))
    draft = chair.get(f"{path}/minutes").text
    assert "This is a draft" in draft and "No." in draft
    assert desk.post(f"{path}/minutes/approve", data={}).status_code == 403
    assert chair.post(f"{path}/minutes/approve", data={"seen": "x"}).status_code == 422
    seen = minutes.digest_of(minutes.minutes_of(meeting)).hex()
    assert chair.post(f"{path}/minutes/approve", data={"seen": seen}).status_code == 302
    assert seen in chair.get(f"{path}/minutes/print").text


def test_a_member_is_told_of_the_next_meeting_and_of_items_without_their_vote(db, room):
    secretary, members = room
    cases = [make_committee_case(), make_committee_case(Level.SUBSTANTIAL)]
    planned = make_meeting(secretary, members[0])
    assert queries.coming(members[0]) == []
    commands.invite_members(planned, actor=secretary)
    meeting, (item, _note) = make_session(secretary, members, *cases)

    assert set(queries.coming(members[0])) == {planned, meeting}
    assert queries.coming(secretary) == []
    assert queries.to_vote_on(meeting, members[0]) == 1
    items_of.record_votes(item, votes(members[:1], Vote.FOR), actor=members[0])
    assert queries.to_vote_on(meeting, members[0]) == 0
    assert queries.to_vote_on(meeting, in_conflict(members[1], cases[0].organization)) == 0
