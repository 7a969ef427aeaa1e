"""What the clocks of UNEP's regions show while somebody chooses the time of a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l

from engagement.core.countries import Region
from engagement.core.text import Labelled

CITIES: Mapping[Region, tuple[str, ...]] = {
    Region.AFRICA: ("Africa/Abidjan", "Africa/Kinshasa", "Africa/Nairobi"),
    Region.ASIA_PACIFIC: ("Asia/Kolkata", "Asia/Bangkok", "Pacific/Apia"),
    Region.EUROPE: ("Europe/Brussels", "Europe/Moscow", "Asia/Almaty"),
    Region.LATIN_AMERICA_CARIBBEAN: ("America/Mexico_City", "America/Panama", "America/Sao_Paulo"),
    Region.NORTH_AMERICA: ("America/Vancouver", "America/New_York"),
    Region.WEST_ASIA: ("Asia/Beirut", "Asia/Bahrain", "Asia/Dubai"),
}
"""Zones whose cities stand for a region, from west to east.

Two or three each, so that they show how far apart a region's hours are and those of most of its
States. Where there is a choice, the seat of an office of UNEP: Abidjan and Nairobi; Bangkok and
Apia; Brussels, Moscow and Almaty; Mexico City and Panama; Beirut and Bahrain. Not a setting: a
change wants a look at the sub-regions.
"""

STEP = timedelta(minutes=15)
"""Shorter than any part of a day below."""


class PartOfDay(Labelled):
    """How fit an hour is for a meeting, the worst last."""

    WORKING_HOURS = "working-hours", _l("Working hours")
    EARLY = "early", _l("Before working hours")
    LATE = "late", _l("After working hours")
    NIGHT = "night", _l("Night")


WORSE = list(PartOfDay)


@dataclass(frozen=True, slots=True)
class LocalHours:
    """A meeting by the clocks of one city; `part` is the worst that any of it falls into."""

    region: Region
    zone: str
    starts: datetime
    ends: datetime
    part: PartOfDay


def local_hours(start: datetime, end: datetime) -> list[LocalHours]:
    """For each city of each region; both instants aware, `end` not before `start`."""
    if end < start:
        raise ValueError("a meeting does not end before it begins")
    return [
        LocalHours(
            region=region,
            zone=zone,
            starts=start.astimezone(ZoneInfo(zone)),
            ends=end.astimezone(ZoneInfo(zone)),
            part=_worst_part(start, end, ZoneInfo(zone)),
        )
        for region, zones in CITIES.items()
        for zone in zones
    ]


def part_of_day(hour: int) -> PartOfDay:
    """Night from 23 to 6, early until 9, working hours until 18, late until 23."""
    if hour >= 23 or hour < 6:
        return PartOfDay.NIGHT
    if hour < 9:
        return PartOfDay.EARLY
    return PartOfDay.WORKING_HOURS if hour < 18 else PartOfDay.LATE


def _worst_part(start: datetime, end: datetime, zone: ZoneInfo) -> PartOfDay:
    """The end itself is over: a meeting until 18:00 lies within working hours."""
    last = max(start, end - timedelta(microseconds=1))
    looked_at = [start + STEP * count for count in range((last - start) // STEP + 1)]
    parts = (part_of_day(each.astimezone(zone).hour) for each in [*looked_at, last])
    return max(parts, key=WORSE.index)
