"""No count below five, and none from which such a count follows."""

from hypothesis import given
from hypothesis import strategies as some

from engagement.core.small_numbers import shown_groups, shown_parts, shown_share

COUNTS = some.dictionaries(
    some.integers(min_value=0, max_value=8), some.integers(min_value=0, max_value=30), max_size=9
)


def test_parts_that_are_all_large_are_shown():
    assert shown_parts({"a": 5, "b": 12}) == {"a": 5, "b": 12}


def test_a_single_small_part_takes_the_smallest_other_with_it():
    assert shown_parts({"a": 3, "b": 9, "c": 7, "d": 20}) == {"a": None, "b": 9, "c": None, "d": 20}


def test_small_parts_whose_sum_is_small_take_another_with_them():
    assert shown_parts({"a": 1, "b": 2, "c": 7, "d": 9}) == {
        "a": None,
        "b": None,
        "c": None,
        "d": 9,
    }


def test_small_parts_that_are_enough_together_take_none():
    assert shown_parts({"a": 3, "b": 4, "c": 6}) == {"a": None, "b": None, "c": 6}


@given(COUNTS)
def test_what_is_left_out_never_follows_by_subtraction(counts):
    shown = shown_parts(counts)

    hidden = [counts[key] for key, count in shown.items() if count is None]
    assert all(count >= 5 for count in shown.values() if count is not None)
    if hidden and len(hidden) < len(counts):
        assert len(hidden) > 1
        assert sum(hidden) >= 5


def test_a_share_is_shown_when_neither_it_nor_the_rest_is_small():
    assert [shown_share(count, 12) for count in (0, 4, 5, 7, 8, 12)] == [
        None,
        None,
        5,
        7,
        None,
        None,
    ]


def test_a_group_is_kept_back_with_one_of_its_outcomes_that_is_small():
    many, few = {"yes": 9, "no": 6}, {"yes": 12, "no": 1}

    assert shown_groups({1: many, 2: many}) == {1, 2}
    assert shown_groups({1: {"yes": 8}, 2: many}) == {1, 2}
    assert shown_groups({1: few, 2: many}) == set()
    assert shown_groups({1: few, 2: {"yes": 20, "no": 7}, 3: many}) == {2}
    assert shown_groups({1: few, 2: {"no": 4}, 3: many}) == {3}
    assert shown_groups({}) == set()


@given(some.dictionaries(some.integers(0, 6), COUNTS, max_size=6))
def test_what_is_kept_back_of_groups_never_follows_by_subtraction(cells):
    shown = shown_groups(cells)

    hidden = [cells[key] for key in cells if key not in shown]
    assert not any(0 < count < 5 for key in shown for count in cells[key].values())
    if shown and hidden:
        assert len(hidden) > 1
        for outcome in {each for counts in hidden for each in counts}:
            assert sum(counts.get(outcome, 0) for counts in hidden) not in {1, 2, 3, 4}
