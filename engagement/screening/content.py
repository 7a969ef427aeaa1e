"""What is compared, from its stored form: parties and entries share one shape of content.

`content` of a party and of a list entry: names as [text, kind, language], countries, births as
[day, year, from, to, approximate], identifiers as [type, number, country]. `compared` makes the
matching library's values of it; `digest` the hash by which a change shows.
"""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from engagement.matching import folding
from engagement.matching.parties import (
    NAME_KINDS,
    Birth,
    Entry,
    Identifier,
    Kind,
    Party,
    PartyName,
)

MOST_NAMES = 60
"""Names of one party that are compared."""
LONGEST_NAME = 300
KINDS: dict[str, Kind] = {"person": "person", "organization": "org"}
"""Kinds that are compared with each other; vessels and aircraft are kept, not compared."""
OTHER: dict[Kind, Kind] = {"person": "org", "org": "person"}
SECOND = "/2"
"""After the id of an entry that is compared under a second kind."""


def party(content: Mapping[str, Any]) -> Party:
    """A party of ours as the library compares it."""
    return Party(KINDS[content["kind"]], **_values(content))


def entries(entry_id: uuid.UUID | str, content: Mapping[str, Any]) -> tuple[Entry, ...]:
    """An entry of a list as the library compares it, under ids that lead back by `row_of`.

    One of its kind; where the reader of the list guessed that, a second one of the other kind, so
    that neither persons nor organizations miss it. None for a vessel or an aircraft.
    """
    kind = KINDS.get(content["kind"])
    if kind is None:
        return ()
    first = Entry(str(entry_id), kind, **_values(content))
    if not is_kind_guessed(content):
        return (first,)
    return first, replace(first, id=f"{entry_id}{SECOND}", kind=OTHER[kind])


def all_entries(rows: Iterable[Any]) -> Iterator[Entry]:
    """The entries of rows, each with `id` and `content`."""
    for row in rows:
        yield from entries(row.id, row.content)


def row_of(compared_id: str) -> uuid.UUID:
    """The id of the row in the database behind an entry as the library knows it."""
    return uuid.UUID(compared_id.removesuffix(SECOND))


def is_kind_guessed(content: Mapping[str, Any]) -> bool:
    """Whether a list does not say if an entry is a person or an organization."""
    return bool((content.get("details") or {}).get("kind_is_a_guess"))


def digest(content: Mapping[str, Any]) -> bytes:
    """SHA-256 of a content, the same on every machine and run."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def script_of(text: str) -> str:
    """The script of most letters of a name, "latin" and so on; "other" where there is none."""
    letters = Counter(filter(None, map(folding.script, filter(str.isalpha, text))))
    return letters.most_common(1)[0][0] if letters else "other"


def _values(content):
    return {
        "names": tuple(
            PartyName(text[:LONGEST_NAME], kind if kind in NAME_KINDS else "alias")
            for text, kind, _language in content["names"]
        ),
        "countries": tuple(content.get("countries") or ()),
        "births": tuple(filter(None, map(_birth, content.get("births") or ()))),
        "identifiers": tuple(
            Identifier(kind or "", number, country)
            for kind, number, country in content.get("identifiers") or ()
        ),
        "gender": content.get("gender"),
    }


def _birth(parts) -> Birth | None:
    day, year, first, last, approximate = parts
    known = Birth.parse(day)
    if known is not None:
        return Birth(known.first, known.last, approximate)
    first = first or year
    return Birth.years(first, last or first, approximate=approximate) if first else None
