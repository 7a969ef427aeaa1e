"""The day that an address asks for, read in one way by every page that is as of a day.

The parameter is `as_of`; addresses that were kept from before and say `on` still work. A page says
which day it shows, and why when it is not the one that was asked for.
"""

import re
from dataclasses import dataclass
from datetime import date

from flask import request
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from engagement.core.clock import today
from engagement.web.fields import DIGITS

PARAMETER = "as_of"
OLD_NAMES = {PARAMETER: ("on",)}
LONGEST = 40
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class AskedDay:
    """`day` is None where none is asked for, or none that can be shown: `wrong` then says why."""

    day: date | None
    typed: str
    wrong: LazyString | None = None

    @property
    def past(self) -> date | None:
        """The day if it is before today."""
        return self.day if self.day is not None and self.day < today() else None

    @property
    def shown(self) -> date:
        """The day that a page shows: today, unless another can be."""
        return self.day or today()

    @property
    def status(self) -> int:
        """The status of the answer."""
        return 422 if self.wrong else 200


def asked_day(name: str = PARAMETER, *, until_today: bool = True) -> AskedDay:
    """The day in the address, as 2021-02-22 in any digits; `until_today` takes none to come."""
    names = (name, *OLD_NAMES.get(name, ()))
    written = next((text for each in names if (text := request.args.get(each, "").strip())), "")
    typed = written[:LONGEST]
    if not typed:
        return AskedDay(None, "")
    day = _read(typed.translate(DIGITS))
    if day is None:
        wrong = _l("This is not a day. Write year, month and day like this: 2021-02-22.")
        return AskedDay(None, typed, wrong)
    if until_today and day > today():
        wrong = _l("This day is still to come. Choose today or an earlier day.")
        return AskedDay(None, typed, wrong)
    return AskedDay(day, day.isoformat())


def _read(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if _DAY.fullmatch(typed) else None
    except ValueError:
        return None
