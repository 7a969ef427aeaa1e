"""What parties are compared with: one index for each list in force, kept by each process.

An index is that of a list version and never changes; when another version is in force it is
replaced as a whole. Lists longer than a setting are looked up in the database (`entry_keys`).
"""

import threading
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from engagement.core.clock import today
from engagement.core.db import db
from engagement.matching.candidates import CandidateSource
from engagement.matching.index import MemoryIndex
from engagement.matching.reasons import Hit, Thresholds
from engagement.matching.screener import Screener
from engagement.screening import content, index_files, settings
from engagement.screening.models import ListEntry, ListVersion, Source, VersionState
from engagement.screening.queries import entry_keys
from engagement.screening.queries.entry_keys import COMPARED

AT_ONCE = 2000
MOST_HITS = 25
"""Of one party in one list."""


@dataclass(frozen=True)
class Kept:
    """The index of a list version, and how many entries it holds."""

    version_id: uuid.UUID
    candidates: CandidateSource
    entries: int


@dataclass(frozen=True)
class Scored:
    """An entry in force that may be the party, with its score and reason."""

    entry: ListEntry
    hit: Hit


_kept: dict[Source, Kept] = {}
_one_builder = threading.Lock()


def versions_in_force() -> dict[Source, ListVersion]:
    """The version of each list that is in force now; lists without one are not in it."""
    found = db.session.scalars(
        select(ListVersion).where(ListVersion.state == VersionState.IN_FORCE)
    )
    return {version.source: version for version in found}


def get_version(version_id: uuid.UUID) -> ListVersion | None:
    """A version of a list by its id."""
    return db.session.get(ListVersion, version_id)


def thresholds() -> Thresholds:
    """The thresholds in force, from settings in per cent."""
    opened = settings.open_score() / 100
    return Thresholds(
        listed=min(settings.listed_score() / 100, opened),
        open=opened,
        strong=max(settings.strong_score() / 100, opened),
    )


def index_of(version: ListVersion) -> Kept:
    """The index of a version in force: the process's own, its snapshot, or built now."""
    kept = _kept.get(version.source)
    if kept is not None and kept.version_id == version.id:
        return kept
    with _one_builder:
        kept = _kept.get(version.source)
        if kept is None or kept.version_id != version.id:
            kept = _kept[version.source] = _made(version)
    return kept


def forget() -> None:
    """Let the next comparison load every index again."""
    _kept.clear()


def _made(version):
    source = version.source
    entries, names = _size(source)
    if names > settings.most_names_in_memory() and entry_keys.are_whole(source):
        return Kept(version.id, entry_keys.DatabaseCandidates(source), entries)
    index = index_files.read(source.value, version.id)
    if index is None:
        index = MemoryIndex.build(content.all_entries(in_force(source)))
        index_files.write(source.value, version.id, index)
    return Kept(version.id, index, entries)


def _size(source) -> tuple[int, int]:
    names = func.sum(func.jsonb_array_length(ListEntry.content["names"]))
    row = db.session.execute(
        select(func.count(), func.coalesce(names, 0)).where(*_conditions(source))
    ).one()
    return row[0], int(row[1])


def is_long(source: Source) -> bool:
    """Whether a list has more names than are kept in memory."""
    return _size(source)[1] > settings.most_names_in_memory()


def _conditions(source):
    return (
        ListEntry.source == source,
        ListEntry.until_version_id.is_(None),
        ListEntry.kind.in_(COMPARED),
    )


def in_force(source: Source) -> Iterator[Any]:
    """Id, kind and content of every entry that can be compared, some at a time."""
    last = None
    while True:
        statement = select(ListEntry.id, ListEntry.kind, ListEntry.content).where(
            *_conditions(source), *([ListEntry.id > last] if last else [])
        )
        rows = db.session.execute(statement.order_by(ListEntry.id).limit(AT_ONCE)).all()
        yield from rows
        if len(rows) < AT_ONCE:
            return
        last = rows[-1].id


def screen(
    party: Mapping[str, Any],
    sources: Collection[Source],
    *,
    rules: Thresholds,
    versions: Mapping[Source, ListVersion],
) -> list[Scored]:
    """Entries in force that may be a party (its content), best first, from the listed score on."""
    asked = content.party(party)
    hits: dict[uuid.UUID, Hit] = {}
    for source in sorted(sources & versions.keys()):
        screener = Screener(index_of(versions[source]).candidates, rules)
        for hit in screener.screen(asked, limit=MOST_HITS):
            hits[content.row_of(hit.entry_id)] = hit
    entries = current_entries(hits)
    scored = [Scored(entry, hits[entry.id]) for entry in entries]
    return sorted(scored, key=lambda each: (-each.hit.score, each.entry.name, str(each.entry.id)))


def current_entries(ids: Iterable[uuid.UUID], day: date | None = None) -> list[ListEntry]:
    """Those of the entries that a list names now and whose time is not over."""
    wanted = list(ids)
    if not wanted:
        return []
    return db.session.scalars(
        select(ListEntry).where(
            ListEntry.id.in_(wanted),
            ListEntry.until_version_id.is_(None),
            or_(ListEntry.ends_on.is_(None), ListEntry.ends_on >= (day or today())),
        )
    ).all()


def entries_compared(sources: Iterable[Source], versions: Mapping[Source, ListVersion]) -> int:
    """How many entries stand in the indexes of these lists."""
    return sum(index_of(versions[source]).entries for source in sources if source in versions)
