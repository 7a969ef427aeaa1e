"""Who is screened and what it is screened against: plain values, without a session or a list.

A `Party` is one person or organization of ours, an `Entry` one of a list. Both are made of names,
countries, dates of birth, identifiers and gender, so that either can be shown beside the other.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["person", "org"]
KINDS: tuple[Kind, ...] = ("person", "org")

NameKind = Literal["primary", "alias", "weak", "former", "original", "acronym"]
NAME_KINDS: tuple[NameKind, ...] = ("primary", "alias", "weak", "former", "original", "acronym")
"""`weak`: the list itself calls the alias of low quality; `original`: in its own script."""

Gender = Literal["female", "male"]

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class PartyName:
    """A name as it was written, and what kind of name it is."""

    text: str
    kind: NameKind = "primary"


@dataclass(frozen=True, slots=True)
class Birth:
    """When somebody was born, as far as it is known: the first and the last possible day.

    `approximate` says that the source itself calls it so ("circa 1970"): the years beside it
    are possible too.
    """

    first: date
    last: date
    approximate: bool = False

    @classmethod
    def day(cls, day: date) -> "Birth":
        """One day."""
        return cls(day, day)

    @classmethod
    def years(cls, first: int, last: int | None = None, *, approximate: bool = False) -> "Birth":
        """A year, or all years from `first` to `last`, both included (in either order)."""
        low, high = sorted((first, first if last is None else last))
        return cls(date(low, 1, 1), date(high, 12, 31), approximate)

    @classmethod
    def parse(cls, text: str | None) -> "Birth | None":
        """ "1970-02-28", "1970-02" or "1970"; None for what is none of them, or no possible date.

        A day that does not exist ("1970-02-31") counts as its year.
        """
        written = (text or "").strip()
        if day := _DAY.fullmatch(written):
            try:
                return cls.day(date(*map(int, day.groups())))
            except ValueError:
                written = day[1]
        if month := _MONTH.fullmatch(written):
            written = month[1]
        if _YEAR.fullmatch(written) and int(written) > 0:
            return cls.years(int(written))
        return None

    @property
    def is_exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def written(self) -> str:
        """ISO: a day, a year, or two years with a slash; "~" before what is approximate."""
        mark = "~" if self.approximate else ""
        if self.is_exact:
            return mark + self.first.isoformat()
        if self.first.year == self.last.year:
            return f"{mark}{self.first.year:04}"
        return f"{mark}{self.first.year:04}/{self.last.year:04}"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number somebody gave: `kind` as "passport", "national", "registration", "tax", "imo"."""

    kind: str
    value: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """One person or organization that is screened. Countries are ISO 3166 alpha-2 codes."""

    kind: Kind
    names: tuple[PartyName, ...]
    countries: tuple[str, ...] = ()
    births: tuple[Birth, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list; `id` is whatever the caller knows it by, unique in an index."""

    id: str
    kind: Kind
    names: tuple[PartyName, ...]
    countries: tuple[str, ...] = ()
    births: tuple[Birth, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    gender: Gender | None = None
