"""What is meant by a time that somebody read off the clocks of a city.

A deadline "23:59 in Nairobi" is over when those clocks no longer show 23:59: whoever comes at
23:59:59 is in time. It is kept as the first instant that is too late, so that nothing else needs
to be known to compare: `now() < too_late_from`.

Clocks that are changed show some times twice and others never. Twice: a beginning is the first of
the two, a deadline is over after the second. Never: the time that clocks would show had they not
been put forward (as RFC 5545, 3.3.5, has it), so that no deadline is earlier than anybody could
think. Forms had better refuse such a time; `is_skipped` knows it.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def beginning_of_minute(day: date, clock: time, zone: str) -> datetime:
    """The instant (UTC) at which the clocks of `zone` come to show `clock` on `day`."""
    return _instants(day, clock, zone)[0]


def end_of_minute(day: date, clock: time, zone: str) -> datetime:
    """The first instant (UTC) at which "until `clock`" is over: 21:00 UTC for 23:59 in Nairobi."""
    return max(_instants(day, clock, zone)) + MINUTE


def last_minute(too_late_from: datetime) -> datetime:
    """The last whole minute before a deadline is over, for showing it: 20:59 UTC for 21:00 UTC."""
    return (too_late_from - MINUTE).replace(second=0, microsecond=0)


def is_skipped(day: date, clock: time, zone: str) -> bool:
    """Whether the clocks of `zone` never show `clock` on `day`, being put forward over it."""
    meant = _local(day, clock, zone)
    return meant.astimezone(UTC).astimezone(meant.tzinfo).replace(tzinfo=None) != meant.replace(
        tzinfo=None
    )


def _instants(day: date, clock: time, zone: str) -> tuple[datetime, datetime]:
    """By the offset before a change of clocks and by the one after it; else twice the same."""
    meant = _local(day, clock, zone)
    return meant.astimezone(UTC), meant.replace(fold=1).astimezone(UTC)


def _local(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock.replace(second=0, microsecond=0, fold=0), ZoneInfo(zone))
