"""A time of day and the zone in which it is meant."""

import re
from datetime import time
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField
from wtforms.widgets import TextInput

from engagement.web.fields import DIGITS, options
from engagement.web.i18n import language

CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})")


def time_zones() -> list[tuple[str, str]]:
    """Zones of cities with their name in the page's language, in the order of the names."""
    return list(_time_zones_in(language()))


@cache
def _time_zones_in(lang: str) -> tuple[tuple[str, str], ...]:
    locale = Locale.parse(lang)
    zones = [zone for zone in get_global("zone_territories") if not zone.startswith("Etc/")]
    named = [(zone, get_timezone_location(zone, locale=locale)) for zone in zones]
    return tuple(sorted(named, key=lambda pair: pair[1]))


class ZoneField(SelectField):
    """The city by whose clocks a time is meant."""

    def __init__(self, label=None, **kwargs):
        super().__init__(label, choices=lambda: options(time_zones()), **kwargs)


class ClockField(Field):
    """A time of day such as 14:30, in any digits; `data` is a time or None."""

    widget = TextInput()

    def __init__(self, label=None, **kwargs):
        kwargs.setdefault("render_kw", {"inputmode": "numeric", "dir": "ltr"})
        super().__init__(label, **kwargs)

    def _value(self):
        if self.raw_data:
            return self.raw_data[0]
        return self.data.strftime("%H:%M") if isinstance(self.data, time) else ""

    def process_formdata(self, valuelist):
        """Read hours and minutes; what cannot be a time is an error, and stays."""
        if not valuelist:
            return
        self.data = None
        typed = valuelist[0].strip()
        if not typed:
            return
        read = CLOCK.fullmatch(typed.translate(DIGITS))
        try:
            if read is None:
                raise ValueError
            self.data = time(int(read[1]), int(read[2]))
        except ValueError:
            raise ValueError(
                _l("Enter hours and minutes of a day of 24 hours, for example 14:30.")
            ) from None
