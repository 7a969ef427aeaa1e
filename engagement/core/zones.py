"""Which time zones there are."""

from functools import cache
from zoneinfo import available_timezones


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Whether it is the name of a zone (IANA); anything may be asked, an address too."""
    return name in _names()
