"""Times read off a city's clocks: the minute counts to its end; twice, and never."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from engagement.core.deadlines import (
    beginning_of_minute,
    end_of_minute,
    is_skipped,
    last_minute,
)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_a_deadline_holds_to_the_end_of_its_minute():
    """23:59 in Nairobi: in time until 20:59:59.999… UTC, too late from 21:00:00."""
    asked = date(2026, 11, 27), time(23, 59), "Africa/Nairobi"
    too_late_from = end_of_minute(*asked)
    assert too_late_from == utc(2026, 11, 27, 21)
    assert utc(2026, 11, 27, 20, 59, 59, 999999) < too_late_from
    assert beginning_of_minute(*asked) == last_minute(too_late_from) == utc(2026, 11, 27, 20, 59)
    assert last_minute(utc(2026, 11, 27, 14, 37, 12)) == utc(2026, 11, 27, 14, 36)


@pytest.mark.parametrize(
    ("day", "clock", "zone", "begins", "too_late", "skipped"),
    [
        # shown twice: begins at the first, is over after the second
        ((2026, 11, 1), (1, 30), "America/New_York", (5, 30), (6, 31), False),
        ((2026, 4, 5), (1, 45), "Australia/Lord_Howe", (14, 45), (15, 16), False),
        # never shown: as if the clocks had not been put forward
        ((2026, 3, 8), (2, 30), "America/New_York", (7, 30), (7, 31), True),
        ((2026, 10, 4), (2, 15), "Australia/Lord_Howe", (15, 45), (15, 46), True),
        # beside a gap: the last minute before it, and the first one after it
        ((2026, 3, 8), (1, 59), "America/New_York", (6, 59), (7, 0), False),
        ((2026, 3, 8), (3, 0), "America/New_York", (7, 0), (7, 1), False),
        # Cairo's clocks are put forward at midnight: the day before ends as ever
        ((2026, 4, 23), (23, 59), "Africa/Cairo", (21, 59), (22, 0), False),
    ],
)
def test_times_that_clocks_show_twice_or_never(day, clock, zone, begins, too_late, skipped):
    """Neither is a deadline earlier than anybody could read it."""
    asked = date(*day), time(*clock), zone
    began, over = beginning_of_minute(*asked), end_of_minute(*asked)
    assert ((began.hour, began.minute), (over.hour, over.minute)) == (begins, too_late)
    assert timedelta(0) < over - began < timedelta(hours=2)
    assert is_skipped(*asked) is skipped


def test_a_day_that_was_never_there():
    """Samoa went from 29 to 31 December 2011: what was promised for the day between is kept."""
    asked = date(2011, 12, 30), time(12), "Pacific/Apia"
    assert is_skipped(*asked)
    assert end_of_minute(*asked) == utc(2011, 12, 30, 22, 1)
