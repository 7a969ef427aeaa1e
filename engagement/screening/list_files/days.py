"""Days as lists write them. Pure: text in, a day or None out."""

import re
from datetime import UTC, date, datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1850, 2200

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ].*|Z|[+-]\d\d:?\d\d)?")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[ .-]+([A-Za-z]{3,9})\.?[ ,.-]+(\d{4})")
_MONTH_DAY_YEAR = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def day_of(text: str | None, *, month_first: bool = False) -> date | None:
    """A whole day: ISO (a time zone after it is left out), 27 Feb 2026, Feb 27, 2026, 27/02/2026.

    >>> day_of("1961-06-04T00:00:00-05:00"), day_of("27-FEB-2026"), day_of("1975-13-40")
    (datetime.date(1961, 6, 4), datetime.date(2026, 2, 27), None)
    """
    text = (text or "").strip()
    if found := _ISO.fullmatch(text):
        return _date(*found.groups())
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = found.groups()
        return _date(year, MONTHS.get(month.lower()), day)
    if found := _MONTH_DAY_YEAR.fullmatch(text):
        month, day, year = found.groups()
        return _date(year, MONTHS.get(month.lower()), day)
    if found := _NUMBERS.fullmatch(text):
        first, second, year = found.groups()
        return _date(year, first, second) if month_first else _date(year, second, first)
    return None


def moment_of(text: str | None) -> datetime | None:
    """An ISO moment, in UTC where the text names no zone; None for anything else."""
    try:
        found = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def year_of(text: str | None) -> int | None:
    """Four digits that can be a year."""
    text = (text or "").strip()
    if not re.fullmatch(r"[0-9]{4}", text):
        return None
    return int(text) if FIRST_YEAR <= int(text) <= LAST_YEAR else None


def _date(year: str, month: str | int | None, day: str) -> date | None:
    if not month or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
