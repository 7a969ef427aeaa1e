"""The clocks of the regions during a meeting, and what part of the day that is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engagement.core.countries import Region
from engagement.core.local_hours import CITIES, PartOfDay, local_hours, part_of_day

HOURS = timedelta(hours=1)


def by_city(start, end):
    return {each.zone: each for each in local_hours(start, end)}


def test_every_region_has_two_or_three_cities():
    """None is forgotten, none is drowned."""
    assert set(CITIES) == set(Region)
    assert all(2 <= len(zones) <= 3 for zones in CITIES.values())


def test_a_morning_in_nairobi_is_night_in_america():
    """Local days and hours, and the part of the day that is worst within the meeting."""
    start = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)
    hours = by_city(start, start + 2 * HOURS)
    assert hours["Africa/Nairobi"].part is PartOfDay.WORKING_HOURS
    assert hours["Europe/Brussels"].part is PartOfDay.EARLY
    assert hours["America/Panama"].part is PartOfDay.NIGHT
    assert hours["Pacific/Apia"].part is PartOfDay.LATE
    vancouver = hours["America/Vancouver"]
    assert (vancouver.starts.isoformat(), vancouver.region) == (
        "2026-11-26T23:30:00-07:00",
        Region.NORTH_AMERICA,
    )
    assert vancouver.part is PartOfDay.NIGHT


@pytest.mark.parametrize(
    ("begins", "minutes", "part"),
    [
        ((23, 0), 30, PartOfDay.NIGHT),
        ((5, 59), 30, PartOfDay.NIGHT),
        ((6, 0), 30, PartOfDay.EARLY),
        ((8, 59), 61, PartOfDay.EARLY),
        ((9, 0), 9 * 60, PartOfDay.WORKING_HOURS),
        ((9, 0), 9 * 60 + 1, PartOfDay.LATE),
        ((18, 0), 5 * 60, PartOfDay.LATE),
        ((22, 50), 11, PartOfDay.NIGHT),
        ((12, 0), 0, PartOfDay.WORKING_HOURS),
    ],
)
def test_the_end_of_a_meeting_is_over(begins, minutes, part):
    """Until 18:00 is within working hours, a minute longer is not."""
    start = datetime(2026, 11, 27, *begins, tzinfo=ZoneInfo("Africa/Nairobi"))
    found = by_city(start, start + timedelta(minutes=minutes))
    assert found["Africa/Nairobi"].part is part


@settings(deadline=None, max_examples=25)
@given(
    st.datetimes(datetime(2026, 3, 1), datetime(2026, 11, 30), timezones=st.just(UTC)),
    st.integers(1, 600),
)
@example(datetime(2026, 11, 1, 5, tzinfo=UTC), 1)
def test_no_minute_is_worse_than_what_is_said(start, minutes):
    """Looked at minute by minute, across changes of clocks too."""
    worst = list(PartOfDay)
    end = start + timedelta(minutes=minutes)
    for each in local_hours(start, end):
        moments = [start + timedelta(minutes=count) for count in range(minutes)]
        moments.append(end - timedelta(microseconds=1))
        parts = {part_of_day(at.astimezone(ZoneInfo(each.zone)).hour) for at in moments}
        assert each.part is max(parts, key=worst.index)
        # in UTC: Python takes no hour that the clocks show twice for equal to one of another zone
        assert (each.starts.astimezone(UTC), each.ends.astimezone(UTC)) == (start, end)
