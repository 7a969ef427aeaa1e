"""What a reader asks the register for, and what the answer holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

CAP = 1000
"""Beyond so many hits of a search the page says "more than" and gives no counts."""

PAGE = 50
FACETS = ("region", "major_group", "country", "status", "year")
FIRST_YEAR, LAST_YEAR = 0, 9999


@dataclass(frozen=True)
class Wanted:
    """Words, and a value, or None, for each facet; years are a range, both in it.

    `on` is a past day, None for today. `script` comes first among names, see `collation.RANGES`.
    """

    words: str = ""
    region: str | None = None
    major_group: str | None = None
    country: str | None = None
    status: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    on: date | None = None
    newest: bool = False
    script: str | None = None

    def chosen(self) -> tuple[str, ...]:
        """The facets that are narrowed."""
        return tuple(facet for facet in FACETS if self._narrows(facet))

    def _narrows(self, facet: str) -> bool:
        if facet == "year":
            return self.year_from is not None or self.year_to is not None
        return getattr(self, facet) is not None

    def values(self) -> dict:
        """What the conditions of the chosen facets and of the day are bound to."""
        values = {facet: getattr(self, facet) for facet in self.chosen() if facet != "year"}
        if self._narrows("year"):
            values["year_from"] = FIRST_YEAR if self.year_from is None else self.year_from
            values["year_to"] = LAST_YEAR if self.year_to is None else self.year_to
        if self.on is not None:
            values["day"] = self.on
        return values


class Place(Protocol):
    """Where a page begins: the key of the row before it, or of the row after when `backwards`."""

    @property
    def key(self) -> tuple | None: ...
    @property
    def backwards(self) -> bool: ...


@dataclass(frozen=True)
class Start:
    """The begin of a list, or any place in it."""

    key: tuple | None = None
    backwards: bool = False


@dataclass(frozen=True)
class Found:
    """A page of the register.

    `rows` hold one more than asked for when there are more, in the direction of the place.
    `total` is None beyond `CAP` hits. `nearly`: nothing has the words as they were typed.
    `counts` gives, by facet, the number of hits for each value that another choice would leave.
    """

    rows: Sequence
    total: int | None
    nearly: bool = False
    counts: Mapping[str, Mapping] = field(default_factory=dict)
