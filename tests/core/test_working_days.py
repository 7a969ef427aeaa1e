"""Working days: the weekend and holidays do not count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from engagement.core.working_days import add_working_days, is_working_day, working_days_between

FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)
DAYS = some.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))
HOLIDAYS = some.frozensets(
    some.integers(min_value=0, max_value=200).map(lambda n: FRIDAY + timedelta(days=n)), max_size=20
)
WEEKENDS = some.frozensets(some.integers(min_value=0, max_value=6), max_size=4)


def test_the_weekend_does_not_count():
    assert add_working_days(FRIDAY, 1) == MONDAY


def test_a_holiday_does_not_count():
    assert add_working_days(FRIDAY, 1, holidays={MONDAY}) == date(2026, 11, 24)


def test_another_weekend_can_be_kept():
    assert add_working_days(date(2026, 11, 19), 1, weekend={4, 5}) == date(2026, 11, 22)


def test_no_days_later_is_the_day_itself():
    assert add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 22)


def test_ten_working_days_are_two_weeks():
    assert add_working_days(FRIDAY, 10) == FRIDAY + timedelta(days=14)


def test_working_days_between_is_zero_backwards():
    assert working_days_between(MONDAY, FRIDAY) == 0


def test_a_holiday_on_a_weekend_is_not_taken_off_twice():
    assert working_days_between(FRIDAY, MONDAY, holidays={date(2026, 11, 21)}) == 1


@pytest.mark.parametrize("weekend", [range(7), [0, 1, 2, 3, 4, 5, 6]])
def test_a_week_without_working_days_is_refused(weekend):
    with pytest.raises(ValueError, match="at least one"):
        add_working_days(FRIDAY, 1, weekend=frozenset(weekend))


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(FRIDAY, -1)


@given(DAYS, some.integers(min_value=0, max_value=60), HOLIDAYS, WEEKENDS)
def test_counting_back_gives_the_number_of_days_added(day, count, holidays, weekend):
    last = add_working_days(day, count, holidays, weekend)

    assert working_days_between(day, last, holidays, weekend) == count


@given(DAYS, some.integers(min_value=-3, max_value=400), HOLIDAYS, WEEKENDS)
def test_between_equals_counting_day_by_day(first, length, holidays, weekend):
    last = first + timedelta(days=length)
    each = [first + timedelta(days=n) for n in range(1, length + 1)]

    assert working_days_between(first, last, holidays, weekend) == sum(
        is_working_day(day, holidays, weekend) for day in each
    )
