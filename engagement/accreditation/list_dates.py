"""Days, months and years as lists of members write them, in six languages.

    ISO 2019-05-13, 2019-05, 2019 · 13/05/2019, 5/2019 · "13 May 2019", "janvier 2025",
    "يناير 2025", "كانون الثاني/يناير 2025", "2021年2月"

Of 12/05/2019 nobody knows which is the month: it is refused, not guessed.
"""

import re
import unicodedata
from datetime import date

from engagement.accreditation import list_words
from engagement.core.partial_dates import Precision, first_day
from engagement.matching.names import normalise

Known = tuple[date, Precision]

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:[T ]\d\d:\d\d(?::\d\d)?)?")
_YEAR_LAST = re.compile(r"(?:(\d{1,2})[/.\-])?(\d{1,2})[/.\-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|º)\b")
_FILLERS = frozenset({"de", "del", "of", "the", "г", "года", "год", "من", "عام", "سنة", "le", "el"})


class Ambiguous(ValueError):
    """Day and month could change places."""


def read(text: str) -> Known:
    """The day that is kept, and how exactly it is known. ValueError for what is no date.

    >>> read("janvier 2025")[0], read("13/05/2019")[0].isoformat()
    (datetime.date(2025, 1, 1), '2019-05-13')
    """
    plain = "".join(_digit(each) for each in unicodedata.normalize("NFKC", text)).strip()
    for pattern in (_ISO, _YEAR_FIRST, _CHINESE):
        if found := pattern.fullmatch(plain):
            return _known(*(int(part) if part else None for part in found.groups()))
    if found := _YEAR_LAST.fullmatch(plain):
        one, other, year = (int(part) if part else None for part in found.groups())
        return _of_numbers(one, other, year)
    return _in_words(plain)


def _digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign


def _known(year, month=None, day=None) -> Known:
    if day:
        return date(year, month, day), Precision.DAY
    return first_day(year, month), Precision.MONTH if month else Precision.YEAR


def _of_numbers(one, other, year) -> Known:
    """Without a day it is a month and a year; a number above 12 can be no month."""
    if one is None or one == other:
        return _known(year, other, one)
    if one > 12:
        return _known(year, other, one)
    if other > 12:
        return _known(year, one, other)
    raise Ambiguous


def _in_words(plain: str) -> Known:
    folded = " " + normalise(_ORDINAL.sub(r"\1", plain)) + " "
    named = set()
    for name, month in list_words.months().items():
        if f" {name} " in folded:
            named.add(month)
            folded = folded.replace(f" {name} ", " ")
    rest = [word for word in folded.split() if word not in _FILLERS]
    years = [int(word) for word in rest if len(word) == 4 and word.isdigit()]
    days = [int(word) for word in rest if len(word) < 3 and word.isdigit()]
    if len(named) != 1 or len(years) != 1 or len(days) > 1 or len(rest) != 1 + len(days):
        raise ValueError(plain)
    return _known(years[0], named.pop(), *days)
