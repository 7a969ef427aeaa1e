"""Candidates from the database: for lists with more names than a process keeps.

The keys and their ranking are those of the matching library, so the result is that of an index in
memory. Keys are joined as a list of values: an array in a condition is planned badly.
"""

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import exists, select, text

from engagement.core.db import db
from engagement.matching import keys
from engagement.matching.parties import Kind
from engagement.matching.prepared import PreparedEntry, PreparedName, prepare
from engagement.screening import content
from engagement.screening.models import EntryKey, EntryKind, ListEntry, Source

COMPARED = (EntryKind.PERSON, EntryKind.ORGANIZATION)
OF_NUMBER, DONE = -1, -2
"""Places that are no name's: an identifier, and that an entry's keys are all there."""
NUMBER = "n:"
SECOND_KIND = 1000
"""Added to places (of names: below 120) of an entry that is compared under a second kind."""
STORED: dict[Kind, EntryKind] = {"person": EntryKind.PERSON, "org": EntryKind.ORGANIZATION}

_COUNTS = text(
    """
    SELECT w.key, c.rows FROM unnest(CAST(:keys AS text[])) AS w(key), LATERAL (
      SELECT count(*) AS rows FROM (
        SELECT 1 FROM screening_entry_key k
        WHERE k.source = :source AND k.kind = :kind AND k.key = w.key LIMIT :most) x) c
    WHERE c.rows > 0
    """
)
_ROWS = text(
    """
    SELECT k.key, k.entry_id, k.place, k.weight
    FROM unnest(CAST(:keys AS text[])) AS w(key)
    JOIN screening_entry_key k ON k.source = :source AND k.kind = :kind AND k.key = w.key
    """
)


class DatabaseCandidates:
    """The names of a list in force, found by their keys in the database."""

    def __init__(self, source: Source, most: int = keys.MOST_ROWS_A_KEY) -> None:
        self._source = source
        self._most = most

    def candidates(self, name: PreparedName, kind: Kind, k: int) -> list[tuple[str, int]]:
        """The `k` listed names most worth scoring, best first: id of the entry, place of a name."""
        asked = keys.asked(name)
        of_list = {"source": self._source.value, "kind": STORED[kind].value}
        counts = dict(
            db.session.execute(
                _COUNTS, of_list | {"keys": sorted(asked.wanted), "most": self._most + 1}
            ).all()
        )
        wanted = sorted(keys.affordable(asked, counts, self._most))
        rows = db.session.execute(_ROWS, of_list | {"keys": wanted}).all()
        found = ((key, _place_in(entry, place), weight) for key, entry, place, weight in rows)
        return keys.rank(asked, found, k)

    def entries(self, ids: Iterable[str]) -> Mapping[str, PreparedEntry]:
        """The prepared entries with these ids."""
        wanted = set(ids)
        rows = db.session.execute(
            select(ListEntry.id, ListEntry.content).where(
                ListEntry.id.in_({content.row_of(each) for each in wanted})
            )
        )
        found = content.all_entries(rows)
        return {each.id: prepare(each) for each in found if each.id in wanted}

    def by_identifier(self, asked: Iterable[str], kind: Kind) -> list[str]:
        """Ids of entries that have one of these identifiers (`evidence.identifier_keys`)."""
        found = db.session.execute(
            select(EntryKey.entry_id, EntryKey.place).where(
                EntryKey.source == self._source,
                EntryKey.kind == STORED[kind],
                EntryKey.key.in_([NUMBER + each for each in asked]),
                EntryKey.place.in_([OF_NUMBER, OF_NUMBER + SECOND_KIND]),
            )
        )
        return sorted({_place_in(entry, place)[0] for entry, place in found})


def _place_in(entry_id: uuid.UUID, place: int) -> tuple[str, int]:
    """The id of the entry that is compared, and the place of a name in it."""
    if place >= SECOND_KIND + OF_NUMBER:
        return f"{entry_id}{content.SECOND}", place - SECOND_KIND
    return str(entry_id), place


def without_keys(source: Source):
    """The search for entries in force whose keys are not stored yet."""
    stored = exists().where(EntryKey.entry_id == ListEntry.id, EntryKey.place == DONE)
    return select(ListEntry).where(
        ListEntry.source == source,
        ListEntry.until_version_id.is_(None),
        ListEntry.kind.in_(COMPARED),
        ~stored,
    )


def are_whole(source: Source) -> bool:
    """Whether the keys of every entry in force are stored."""
    return not db.session.scalar(select(without_keys(source).exists()))
