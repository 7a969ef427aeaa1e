"""Counting working days: pure functions over dates, a weekend and a set of holidays.

Weekdays are numbered as `date.weekday()` does: Monday 0 … Sunday 6. Which days are holidays and
which the weekend is for the calendar of the duty station to say (`engagement.settings.calendar`).
"""

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY, SUNDAY = 5, 6
WEEKEND = frozenset({SATURDAY, SUNDAY})


def is_working_day(
    day: date, holidays: Collection[date] = (), weekend: Collection[int] = WEEKEND
) -> bool:
    """Whether the office works on `day`."""
    return day.weekday() not in weekend and day not in holidays


def add_working_days(
    day: date,
    count: int,
    holidays: Collection[date] = (),
    weekend: Collection[int] = WEEKEND,
) -> date:
    """The working day that is the `count`-th after `day` (count >= 0).

    The day itself does not count, as for any period that begins with an event; with a count of 0
    it is the answer, working day or not. ValueError for a negative count and for a weekend of
    seven days, which would have no end.
    """
    if count < 0:
        raise ValueError("a number of working days is not negative")
    if len(set(weekend)) >= 7:
        raise ValueError("a week needs at least one working day")
    while count:
        day += timedelta(days=1)
        if is_working_day(day, holidays, weekend):
            count -= 1
    return day


def working_days_between(
    first: date,
    last: date,
    holidays: Collection[date] = (),
    weekend: Collection[int] = WEEKEND,
) -> int:
    """How many working days lie after `first` up to and with `last`; 0 when `last` is not later.

    So `working_days_between(day, add_working_days(day, n)) == n`.
    """
    days = max(0, (last - first).days)
    weeks, rest = divmod(days, 7)
    working_weekdays = 7 - len(set(weekend))
    count = weeks * working_weekdays + sum(
        (first + timedelta(days=weeks * 7 + offset)).weekday() not in weekend
        for offset in range(1, rest + 1)
    )
    lost = {day for day in holidays if first < day <= last and day.weekday() not in weekend}
    return count - len(lost)
