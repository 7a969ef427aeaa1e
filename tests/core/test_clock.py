"""The one clock."""

from datetime import UTC, date, datetime, timedelta, timezone

import time_machine

from engagement.core.clock import moved_to, now, today, years_after


def test_now_is_aware_and_in_utc():
    with time_machine.travel(datetime(2026, 2, 28, 23, 30, tzinfo=UTC), tick=False):
        assert now() == datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
        assert now().tzinfo is UTC
        assert today() == date(2026, 2, 28)


def test_moved_to_holds_within_its_block_alone():
    nairobi = timezone(timedelta(hours=3))
    before = now()

    with moved_to(datetime(2021, 2, 23, 1, 0, tzinfo=nairobi)):
        assert now() == datetime(2021, 2, 22, 22, 0, tzinfo=UTC)
        assert today() == date(2021, 2, 22)
        with moved_to(datetime(2020, 1, 1, tzinfo=UTC)):
            assert today() == date(2020, 1, 1)
        assert today() == date(2021, 2, 22)

    assert now() >= before


def test_the_twenty_ninth_of_february_becomes_the_first_of_march():
    assert years_after(date(2024, 2, 29), 2) == date(2026, 3, 1)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)
