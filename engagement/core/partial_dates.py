"""Days of which only the month or the year is known: kept with how exactly, never shown as days."""

from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled


class Precision(Labelled):
    """How exactly a day is known; of a month its first day is kept, of a year the first of January.

    What older lists give is often the month alone (domain 1.7).
    """

    DAY = "day", _l("Day, month and year")
    MONTH = "month", _l("Month and year")
    YEAR = "year", _l("Year alone")


SHOWN = {Precision.MONTH: 7, Precision.YEAR: 4}
"""How many characters of an ISO date are known."""


def first_day(year: int, month: int | None = None) -> date:
    """The day that is kept for a month, or for a year. ValueError when there is none."""
    return date(year, month or 1, 1)


def written(day: date, precision: str) -> str:
    """As files give it, by ISO 8601: 2023-02-14, 2023-02 or 2023.

    >>> written(date(2023, 2, 1), Precision.MONTH)
    '2023-02'
    """
    return day.isoformat()[: SHOWN.get(Precision(precision), 10)]


def read(text) -> tuple[date | None, Precision]:
    """A day as `written` gives it, with how exactly it is known; no day for anything else.

    >>> read("2023-02")
    (datetime.date(2023, 2, 1), <Precision.MONTH: 'month'>)
    """
    precision = {length: each for each, length in SHOWN.items()}.get(len(str(text)), Precision.DAY)
    try:
        return date.fromisoformat(f"{text}-01-01"[:10]), precision
    except ValueError:
        return None, Precision.DAY


def typed(day: str, month: str, year: str) -> tuple[date, Precision]:
    """A day from three boxes of which the first, or the first two, may be empty. ValueError."""
    if (day and not month) or len(year) != 4:
        raise ValueError(year)
    if day:
        return date(int(year), int(month), int(day)), Precision.DAY
    return first_day(int(year), int(month) if month else None), (
        Precision.MONTH if month else Precision.YEAR
    )
