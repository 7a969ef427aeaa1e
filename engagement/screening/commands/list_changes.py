"""Compare a list with what is in force, and put a version in force: what changes, nothing else."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, literal, select, text, update

from engagement.audit.commands import record
from engagement.core import versions
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import SYSTEM, Actor
from engagement.core.transitions import Transition
from engagement.jobs.queue import enqueue
from engagement.matching.names import normalise
from engagement.screening.list_files.entries import ListedEntry
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.models import (
    Change,
    ListChange,
    ListEntry,
    ListVersion,
    Source,
    VersionState,
)
from engagement.screening.queries import lists as queries
from engagement.screening.version_words import problem
from engagement.screening.workflow.lists import SUPERSEDE, TURN_DOWN, of_versions

BATCH = 500
ONE_WRITER = text("SELECT pg_advisory_xact_lock(hashtext('engagement.lists'))")
"""One version at a time is compared and put in force, whichever source it is of."""

CHANGED = "screening.list_changed"
"""The job that compares parties with what a version changed; it is told the version's id."""


def line_up() -> None:
    """Wait until nobody else changes a list; first in a command that will."""
    db.session.execute(ONE_WRITER)


def stage(version: ListVersion, entries: Iterable[ListedEntry]) -> dict[str, int]:
    """Keep what a whole list changes of the one in force; returns its counts.

    Entries are told apart by their reference, and changed ones by the hash of their content.
    Raises Unreadable where two have the same reference.
    """
    seen: set[str] = set()
    standing = {row.reference: row for row in db.session.execute(queries.current(version.source))}
    counts: Counter[str] = Counter()
    for some in _batches(entries, BATCH):
        rows = []
        for entry in some:
            if entry.reference in seen:
                raise Unreadable("repeated_reference", reference=entry.reference)
            seen.add(entry.reference)
            counts.update(("entries", entry.kind))
            counts["names"] += len(entry.names)
            before = standing.pop(entry.reference, None)
            digest = entry.content_hash()
            if before is not None and before.content_hash == digest:
                counts["unchanged"] += 1
                continue
            change = Change.CHANGED if before else Change.ADDED
            counts[change.value] += 1
            rows.append(
                row_of(entry, digest)
                | {
                    "version_id": version.id,
                    "change": change,
                    "before_id": before.id if before else None,
                }
            )
        if rows:
            db.session.execute(insert(ListChange), rows)
    for ended in _batches((row.id for row in standing.values()), BATCH):
        remove(version, ended)
    counts["removed"] = len(standing)
    return {"added": 0, "changed": 0, "unchanged": 0, "names": 0, "entries": 0} | counts


def row_of(entry: ListedEntry, digest: bytes) -> dict[str, Any]:
    """The columns of an entry, but for the versions that begin and end it."""
    return {
        "reference": entry.reference,
        "kind": entry.kind,
        "name": entry.names[0].text,
        "programme": entry.programme,
        "listed_on": entry.listed_on,
        "ends_on": entry.until,
        "content": entry.content(),
        "content_hash": digest,
        "words": "\n".join(dict.fromkeys(normalise(name.text) for name in entry.names)),
    }


def remove(version: ListVersion, ids: list, *, reason: str | None = None) -> None:
    """Keep that a version ends these entries."""
    columns = ("reference", "kind", "name", "programme", "listed_on", "ends_on", "words")
    db.session.execute(
        insert(ListChange).from_select(
            ["id", "version_id", "change", "before_id", "reason", *columns],
            select(
                func.gen_random_uuid(),
                literal(version.id),
                literal(Change.REMOVED.value),
                ListEntry.id,
                literal(reason),
                *(getattr(ListEntry, name) for name in columns),
            ).where(ListEntry.id.in_(ids)),
        )
    )


def put_in_force(version: ListVersion, transition: Transition, *, actor: Actor) -> None:
    """Let a version be what the source says from now on; the one before is superseded.

    What others hold of the same source waits no longer: it was compared with another list.
    """
    db.session.flush()
    before = queries.in_force(version.source)
    if before is not None:
        of_versions.fire(SUPERSEDE, before, actor=SYSTEM)
        before.superseded_at = now()
        db.session.flush()
    of_versions.fire(transition, version, actor=actor)
    version.in_force_since = now()
    db.session.flush()
    _apply(version)
    if version.by_hand:
        version.counts = counted(version.source) | {
            key.value: version.counts.get(key.value, 0) for key in Change
        }
    for other in _overtaken(version):
        of_versions.fire(TURN_DOWN, other, actor=SYSTEM)
        other.problems = [*other.problems, problem("overtaken")]
        record("screening:list:overtaken", other, actor=SYSTEM, by=str(version.id))
    record(
        "screening:list:in_force",
        version,
        actor=actor,
        source=version.source.value,
        before=str(before.id) if before else None,
        counts=version.counts,
    )
    versions.bump(queries.AREA)
    enqueue(CHANGED, version_id=str(version.id))


def _apply(version):
    """End what it removes and changes, begin what it adds and changes."""
    mine = ListChange.version_id == version.id
    db.session.execute(
        update(ListEntry)
        .where(ListEntry.id == ListChange.before_id, mine)
        .values(until_version_id=version.id)
        .execution_options(synchronize_session=False)
    )
    columns = (
        "id", "reference", "kind", "name", "programme", "listed_on", "ends_on", "content",
        "content_hash", "words",
    )  # fmt: skip
    begun = mine & (ListChange.change != Change.REMOVED)
    db.session.execute(
        insert(ListEntry).from_select(
            ["source", "since_version_id", *columns],
            select(
                literal(version.source.value),
                literal(version.id),
                *(getattr(ListChange, name) for name in columns),
            ).where(begun),
        )
    )
    db.session.execute(
        update(ListChange)
        .where(begun)
        .values(content=None)
        .execution_options(synchronize_session=False)
    )
    db.session.expire_all()


def counted(source: Source) -> dict[str, int]:
    """Entries in force by kind, and their names, counted in the rows."""
    rows = db.session.execute(
        select(
            ListEntry.kind,
            func.count(),
            func.sum(func.jsonb_array_length(ListEntry.content["names"])),
        )
        .where(ListEntry.source == source, ListEntry.until_version_id.is_(None))
        .group_by(ListEntry.kind)
    ).all()
    kinds = {kind.value: number for kind, number, _names in rows}
    names = sum(int(each) for _kind, _number, each in rows)
    return {"entries": sum(kinds.values()), "names": names, "unchanged": 0} | kinds


def _overtaken(version):
    """Whole lists that wait for a person and were compared with the list before this one."""
    return [
        other
        for other in db.session.scalars(
            select(ListVersion).where(
                ListVersion.source == version.source,
                ListVersion.state == VersionState.HELD,
            )
        )
        if not other.by_hand
    ]


def _batches(items: Iterable, size: int) -> Iterator[list]:
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some
