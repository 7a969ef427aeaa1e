"""Take lists in: a file comes, is read, waits for a person or comes into force; or is refused.

receive ──job──> read ──> in force          (nothing implausible)
                     ├──> held ──a person──> in force, or refused
                     └──> refused            (the list in force stays what it is)
"""

import uuid
from collections.abc import Sequence

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import bookkeeping, command, db, lock
from engagement.core.errors import NotAllowed
from engagement.core.permissions import SYSTEM, Actor, can
from engagement.documents.storage import Damaged, Missing
from engagement.jobs.queue import enqueue
from engagement.mail import outbox
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening import list_storage
from engagement.screening.commands.list_changes import line_up, put_in_force
from engagement.screening.commands.list_verdicts import FETCHED, compare, turn_down
from engagement.screening.list_files.reading import read
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.list_storage import Kept
from engagement.screening.models import (
    CheckOutcome,
    ListCheck,
    ListVersion,
    Source,
    VersionState,
)
from engagement.screening.permissions import Lists
from engagement.screening.permissions.lists import KEEPERS
from engagement.screening.queries import lists as queries
from engagement.screening.queries.list_checks import last_check
from engagement.screening.workflow.lists import (
    REFUSE,
    SIGN_OFF,
    of_versions,
    refuse_overtaken,
)

UPLOAD, COMMAND_LINE = "upload", "command line"


@command
def receive_version(
    source: Source,
    files: Sequence[Kept],
    *,
    actor: Actor,
    received_from: str,
    key: uuid.UUID | None = None,
    later: bool = True,
) -> ListCheck:
    """Take a list in whose files are in the store (`list_storage.keep`); a job then reads it.

    The same bytes as those in force, or as others that wait, make no version: the check says so.
    A file that was refused is not read again each night, but whenever a person sends it. With
    `later` false the caller reads it, see `read_version`.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(ListCheck, earlier.result_id)
    if not can(actor, Lists.IMPORT):
        raise NotAllowed(Lists.IMPORT)
    line_up()
    digest = list_storage.digest_of(files)
    version, outcome = _known(source, digest, received_from)
    if version is None:
        version = ListVersion(
            source=source,
            digest=digest,
            files=[file.told() for file in files],
            received_at=now(),
            received_from=received_from,
            received_by_id=actor.id,
        )
        db.session.add(version)
        db.session.flush()
        if later:
            enqueue("screening.read_version", version_id=str(version.id))
    check = ListCheck(
        source=source,
        checked_at=now(),
        checked_by_id=actor.id,
        received_from=received_from,
        outcome=outcome,
        version=version,
    )
    db.session.add(check)
    db.session.flush()
    once.remember(key, check.id)
    record(
        "screening:list:received",
        version,
        actor=actor,
        source=source.value,
        outcome=outcome.value,
        received_from=received_from,
        files=[file.name for file in files],
        digest=digest.hex(),
    )
    return check


def _known(source, digest, received_from):
    known = queries.pending_with(source, digest)
    if known is not None:
        in_force = known.state == VersionState.IN_FORCE
        return known, CheckOutcome.SAME if in_force else CheckOutcome.HERE
    latest = queries.latest_of(source) if received_from.startswith(FETCHED) else None
    if latest is not None and latest.state == VersionState.REFUSED and latest.digest == digest:
        return latest, CheckOutcome.HERE
    return None, CheckOutcome.NEW


@command
def note_no_file(source: Source, *, code: str, received_from: str) -> None:
    """Keep that no file came from a configured address; keepers are told the first time."""
    before = last_check(source)
    check = ListCheck(
        source=source,
        checked_at=now(),
        received_from=received_from,
        outcome=CheckOutcome.FAILED,
        code=code,
    )
    db.session.add(check)
    db.session.flush()
    record("screening:list:not_fetched", check, actor=SYSTEM, source=source.value, code=code)
    if before is None or before.outcome != CheckOutcome.FAILED:
        for person in staff_who_may(Lists.IMPORT, check, *KEEPERS):
            outbox.send("screening/list_not_fetched", to=person, about=check, check=check)


def read_version(version: ListVersion) -> None:
    """Read what was received: it comes into force, is held, or is refused whole.

    Reading is outside of a transaction; what follows is one. May be called again.
    """
    if version.state != VersionState.RECEIVED:
        return
    note_progress(version, 10)
    try:
        with list_storage.paths_of(version) as paths:
            listed = read(version.source.value, paths)
        note_progress(version, 60)
        compare(version, listed)
    except Unreadable as refused:
        turn_down(version, refused.code, **refused.values)
    except (Missing, Damaged):
        turn_down(version, "lost")


@bookkeeping
def note_progress(version: ListVersion, percent: int) -> None:
    """How far the reading is, for its page."""
    version.progress = percent


@command
def sign_off_version(version: ListVersion, *, actor: Actor, reason: str) -> None:
    """Put a held version in force: somebody compared it with its publisher, or with its evidence.

    RuleViolation for whoever sent it, and when the list has changed since.
    """
    line_up()
    lock(version)
    if not can(actor, Lists.SIGN_OFF, version):
        raise NotAllowed(Lists.SIGN_OFF)
    if version.state == VersionState.HELD:
        refuse_overtaken(version)
    put_in_force(version, SIGN_OFF, actor=actor)
    version.signed_off_by_id, version.signed_off_at = actor.id, now()
    version.sign_off_reason = reason
    record("screening:list:signed_off", version, actor=actor, reason=reason)


@command
def refuse_version(version: ListVersion, *, actor: Actor, reason: str) -> None:
    """Do not put a held version in force; the list in force stays what it is."""
    of_versions.fire(REFUSE, version, actor=actor)
    version.signed_off_by_id, version.signed_off_at = actor.id, now()
    version.sign_off_reason = reason
    record("screening:list:not_confirmed", version, actor=actor, reason=reason)
