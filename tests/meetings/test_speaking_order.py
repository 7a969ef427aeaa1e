"""The order of speakers: the rule holds after any sequence of acts, who was moved stays."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.meetings.models import OrderRule, SpeakerKind, SpeakerRank
from engagement.meetings.speaking_order import Waiting, by_rule, line_up, why

K, R = SpeakerKind, SpeakerRank
START = datetime(2026, 12, 1, 9, tzinfo=UTC)
PLACES = {kind: place for place, kind in enumerate(SpeakerKind, 1)} | {K.UN_BODY: 3}
KINDS = [K.MEMBER_STATE, K.SPECIALIZED_AGENCY, K.UN_BODY, K.MAJOR_GROUP, K.ACCREDITED]
acts = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.sampled_from(KINDS), st.sampled_from(R)),
        st.tuples(st.just("leave"), st.integers(0, 9), st.none()),
        st.tuples(st.just("call"), st.none(), st.none()),
        st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 9)),
    ),
    max_size=30,
)


def after(line, act, served, minute):
    """The line after one act, as the commands do it."""
    what, first, second = act
    if what == "ask":
        rank = second if first is K.MEMBER_STATE else None
        new = Waiting(minute, first, rank, START + timedelta(minutes=minute))
        return [*line, new]
    if what == "call" and line:
        served[line[0].kind] += 1
        return line[1:]
    if what == "leave" and line:
        return [one for place, one in enumerate(line) if place != first % len(line)]
    if what == "move" and line:
        moved, at = line[first % len(line)], second % len(line)
        rest = [one for one in line if one is not moved]
        rest.insert(at, Waiting(moved.id, moved.kind, moved.rank, moved.asked_at, moved=True))
        return [numbered(one, place) for place, one in enumerate(rest, 1)]
    return line


def numbered(one, place):
    return Waiting(one.id, one.kind, one.rank, one.asked_at, place, one.moved)


@pytest.mark.parametrize("rule", OrderRule)
@given(acts)
def test_the_rule_holds_for_any_sequence_of_acts_and_who_was_moved_holds_the_place(rule, sequence):
    line, served = [], Counter()
    for minute, act in enumerate(sequence):
        before = after(line, act, served, minute)
        line = line_up(before, rule, PLACES, served)
        kept = [one for one in before if one.position is not None]
        held = {one.id: place for place, one in enumerate(kept) if one.moved}
        assert {one.id for one in line} == {one.id for one in before}
        assert {one.id: place for place, one in enumerate(line) if one.moved} == held
        free = [one for one in line if not one.moved]
        assert free == by_rule(free[::-1], rule, PLACES, served)
        for one, other in pairwise(free):
            same = PLACES[one.kind] == PLACES[other.kind]
            if rule is OrderRule.TIME or (same and one.rank == other.rank):
                assert one.asked_at < other.asked_at
            elif rule is OrderRule.PROTOCOL:
                assert PLACES[one.kind] <= PLACES[other.kind]
        if line:
            reason = why(line, len(line) - 1, rule, PLACES)
            told = (reason.by_kind, reason.by_rank, reason.by_time, reason.by_officer)
            assert sum(told) + reason.in_turn == len(line) - 1
        line = [numbered(one, place) for place, one in enumerate(line, 1)]


def test_each_rule_calls_states_before_organizations_as_it_says():
    asked = [
        (K.ACCREDITED, None),
        (K.MEMBER_STATE, R.HEAD),
        (K.ACCREDITED, None),
        (K.MEMBER_STATE, R.MINISTER),
        (K.MAJOR_GROUP, None),
        (K.MEMBER_STATE, R.HEAD),
    ]
    waiting = [
        Waiting(place, kind, rank, START + timedelta(minutes=place))
        for place, (kind, rank) in enumerate(asked)
    ]

    def ordered(rule, **served):
        counts = {K(name): count for name, count in served.items()}
        return [one.id for one in line_up(waiting, rule, PLACES, counts)]

    assert ordered(OrderRule.PROTOCOL) == [3, 1, 5, 4, 0, 2]
    assert ordered(OrderRule.TIME) == [0, 1, 2, 3, 4, 5]
    assert ordered(OrderRule.TURNS) == [3, 4, 0, 1, 2, 5]
    assert ordered(OrderRule.TURNS, member_state=1) == [4, 0, 3, 2, 1, 5]
