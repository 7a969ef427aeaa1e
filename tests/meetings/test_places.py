"""Who gets a place, who waits, who is offered one."""

from datetime import timedelta

import pytest

from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.errors import RuleViolation
from engagement.core.permissions import SYSTEM, Role
from engagement.demo.meeting_builders import (
    make_leader,
    make_nominations,
    make_online_meeting,
    make_registration,
)
from engagement.meetings.commands import changing, leaving, lottery
from engagement.meetings.commands.places import lot
from engagement.meetings.models import (
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
