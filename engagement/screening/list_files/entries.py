"""What every reader gives: entries, alike for all lists, and the hash that tells them apart."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

PartyKind = Literal["person", "organization", "vessel", "aircraft", "other"]
NameKind = Literal["primary", "alias", "weak", "former", "original", "acronym"]


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name, as people write it: composed, one space between words.

    `original` is a name in the script of its language; `weak` one that the list itself calls of
    low quality, or that many bear. `language` is known of few lists.
    """

    text: str
    kind: NameKind
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ListedBirth:
    """One day, year or span of years; a span has both ends, what is not known is None."""

    day: str | None = None
    """yyyy-mm-dd, where the whole day is known."""
    year: int | None = None
    from_year: int | None = None
    to_year: int | None = None
    approximate: bool = False

    def content(self) -> list[Any]:
        """For the hash and for showing."""
        return [self.day, self.year, self.from_year, self.to_year, self.approximate]


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """A party as a list names it. `reference` is its key: docs/lists.md says of what it is made."""

    reference: str
    kind: PartyKind
    names: tuple[ListedName, ...]
    """The first is the one to show."""
    countries: tuple[str, ...] = ()
    """Alpha-2 codes: nationality, birth, addresses, in this order; which is which: `details`."""
    births: tuple[ListedBirth, ...] = ()
    identifiers: tuple[tuple[str, str, str | None], ...] = ()
    """(type as written, number, alpha-2 code of who issued it)."""
    gender: str | None = None
    """male or female."""
    programme: str | None = None
    listed_on: date | None = None
    until: date | None = None
    """The last day of an ineligibility; None while it is open."""
    remarks: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
    """For showing, as JSON takes it: addresses, designations, grounds, status and the like."""

    def content(self) -> dict[str, Any]:
        """All of it but the reference as JSON takes it, sets in order: equal when nothing changed.

        The order in which a file writes aliases, addresses or documents is no change.
        """
        return {
            "kind": self.kind,
            "names": [
                [name.text, name.kind, name.language]
                for name in sorted(self.names, key=lambda each: (each.kind, each.text))
            ],
            "shown_as": self.names[0].text,
            "countries": sorted(self.countries),
            "births": sorted((each.content() for each in self.births), key=_in_order),
            "identifiers": sorted((list(each) for each in self.identifiers), key=_in_order),
            "gender": self.gender,
            "programme": self.programme,
            "listed_on": self.listed_on.isoformat() if self.listed_on else None,
            "until": self.until.isoformat() if self.until else None,
            "remarks": self.remarks,
            "details": {key: _sorted(value) for key, value in sorted(self.details.items())},
        }

    def content_hash(self) -> bytes:
        """SHA-256 of the content, 32 bytes, the same on every machine and run."""
        return hashlib.sha256(canonical(self.content()).encode()).digest()


@dataclass
class ListFile:
    """A whole list that can be believed."""

    generated_at: datetime | date | None
    """When the publisher made it, if the file says so."""
    entries: Sequence[ListedEntry]
    repeated: int = 0
    """Rows that said exactly what an earlier row said: read, and kept once."""
    merged: int = 0
    """Rows that gave an entry that was there more addresses, names or grounds."""


def canonical(content: Any) -> str:
    """One text for one content: keys in order, no spaces, letters as they are."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _sorted(value: Any) -> Any:
    return sorted(value, key=_in_order) if isinstance(value, list) else value


def _in_order(value: Any) -> str:
    return canonical(value)
