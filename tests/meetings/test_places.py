"""Who gets a place, who waits, who is offered one."""

from datetime import timedelta

import pytest

from engagement.accreditation.commands import status
from engagement.accreditation.models import AccreditationStatus
from engagement.audit.commands import record
from engagement.core import invariants
from engagement.core.clock import now
from engagement.core.db import bookkeeping, command
from engagement.core.db import db as database
from engagement.core.errors import RuleViolation
from engagement.core.permissions import SYSTEM, Role
from engagement.demo.case_builders import make_accreditation
from engagement.demo.meeting_builders import (
    make_leader,
    make_nominations,
    make_online_meeting,
    make_registration,
)
from engagement.meetings.commands import changing, deciding, leaving, lottery, standing
from engagement.meetings.commands.offering import fill
from engagement.meetings.commands.places import lot
from engagement.meetings.models import (
    ApprovalRule,
    CategoryKind,
    Mode,
    Quota,
    QuotaScope,
    RegistrationState,
    WaitingRule,
)
from engagement.meetings.queries.registrations import position
from engagement.organizations.queries import actor_for
from tests.factories import make_actor

S = RegistrationState


@command
def change_status(accreditation, to):
    record("test:status", accreditation, actor=SYSTEM)
    status.change_status(accreditation, to, reason_code="other")


@bookkeeping
def make_quota(meeting, **values):
    """Another quota of a meeting, of all who come in one way."""
    meeting.quotas.append(Quota(scope=QuotaScope.ALL, **values))
    database.session.flush()


def test_the_first_two_get_the_places_and_the_third_waits_with_a_position(db):
    meeting = make_online_meeting(places=2)
    registrations = [make_registration(meeting) for _ in range(4)]

    assert [each.state for each in registrations] == [
        S.CONFIRMED,
        S.CONFIRMED,
        S.WAITING,
        S.WAITING,
    ]
    assert [position(each) for each in registrations] == [None, None, 1, 2]
    assert [each.number for each in registrations] == [1, 2, 3, 4]
    assert meeting.categories[0].taken == 2


def test_a_freed_place_is_offered_to_the_first_in_line_and_then_to_the_next(db, time_machine):
    meeting = make_online_meeting(places=1)
    first, second, third = (make_registration(meeting) for _ in range(3))

    leaving.withdraw(first, actor=actor_for(first.person))
    assert (first.state, second.state) == (S.WITHDRAWN, S.WAITING)
    assert second.offered_until - now() > timedelta(hours=47)
    assert third.offered_until is None
    assert meeting.categories[0].taken == 1

    with pytest.raises(RuleViolation):
        leaving.expire_offer(second)
    time_machine.move_to(second.offered_until)
    with pytest.raises(RuleViolation):
        leaving.accept_offer(second, actor=actor_for(second.person))
    leaving.expire_offer(second)
    assert second.state is S.WITHDRAWN
    leaving.accept_offer(third, actor=actor_for(third.person))
    assert third.state is S.CONFIRMED
    assert meeting.categories[0].taken == 1


def test_nobody_who_comes_on_the_day_gets_past_those_who_wait(db, time_machine):
    meeting = make_online_meeting(places=1)
    meeting.categories[0].closes_at = meeting.ends_at
    first, second = (make_registration(meeting) for _ in range(2))
    time_machine.move_to(meeting.starts_at + timedelta(hours=1))

    leaving.withdraw(first, actor=actor_for(first.person))
    assert second.offered_until == meeting.ends_at
    late = make_registration(meeting)
    assert (late.state, position(late)) == (S.WAITING, 1)
    leaving.extend_offer(second, actor=make_actor(Role.MEETING_OFFICER), hours=5)
    assert second.offered_until == meeting.ends_at
    leaving.accept_offer(second, actor=actor_for(second.person))
    time_machine.move_to(meeting.ends_at)
    assert fill(meeting) == []


def test_the_sixth_of_an_organization_waits_and_takes_nobody_else_s_turn(db):
    meeting = make_online_meeting(places=20, kinds=(CategoryKind.ACCREDITED,), per_organization=5)
    organization, leader = make_leader()
    six = make_nominations(meeting, 6, organization=organization, leader=leader)
    (other,) = make_nominations(meeting, 1)

    assert [each.state for each in six] == [S.CONFIRMED] * 5 + [S.WAITING]
    assert position(six[-1]) == 1
    assert other.state is S.CONFIRMED

    leaving.withdraw(other, actor=actor_for(other.nominated_by))
    assert six[-1].offered_until is None
    leaving.withdraw(six[0], actor=leader)
    assert six[-1].offered_until is not None


def test_another_way_of_taking_part_counts_nobody_twice_and_frees_a_place(db):
    meeting = make_online_meeting(mode=Mode.HYBRID, in_all=2)
    make_quota(meeting, mode=Mode.IN_PERSON, places=1)
    officer = make_actor(Role.MEETING_OFFICER)
    there, waits = (make_registration(meeting, mode=Mode.IN_PERSON) for _ in range(2))
    online = make_registration(meeting)
    assert [each.state for each in (there, waits, online)] == [S.CONFIRMED, S.WAITING, S.CONFIRMED]

    def change(one, mode):
        asked = changing.ask_change(one, {"mode": mode}, actor=actor_for(one.person), reason="Ill.")
        changing.accept_change(asked, actor=officer)

    change(there, Mode.ONLINE)  # both places of the meeting are taken: one of them is this
    assert there.mode is Mode.ONLINE
    leaving.withdraw(online, actor=actor_for(online.person))
    assert waits.offered_until is not None
    late = make_registration(meeting, mode=Mode.IN_PERSON)
    leaving.withdraw(there, actor=actor_for(there.person))
    assert late.offered_until is None
    change(late, Mode.ONLINE)
    assert late.offered_until is not None


def test_lots_give_the_same_list_to_whoever_draws_again(db, time_machine):
    seed = lottery.new_seed()
    at = now() + timedelta(days=2)
    meeting = make_online_meeting(
        places=3, waiting_rule=WaitingRule.LOTTERY, lottery_at=at, lottery_seed=seed
    )
    entered = [make_registration(meeting) for _ in range(8)]
    assert {each.state for each in entered} == {S.WAITING}
    assert {position(each) for each in entered} == {None}
    with pytest.raises(RuleViolation):
        lottery.draw_lots(meeting, actor=SYSTEM)

    time_machine.move_to(at)
    lottery.draw_lots(meeting, actor=SYSTEM)
    again = sorted(range(1, 9), key=lambda number: lot(seed, number))
    assert [each.number for each in entered if each.state is S.CONFIRMED] == sorted(again[:3])
    waiting = sorted((each for each in entered if each.state is S.WAITING), key=position)
    assert [each.number for each in waiting] == again[3:]
    assert position(make_registration(meeting)) == 6
    with pytest.raises(RuleViolation):
        lottery.draw_lots(meeting, actor=SYSTEM)


def test_who_was_not_drawn_comes_behind_and_what_was_drawn_stays(db, time_machine):
    at = now() + timedelta(days=2)
    meeting = make_online_meeting(
        places=1,
        waiting_rule=WaitingRule.LOTTERY,
        lottery_at=at,
        lottery_seed=lottery.new_seed(),
        category={"approval": ApprovalRule.BY_OFFICER},
    )
    officer = make_actor(Role.MEETING_OFFICER)
    late, later, *entered = (make_registration(meeting) for _ in range(6))
    for each in entered:
        deciding.approve(each, actor=officer)
    time_machine.move_to(at)
    lottery.draw_lots(meeting, actor=SYSTEM)
    deciding.approve(later, actor=officer)
    deciding.approve(late, actor=officer)
    assert [position(later), position(late)] == [4, 5]

    drawn = sorted((each for each in entered if each.state is S.WAITING), key=position)
    deciding.take_approval_back(drawn[0], actor=officer)
    deciding.refuse(drawn[1], actor=officer, reason="No")
    deciding.reopen(drawn[1], actor=officer)
    deciding.approve(drawn[0], actor=officer)
    assert [position(each) for each in (*drawn, later, late)] == [1, 2, 3, 4, 5]
    shared = "no two registrations of a meeting share a place in line"
    assert invariants.offenders(invariants.DECLARED[shared]) == []


def test_a_suspended_organization_gets_no_new_place_and_keeps_its_place_in_line(db):
    meeting = make_online_meeting(places=1, kinds=(CategoryKind.ACCREDITED,))
    accreditation = make_accreditation()
    organization, leader = make_leader(accreditation.organization)
    (holds,) = make_nominations(meeting)
    first, second = make_nominations(meeting, 2, organization=organization, leader=leader)
    (other,) = make_nominations(meeting)

    leaving.withdraw(holds, actor=actor_for(holds.nominated_by))
    assert first.offered_until is not None
    change_status(accreditation, AccreditationStatus.SUSPENDED)
    with pytest.raises(RuleViolation):
        leaving.accept_offer(first, actor=leader)
    leaving.decline(first, actor=leader)
    assert (second.offered_until, position(second)) == (None, 1)
    leaving.decline(other, actor=actor_for(other.nominated_by))
    assert (second.state, meeting.categories[0].taken) == (S.WAITING, 0)

    change_status(accreditation, AccreditationStatus.ACTIVE)
    assert standing.review_registrations(organization.id) == 1
    leaving.accept_offer(second, actor=leader)
    assert second.state is S.CONFIRMED


def test_lots_of_a_suspended_organization_are_drawn_and_give_no_place(db, time_machine):
    at = now() + timedelta(days=2)
    meeting = make_online_meeting(
        places=2,
        kinds=(CategoryKind.ACCREDITED,),
        waiting_rule=WaitingRule.LOTTERY,
        lottery_at=at,
        lottery_seed=lottery.new_seed(),
    )
    accreditation = make_accreditation()
    organization, leader = make_leader(accreditation.organization)
    suspended = make_nominations(meeting, 3, organization=organization, leader=leader)
    (other,) = make_nominations(meeting)
    change_status(accreditation, AccreditationStatus.SUSPENDED)
    time_machine.move_to(at)
    lottery.draw_lots(meeting, actor=SYSTEM)
    assert other.state is S.CONFIRMED
    assert sorted(position(each) for each in suspended) == [1, 2, 3]
    assert meeting.categories[0].taken == 1
