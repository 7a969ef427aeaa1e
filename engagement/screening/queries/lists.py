"""Reads of lists: versions, their changes, entries, checks."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, false, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased, joinedload

from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.matching.names import normalise
from engagement.screening.models import (
    Change,
    CheckOutcome,
    ListChange,
    ListCheck,
    ListEntry,
    ListVersion,
    Source,
    VersionState,
)
from engagement.screening.permissions import Lists

AREA = "screening_lists"
"""The data version (`core.versions`) that moves when a list changes."""

LATEST = (VersionState.IN_FORCE, VersionState.SUPERSEDED)


def visible_to(actor: Actor) -> Select:
    """Versions this person may see: all, or none."""
    statement = select(ListVersion).options(
        joinedload(ListVersion.received_by), joinedload(ListVersion.signed_off_by)
    )
    return statement if can(actor, Lists.LIST) else statement.where(false())


def entries_visible_to(actor: Actor) -> Select:
    """Entries this person may see: all, or none."""
    return select(ListEntry) if can(actor, Lists.LIST) else select(ListEntry).where(false())


def get_version(version_id: uuid.UUID) -> ListVersion | None:
    """A version by its id."""
    return db.session.get(ListVersion, version_id)


def get_entry(entry_id: uuid.UUID) -> ListEntry | None:
    """An entry by its id."""
    return db.session.get(ListEntry, entry_id)


def in_force(source: Source) -> ListVersion | None:
    """The version of a source that is in force."""
    return db.session.scalars(
        select(ListVersion).where(
            ListVersion.source == source, ListVersion.state == VersionState.IN_FORCE
        )
    ).first()


def all_in_force() -> dict[Source, ListVersion]:
    """Every version in force, by source."""
    found = db.session.scalars(
        select(ListVersion).where(ListVersion.state == VersionState.IN_FORCE)
    )
    return {version.source: version for version in found}


def waiting(actor: Actor) -> list[ListVersion]:
    """Versions that wait for a person, the oldest first."""
    return db.session.scalars(
        visible_to(actor)
        .where(ListVersion.state == VersionState.HELD)
        .order_by(ListVersion.received_at)
    ).all()


def to_sign_off(actor: Actor) -> int:
    """How many versions wait for this person: held, and not sent by them."""
    if not can(actor, Lists.SIGN_OFF):
        return 0
    return db.session.scalar(
        select(func.count())
        .select_from(ListVersion)
        .where(
            ListVersion.state == VersionState.HELD,
            or_(
                ListVersion.received_by_id.is_(None),
                ListVersion.received_by_id != actor.id,
            ),
        )
    )


def of_source(actor: Actor, source: Source) -> Select:
    """Versions of one source."""
    return visible_to(actor).where(ListVersion.source == source)


def pending_with(source: Source, digest: bytes) -> ListVersion | None:
    """A version with the same bytes that is being read, waits, or is in force."""
    return db.session.scalars(
        select(ListVersion)
        .where(
            ListVersion.source == source,
            ListVersion.digest == digest,
            ListVersion.state.in_(
                [VersionState.RECEIVED, VersionState.HELD, VersionState.IN_FORCE]
            ),
        )
        .order_by(ListVersion.received_at.desc())
        .limit(1)
    ).first()


def latest_of(source: Source) -> ListVersion | None:
    """The version that came last, whatever became of it."""
    return db.session.scalars(
        select(ListVersion)
        .where(ListVersion.source == source)
        .order_by(ListVersion.received_at.desc(), ListVersion.id)
        .limit(1)
    ).first()


def last_checks() -> dict[Source, ListCheck]:
    """The last look for a newer file of each source."""
    found = db.session.scalars(
        select(ListCheck)
        .ext(distinct_on(ListCheck.source))
        .options(joinedload(ListCheck.version))
        .order_by(ListCheck.source, ListCheck.checked_at.desc(), ListCheck.id)
    )
    return {check.source: check for check in found}


def last_check(source: Source) -> ListCheck | None:
    """The last look for a newer file of one source."""
    return db.session.scalars(
        checks_of(source).order_by(ListCheck.checked_at.desc()).limit(1)
    ).first()


def checks_of(source: Source) -> Select:
    """All looks for a newer file of a source."""
    return (
        select(ListCheck).where(ListCheck.source == source).options(joinedload(ListCheck.version))
    )


def seen_at(in_force: dict[Source, ListVersion]) -> dict[Source, datetime]:
    """When the lists in force were last known to be the newest: taken in, or the same again."""
    same = {
        row.source: row.at
        for row in db.session.execute(
            select(ListCheck.source, func.max(ListCheck.checked_at).label("at"))
            .where(ListCheck.outcome == CheckOutcome.SAME)
            .group_by(ListCheck.source)
        )
    }
    return {
        source: max(filter(None, (version.received_at, same.get(source))))
        for source, version in in_force.items()
    }


@dataclass(frozen=True)
class Standing:
    """How it stands with a source; `is_old` when nobody has looked for a newer list for long.

    Our own list is never old: it changes when somebody changes it.
    """

    source: Source
    version: ListVersion | None
    seen_at: datetime | None
    is_old: bool
    check: ListCheck | None
    waiting: ListVersion | None


def standings(
    actor: Actor, moment: datetime, days: int, only: Source | None = None
) -> list[Standing]:
    """How it stands with every source at `moment`, or with one; a constant number of queries."""
    in_force, checks = all_in_force(), last_checks()
    seen, waits = seen_at(in_force), {version.source: version for version in waiting(actor)}
    before = moment - timedelta(days=days)
    return [
        Standing(
            source,
            in_force.get(source),
            seen.get(source),
            source in seen and source != Source.EXCLUSION and seen[source] < before,
            checks.get(source),
            waits.get(source),
        )
        for source in Source
        if only in (None, source)
    ]


def current(source: Source) -> Select:
    """(reference, id, hash) of the entries in force."""
    return select(ListEntry.reference, ListEntry.id, ListEntry.content_hash).where(
        ListEntry.source == source, ListEntry.until_version_id.is_(None)
    )


def entries_of(actor: Actor, source: Source, *, words: str = "") -> Select:
    """Entries in force of a source, those with these words in one name if any are given."""
    statement = entries_visible_to(actor).where(
        ListEntry.source == source, ListEntry.until_version_id.is_(None)
    )
    asked = normalise(words)
    if words.strip():
        found = ListEntry.words.contains(asked, autoescape=True)
        is_reference = ListEntry.reference == words.strip()
        statement = statement.where(or_(found, is_reference) if asked else is_reference)
    return statement


def history_of(entry: ListEntry) -> list[tuple[ListEntry, ListVersion]]:
    """What a source said under this reference over time, latest first, with where each began."""
    since = aliased(ListVersion)
    return db.session.execute(
        select(ListEntry, since)
        .join(since, since.id == ListEntry.since_version_id)
        .where(ListEntry.source == entry.source, ListEntry.reference == entry.reference)
        .order_by(since.in_force_since.desc())
    ).all()


def changes_of(version: ListVersion, change: Change | None = None) -> Select:
    """What a version changes, with what stood before."""
    statement = (
        select(ListChange)
        .where(ListChange.version_id == version.id)
        .options(joinedload(ListChange.before))
    )
    return statement if change is None else statement.where(ListChange.change == change)


def begun_by(changes: Iterable[ListChange]) -> dict[uuid.UUID, ListEntry]:
    """The entries that changes of a version in force began, by the id of both."""
    ids = [change.id for change in changes]
    return {
        entry.id: entry
        for entry in db.session.scalars(select(ListEntry).where(ListEntry.id.in_(ids)))
    }


def being_ended(entry: ListEntry) -> bool:
    """Whether a version that waits would end or change this entry."""
    return db.session.scalar(
        select(
            exists().where(
                ListChange.before_id == entry.id,
                ListChange.version_id == ListVersion.id,
                ListVersion.state == VersionState.HELD,
            )
        )
    )


def stored_hashes() -> set[str]:
    """The hash of every file that a version is made of."""
    return {
        file["sha256"] for files in db.session.scalars(select(ListVersion.files)) for file in files
    }
