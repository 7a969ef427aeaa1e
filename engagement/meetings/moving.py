"""Hours that stay what the clocks show: in another zone, and some days later."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engagement.core.deadlines import beginning_of_minute


def same_clock(instant: datetime, zone: str, other: str) -> datetime:
    """The instant at which the clocks of `other` show what those of `zone` show at `instant`."""
    local = instant.astimezone(ZoneInfo(zone))
    return beginning_of_minute(local.date(), local.time(), other)


def days_later(instant: datetime, days: int, zone: str) -> datetime:
    """The same hour by the clocks of `zone` so many days later."""
    local = instant.astimezone(ZoneInfo(zone))
    return beginning_of_minute(local.date() + timedelta(days=days), local.time(), zone)
