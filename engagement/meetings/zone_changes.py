"""When the clocks of a zone are changed, and that told in a calendar file (RFC 5545, 3.6.5).

icalendar can write a VTIMEZONE by itself, but not one to rely on (tried with 7.3): it gives the
hour after a gap as the onset of summer time, where the standard wants the hour before it; it looks
only each 64 days first, and so misses the month of Ramadan in Casablanca; and it lists further
onsets as RDATE, which Outlook does not read. So each change is an observance of its own here.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

LOOKED_BACK = LOOKED_AHEAD = timedelta(days=400)
"""More than a year: the change before the first event, and the one after the last, are told."""
STEP = timedelta(days=1)
"""No zone changes its clocks twice within a day."""
LONG_AGO = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class ZoneChange:
    """From the instant `at` (UTC) the clocks are `after` ahead of UTC, no longer `before`."""

    at: datetime
    before: timedelta
    after: timedelta
    summer: bool
    """Whether clocks go forward for a season: DAYLIGHT, where a return or a new law is STANDARD."""


@lru_cache(maxsize=512)
def changes_between(zone: str, first: datetime, last: datetime) -> tuple[ZoneChange, ...]:
    """The changes after `first` up to `last` (both beginnings of days in UTC), in their order."""
    local, found, before = ZoneInfo(zone), [], first
    while before < last:
        after = before + STEP
        if _offset(before, local) != _offset(after, local):
            found.append(_change(before, after, local))
        before = after
    return tuple(found)


def vtimezone(zone: str, first: datetime, last: datetime) -> Timezone:
    """What a calendar needs to know of a zone for events from `first` to `last` (aware).

    The last change before them, those among them and the next one after them.
    """
    told = Timezone()
    told.add("TZID", zone)
    before = changes_between(zone, _day(first - LOOKED_BACK), _day(first))[-1:]
    after = changes_between(zone, _day(first), _day(last + LOOKED_AHEAD))
    until_last = [each for each in after if each.at <= last]
    told_changes = [*before, *until_last, *after[len(until_last) :][:1]]
    if not before:
        offset = _offset(_day(first), ZoneInfo(zone))
        told.add_component(_observance(TimezoneStandard(), LONG_AGO, offset, offset))
    for each in told_changes:
        kind = TimezoneDaylight() if each.summer else TimezoneStandard()
        onset = (each.at + each.before).replace(tzinfo=None)
        told.add_component(_observance(kind, onset, each.before, each.after))
    return told


@lru_cache(maxsize=512)
def definition(zone: str, first: datetime, last: datetime) -> bytes:
    """The same as it stands in a file: half of an invitation, and alike for all who are invited."""
    return vtimezone(zone, first, last).to_ical()


def _observance(kind, onset: datetime, before: timedelta, after: timedelta):
    """`onset` is by the clocks that are about to be changed, as the standard wants it."""
    kind.DTSTART, kind.TZOFFSETFROM, kind.TZOFFSETTO = onset, before, after
    return kind


def _change(before: datetime, after: datetime, local: ZoneInfo) -> ZoneChange:
    """The one change between two instants, to the second."""
    earlier, later = _offset(before, local), _offset(after, local)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _offset(middle, local) == earlier:
            before = middle
        else:
            after = middle
    seasonal = any(each.astimezone(local).dst() for each in (before, after))
    return ZoneChange(after, earlier, later, seasonal and later > earlier)


def _day(instant: datetime) -> datetime:
    """Its day's beginning in UTC, so that events of one day share what was found."""
    return instant.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _offset(instant: datetime, local: ZoneInfo) -> timedelta:
    return instant.astimezone(local).utcoffset()
