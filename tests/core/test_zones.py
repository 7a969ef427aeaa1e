"""Time zones: which there are, and whose data count."""

import zoneinfo
from datetime import UTC, datetime, timedelta

from engagement.core.zones import is_zone


def test_the_data_are_those_of_the_pinned_package():
    """Not of the system: Morocco's clocks were put back for good on 20 September 2026."""
    assert zoneinfo.TZPATH == ()
    at = datetime(2026, 10, 1, tzinfo=UTC).astimezone(zoneinfo.ZoneInfo("Africa/Casablanca"))
    assert at.utcoffset() == timedelta(0)


def test_what_is_a_zone():
    """Anything may be asked."""
    assert is_zone("Africa/Nairobi") and is_zone("UTC")
    for name in ("", "Mars/Olympus", "../../etc/passwd", "Africa", "africa/nairobi", "\x00"):
        assert not is_zone(name)
