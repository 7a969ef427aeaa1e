"""Our own exclusion list: one person adds or ends an entry, a second one confirms it.

Each act is a version of the list that waits, see `lists.sign_off_version`.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.references import next_reference
from engagement.screening.commands.list_changes import line_up, remove, row_of
from engagement.screening.commands.lists import hold
from engagement.screening.list_files.entries import ListedBirth, ListedEntry, ListedName
from engagement.screening.list_files.written_names import once as each_once
from engagement.screening.models import (
    Change,
    EntryKind,
    ListChange,
    ListEntry,
    ListVersion,
    Source,
)
from engagement.screening.permissions import Lists
from engagement.screening.queries import lists as queries
from engagement.screening.version_words import problem

BY_HAND = "by hand"
SERIES = "EXC"


@dataclass(frozen=True)
class Exclusion:
    """Who is excluded and why; `evidence` says where that can be read again."""

    kind: EntryKind
    name: str
    grounds: str
    evidence: str
    original: str | None = None
    other_names: list[str] = field(default_factory=list)
    country: str | None = None
    birth_year: int | None = None
    identifier: str | None = None
    until: date | None = None


@command
def add_exclusion(
    exclusion: Exclusion, *, actor: Actor, key: uuid.UUID | None = None
) -> ListVersion:
    """Propose an entry of the exclusion list; RuleViolation for an end that has passed."""
    if earlier := once.take(key, actor):
        return db.session.get_one(ListVersion, earlier.result_id)
    _refuse_others(actor)
    if exclusion.until is not None and exclusion.until < today():
        raise RuleViolation(_l("This day has passed: the exclusion would have ended already."))
    entry = _entry(exclusion)
    digest = entry.content_hash()
    version = _version(digest, actor, Change.ADDED)
    db.session.add(
        ListChange(
            **row_of(entry, digest)
            | {"kind": exclusion.kind, "version_id": version.id, "change": Change.ADDED},
            reason=exclusion.grounds,
        )
    )
    _propose(version, actor=actor, key=key, reference=entry.reference)
    return version


@command
def end_exclusion(
    entry: ListEntry, *, actor: Actor, reason: str, key: uuid.UUID | None = None
) -> ListVersion:
    """Propose that an entry ends. RuleViolation for one that has ended or is about to."""
    if earlier := once.take(key, actor):
        return db.session.get_one(ListVersion, earlier.result_id)
    _refuse_others(actor)
    if entry.source != Source.EXCLUSION:
        raise RuleViolation(_l("Only entries of our own list are ended here."))
    if entry.until_version_id is not None:
        raise RuleViolation(_l("This entry has ended already."))
    if queries.being_ended(entry):
        raise RuleViolation(_l("It waits already for a second person to confirm that it ends."))
    version = _version(entry.content_hash, actor, Change.REMOVED)
    remove(version, [entry.id], reason=reason)
    _propose(version, actor=actor, key=key, reference=entry.reference)
    return version


def _refuse_others(actor):
    if not can(actor, Lists.IMPORT) or actor.is_system:
        raise NotAllowed(Lists.IMPORT)
    line_up()


def _entry(exclusion):
    names = [ListedName(exclusion.name, "primary")]
    names += [ListedName(name, "alias") for name in exclusion.other_names]
    if exclusion.original:
        names.append(ListedName(exclusion.original, "original"))
    year = exclusion.birth_year
    return ListedEntry(
        reference=next_reference(SERIES),
        kind=exclusion.kind.value,
        names=each_once(names),
        countries=(exclusion.country,) if exclusion.country else (),
        births=(ListedBirth(year=year),) if year else (),
        identifiers=(("", exclusion.identifier, None),) if exclusion.identifier else (),
        listed_on=today(),
        until=exclusion.until,
        details={"grounds": exclusion.grounds, "source": exclusion.evidence},
    )


def _version(digest, actor, change):
    current = queries.in_force(Source.EXCLUSION)
    version = ListVersion(
        source=Source.EXCLUSION,
        digest=digest,
        files=[],
        received_at=now(),
        received_from=BY_HAND,
        received_by_id=actor.id,
        base_id=current.id if current else None,
        progress=100,
        counts={key.value: int(key == change) for key in Change},
    )
    db.session.add(version)
    db.session.flush()
    return version


def _propose(version, *, actor, key, reference):
    once.remember(key, version.id)
    record("screening:exclusion:proposed", version, actor=actor, reference=reference)
    hold(version, [problem("by_hand")])
