"""The cities by which time zones are called, in the languages of the platform."""

from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location


@lru_cache(maxsize=4096)
def city_in(zone: str, lang: str) -> str:
    """The city of a zone (IANA) in a language.

    CLDR keeps some cities under a former name of their zone, where Babel does not look: Kathmandu,
    Kolkata, Kyiv or Buenos Aires would stand in Latin letters in every language.
    """
    known = Locale.parse(lang).time_zones
    for name in (zone, *_former_names().get(zone, ())):
        if city := known.get(name, {}).get("city"):
            return city
    return get_timezone_location(ZoneInfo(zone), locale=lang, return_city=True)


@cache
def _former_names() -> dict[str, list[str]]:
    former: dict[str, list[str]] = {}
    for name, today in get_global("zone_aliases").items():
        former.setdefault(today, []).append(name)
    return former
