"""Store the keys of lists that are too long for the memory of a process."""

from collections.abc import Iterator

from sqlalchemy import delete, insert, select

from engagement.core.db import bookkeeping, db
from engagement.matching.evidence import identifier_keys
from engagement.matching.keys import keys_alone, pairs_of, weight_of
from engagement.matching.prepared import prepare
from engagement.screening import content
from engagement.screening.models import EntryKey, ListEntry, Source
from engagement.screening.queries.entry_keys import (
    DONE,
    NUMBER,
    OF_NUMBER,
    SECOND_KIND,
    STORED,
    without_keys,
)

AT_ONCE = 500
MOST_WEIGHT = 32767
FIRST_PLACES = (0, SECOND_KIND)
"""Of names of an entry, and of the same entry under a second kind."""


def store_keys(source: Source) -> int:
    """Store the keys of entries in force that lack them, forget those of others; returns how many.

    Some at a time, each a transaction of its own: whoever dies meanwhile goes on next time.
    """
    _forget(source)
    stored = 0
    while some := _store_some(source):
        stored += some
    return stored


@bookkeeping
def _forget(source: Source) -> None:
    ended = select(ListEntry.id).where(
        ListEntry.source == source, ListEntry.until_version_id.is_not(None)
    )
    db.session.execute(
        delete(EntryKey).where(EntryKey.source == source, EntryKey.entry_id.in_(ended))
    )


@bookkeeping
def _store_some(source: Source) -> int:
    entries = db.session.scalars(without_keys(source).order_by(ListEntry.id).limit(AT_ONCE)).all()
    rows = [row for entry in entries for row in _rows(entry)]
    if rows:
        db.session.execute(insert(EntryKey), rows)
    return len(entries)


def _rows(entry: ListEntry) -> Iterator[dict]:
    of_row = {"entry_id": entry.id, "source": entry.source}
    yield of_row | {"kind": entry.kind, "place": DONE, "key": "", "weight": 0}
    for first, each in zip(FIRST_PLACES, content.entries(entry.id, entry.content), strict=False):
        prepared, of_kind = prepare(each), of_row | {"kind": STORED[each.kind]}
        for number in identifier_keys(prepared.identifiers):
            yield of_kind | {"place": first + OF_NUMBER, "key": NUMBER + number, "weight": 0}
        for place, name in enumerate(prepared.names, start=first):
            weight = min(weight_of(name), MOST_WEIGHT)
            for key in keys_alone(name) | {pair.key for pair in pairs_of(name.tokens)}:
                yield of_kind | {"place": place, "key": key, "weight": weight}
