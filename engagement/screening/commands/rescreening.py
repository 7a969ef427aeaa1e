"""Compare everybody with what a version of a list brought; a run that was cut short goes on."""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased
from sqlalchemy.types import Text

from engagement.audit.commands import record
from engagement.core.db import bookkeeping, command, db, lock
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor, can
from engagement.matching.index import MemoryIndex
from engagement.matching.reasons import ALGORITHM_VERSION, Hit, Thresholds
from engagement.matching.screener import Screener
from engagement.screening import content, party_keys
from engagement.screening.commands.hits import is_confirmed, lapse, open_matches, scored_pair
from engagement.screening.commands.runs import begin_run, count_in, end_run
from engagement.screening.models import (
    Cause,
    Lapse,
    ListEntry,
    ListVersion,
    Match,
    MatchState,
    Party,
    ScreeningRun,
)
from engagement.screening.permissions import Matches
from engagement.screening.queries import indexes
from engagement.screening.queries.indexes import Scored
from engagement.screening.queries.runs import run_of_version
from engagement.screening.sources import Track, compared_with

AT_ONCE = 2000
"""Parties read, compared and noted at a time."""
ALONE = text("SELECT pg_advisory_xact_lock(hashtext('engagement.screening'))")


@dataclass(frozen=True)
class Asked:
    """A party as it stood when it was compared."""

    id: uuid.UUID
    content: dict[str, Any]
    content_hash: bytes


def rescreen(version: ListVersion, *, actor: Actor) -> ScreeningRun:
    """Compare every party with the entries that a version added or changed; lapse what it removed.

    Only the difference is scored. Each step is a transaction of its own and may be done twice, so
    that a worker that dies loses two thousand parties at most. Returns the signed run.
    """
    run = _begin(version, actor=actor)
    if run.ended_at is not None:
        return run
    rules = Thresholds(**run.thresholds)
    tracks = [track for track in Track if version.source in compared_with([track])]
    if tracks:
        _wait_for_comparisons()
        entries = added_entries(version)
        if entries:
            screener = Screener(MemoryIndex.build(content.all_entries(entries)), rules)
            for last, parties, asked in _parties(run, tracks, party_keys.of_entries(entries)):
                found = _compared(screener, asked, rules)
                if found:
                    _note(run, last, parties, found, actor=actor, rules=rules)
                else:
                    _go_on(run, last, parties)
    _finish(run, actor=actor)
    return run


@command
def _begin(version: ListVersion, *, actor: Actor) -> ScreeningRun:
    """The run of a version, begun now unless it was before; changed and removed entries first."""
    if not can(actor, Matches.SCREEN):
        raise NotAllowed(Matches.SCREEN)
    lock(version)
    if (there := run_of_version(version)) is not None:
        return there
    rules = indexes.thresholds()
    run = begin_run(
        Cause.LIST_CHANGED,
        actor=actor,
        versions={version.source: version},
        rules=rules,
        version=version,
    )
    counts: Counter = Counter(entries=len(added_entries(version)))
    for match, entry in _live_with_changed(version):
        if entry is None:
            lapse(match, Lapse.ENTRY_REMOVED, actor=actor)
            counts["lapsed"] += 1
            continue
        if match.source not in compared_with(match.party.tracks):
            lapse(match, Lapse.LIST_NOT_USED, actor=actor)
            counts["lapsed"] += 1
            continue
        if is_confirmed(match) or match.entry_hash == entry.content_hash:
            continue
        again = scored_pair(match.party, entry, rules)
        if again is None:
            lapse(match, Lapse.BELOW, actor=actor)
            counts["lapsed"] += 1
        else:
            counts += open_matches(run, match.party, [again], actor=actor, rules=rules)
    count_in(run, counts)
    record("screening:run:begun", run, actor=actor, cause=run.cause, source=version.source)
    return run


def added_entries(version: ListVersion) -> Sequence[Any]:
    """Entries that a version added or changed and that are in force now: id and content."""
    return db.session.execute(
        select(ListEntry.id, ListEntry.content).where(
            ListEntry.since_version_id == version.id,
            ListEntry.until_version_id.is_(None),
            ListEntry.kind.in_(indexes.COMPARED),
        )
    ).all()


def _live_with_changed(version) -> list[tuple[Match, ListEntry | None]]:
    """Live matches whose entry a version changed or removed, with what the list says now."""
    then, now = aliased(ListEntry), aliased(ListEntry)
    rows = db.session.execute(
        select(Match, now)
        .join(then, then.id == Match.entry_id)
        .outerjoin(
            now,
            (now.source == Match.source)
            & (now.reference == Match.reference)
            & now.until_version_id.is_(None),
        )
        .where(
            Match.source == version.source,
            Match.state != MatchState.LAPSED,
            then.until_version_id.is_not(None),
        )
    ).all()
    return [(match, entry) for match, entry in rows]


@bookkeeping
def _wait_for_comparisons() -> None:
    """Let those end that began before the version was in force: they compared with the last."""
    db.session.execute(ALONE)


def _parties(
    run: ScreeningRun, tracks: list[Track], keys: party_keys.Wanted
) -> Iterator[tuple[uuid.UUID, int, list[Asked]]]:
    """Everybody who is compared on these tracks, some at a time, from where the run is.

    The last of them, how many they are, and those who share enough with an entry: nobody else can
    be found in it. Keys of an older version of the matching library say nothing.
    """
    wanted = select(Party.id, Party.keys, Party.keys_of).where(
        Party.ended_at.is_(None),
        Party.tracks.overlap(literal([track.value for track in tracks], ARRAY(Text))),
    )
    cursor = run.cursor
    while True:
        statement = wanted if cursor is None else wanted.where(Party.id > cursor)
        rows = db.session.execute(statement.order_by(Party.id).limit(AT_ONCE)).all()
        if rows:
            cursor = rows[-1].id
            near = [
                row.id for row in rows if row.keys_of != ALGORITHM_VERSION or keys.may_be(row.keys)
            ]
            yield cursor, len(rows), _asked(near)
        if len(rows) < AT_ONCE:
            return


def _asked(ids: list[uuid.UUID]) -> list[Asked]:
    if not ids:
        return []
    rows = db.session.execute(
        select(Party.id, Party.content, Party.content_hash).where(Party.id.in_(ids))
    )
    return [Asked(*row) for row in rows]


def _compared(
    screener: Screener, asked: list[Asked], rules: Thresholds
) -> list[tuple[Asked, list[Hit]]]:
    """Those of the parties that are alike enough to an entry for a match, with their hits."""
    found = []
    for each in asked:
        hits = screener.screen(content.party(each.content), limit=indexes.MOST_HITS)
        enough = [hit for hit in hits if hit.score >= rules.open]
        if enough:
            found.append((each, enough))
    return found


@bookkeeping
def _go_on(run: ScreeningRun, last: uuid.UUID, parties: int) -> None:
    """Note that so many parties more were compared and nothing was found."""
    lock(run)
    run.cursor = last
    count_in(run, Counter(parties=parties))


@command
def _note(
    run: ScreeningRun,
    last: uuid.UUID,
    parties: int,
    found: list[tuple[Asked, list[Hit]]],
    *,
    actor: Actor,
    rules: Thresholds,
) -> None:
    """Open matches of so many parties; who has changed since was compared again already."""
    lock(run)
    counts: Counter = Counter(parties=parties)
    rows = {
        party.id: party
        for party in db.session.scalars(
            select(Party)
            .where(Party.id.in_([asked.id for asked, _ in found]))
            .with_for_update(of=Party)
        )
    }
    ids = {content.row_of(hit.entry_id) for _, hits in found for hit in hits}
    entries = {each.id: each for each in indexes.current_entries(ids)}
    for asked, hits in found:
        party = rows[asked.id]
        if party.ended_at is not None or party.content_hash != asked.content_hash:
            continue
        scored = [
            Scored(entries[entry_id], hit)
            for hit in hits
            if (entry_id := content.row_of(hit.entry_id)) in entries
        ]
        counts += open_matches(run, party, scored, actor=actor, rules=rules)
    run.cursor = last
    count_in(run, counts)
    record("screening:run:continued", run, actor=actor, counts=run.counts)


@command
def _finish(run: ScreeningRun, *, actor: Actor) -> None:
    """Sign the run, once."""
    lock(run)
    if run.ended_at is None:
        end_run(run, actor=actor)
