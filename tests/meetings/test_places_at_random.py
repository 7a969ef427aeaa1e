"""Whatever people and officers do, in whatever order: never more places than there are."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import (
    make_leader,
    make_nominations,
    make_online_meeting,
    make_registration,
)
from engagement.meetings.commands import changing, deciding, leaving
from engagement.meetings.models import (
    ApprovalRule,
    CategoryKind,
    Mode,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries import quotas
from engagement.meetings.queries.meetings import is_over
from engagement.organizations.queries import actor_for
from tests.factories import make_actor
from tests.meetings.test_places import make_quota

S = RegistrationState
STEPS = 50
ACTS = "register", "nominate", "withdraw", "approve", "refuse", "reopen", "change", "wait"


@pytest.mark.parametrize("seed", range(3))
def test_places_quotas_and_order_hold_after_every_step(db, time_machine, seed):
    random, acts = Random(seed), Counter()
    meeting = make_online_meeting(
        places=4,
        kinds=(CategoryKind.ACCREDITED, CategoryKind.PUBLIC),
        per_organization=2,
        in_all=6,
        mode=Mode.HYBRID,
        category={"approval": ApprovalRule.BY_OFFICER if seed % 2 else ApprovalRule.AUTOMATIC},
    )
    make_quota(meeting, mode=Mode.ONLINE, places=4)
    officer = make_actor(Role.MEETING_OFFICER)
    leaders = [make_leader() for _ in range(3)]
    for _ in range(STEPS):
        acts[step(random, db, meeting, officer, leaders, time_machine)] += 1
        db.expire_all()
        holds(db, meeting)
    assert acts.total() > STEPS // 2, "most steps do something"


def step(random, db, meeting, officer, leaders, time_machine):
    """One act of somebody on something; the name of what was done, or "refused"."""
    there = db.scalars(select(Registration).filter_by(meeting_id=meeting.id)).all()
    one = random.choice(there) if there else None
    act = random.choice(ACTS)
    try:
        if act == "register" or one is None:
            make_registration(meeting, kind=CategoryKind.PUBLIC)
        elif act == "nominate":
            organization, leader = random.choice(leaders)
            make_nominations(meeting, 1, organization=organization, leader=leader)
        elif act == "withdraw":
            leaving.withdraw(one, actor=actor_for(one.person or one.nominated_by))
        elif act == "approve":
            deciding.approve(one, actor=officer)
        elif act == "refuse":
            deciding.refuse(one, actor=officer, reason="No")
        elif act == "reopen":
            deciding.reopen(one, actor=officer)
        elif act == "change":
            change_mode(one, officer)
        else:
            answer_or_wait(random, one, time_machine)
    except RuleViolation:
        return "refused"
    return act


def change_mode(one, officer):
    """Let somebody take part in the other way; where there is no room, it is asked for still."""
    asked = changing.open_change(one)
    if asked is None:
        other = Mode.IN_PERSON if one.mode is Mode.ONLINE else Mode.ONLINE
        person = actor_for(one.person or one.nominated_by)
        asked = changing.ask_change(one, {"mode": other}, actor=person, reason="Another way.")
    changing.accept_change(asked, actor=officer)


def answer_or_wait(random, one, time_machine):
    """Take an offer, decline it, or let its time pass."""
    if one.offered_until is None:
        raise RuleViolation
    person = actor_for(one.person or one.nominated_by)
    if random.random() < 0.5:
        leaving.accept_offer(one, actor=person)
    elif random.random() < 0.5:
        leaving.decline(one, actor=person)
    else:
        time_machine.shift(timedelta(hours=49))
        leaving.expire_offer(one)


def holds(db, meeting):
    """What is true at every moment."""
    there = db.scalars(select(Registration).filter_by(meeting_id=meeting.id)).all()
    holding = [each for each in there if each.holds_place]
    for category in meeting.categories:
        taken = sum(each.category_id == category.id for each in holding)
        assert category.taken == taken <= category.places
    assert len(holding) <= 6
    assert sum(each.mode is Mode.ONLINE for each in holding) <= 4
    by_organization = Counter(each.organization_id for each in holding if each.organization_id)
    assert max(by_organization.values(), default=0) <= 2
    numbers = [each.number for each in there if each.number]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    if not is_over(meeting):
        room = quotas.Room(meeting)
        for each in there:
            free = each.category.taken < each.category.places
            waits = each.state is S.WAITING and each.offered_until is None
            assert not (waits and free and room.is_there_for(each)), "a place is free for somebody"
