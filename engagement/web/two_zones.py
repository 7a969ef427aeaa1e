"""An hour by two clocks: those of the meeting first, those of the reader second.

The components `two_times`, `two_times_span` and `until` show it. Zones are called by their city.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import dates
from flask import Flask, request
from flask_login import current_user
from markupsafe import Markup

from engagement.core.deadlines import last_minute
from engagement.core.zones import is_zone
from engagement.web.i18n import language

PARAMETER = "zone"
"""In an address: by whose clocks a reader wants the hours, besides those of the meeting."""

DAY_OF_WEEK = {
    "ar": "EEEE، d MMMM",
    "en": "EEEE d MMMM",
    "es": "EEEE, d 'de' MMMM",
    "fr": "EEEE d MMMM",
    "ru": "EEEE, d MMMM",
    "zh": "M月d日EEEE",
}
"""CLDR's full dates without the year; what it has without a year shortens the days' names."""


@dataclass(frozen=True, slots=True)
class TwoZones:
    """`here` by the clocks of the meeting; `there` by the reader's, None without another zone."""

    here: datetime
    there: datetime | None

    @property
    def days_apart(self) -> int:
        """How many days the reader's calendar is ahead (1), behind (-1), or neither (0)."""
        return (self.there.date() - self.here.date()).days if self.there else 0


def two_zones(instant: datetime, zone: str, reader_zone: str | None = None) -> TwoZones:
    """The instant by both clocks; no second one without a zone that is known and is another."""
    here = instant.astimezone(ZoneInfo(zone))
    if reader_zone is None or reader_zone == zone or not is_zone(reader_zone):
        return TwoZones(here, None)
    return TwoZones(here, instant.astimezone(ZoneInfo(reader_zone)))


def reader_zone() -> str | None:
    """By whose clocks the reader of this page lives: as the address asks, else as the account says.

    None for a visitor who has not said; what the address asks for and is no zone counts as unsaid.
    """
    asked = request.args.get(PARAMETER, "")
    if is_zone(asked):
        return asked
    return getattr(current_user, "time_zone", None)


def clock_time(local: datetime) -> Markup:
    """Hours and minutes, with the whole instant for machines."""
    return _clock_in(local.isoformat(timespec="minutes"), language())


def weekday_date(local: datetime) -> str:
    """The day where its year is known from beside it: Saturday 28 November."""
    return _formatted(local.date(), DAY_OF_WEEK[language()], language())


def day_month(local: datetime) -> str:
    """28 November."""
    lang = language()
    return dates.format_skeleton("MMMMd", local.date(), locale="en_GB" if lang == "en" else lang)


@lru_cache(maxsize=4096)
def _clock_in(minute, lang):
    clock = dates.format_time(datetime.fromisoformat(minute), "HH:mm", locale=lang)
    return Markup('<time datetime="{}">{}</time>').format(minute, clock)


@lru_cache(maxsize=1024)
def _formatted(day, pattern, lang):
    return dates.format_date(day, pattern, locale=lang)


def init_app(app: Flask) -> None:
    """Give templates what the components need, and by whose clocks the reader of a page lives."""
    app.jinja_env.globals["zone_of_reader"] = reader_zone
    app.jinja_env.filters.update(
        two_zones=two_zones,
        clock_time=clock_time,
        weekday_date=weekday_date,
        day_month=day_month,
        last_minute=last_minute,
    )
