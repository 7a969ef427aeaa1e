"""Take lists in: a file comes, is read, waits for a person or comes into force; or is refused.

receive ──job──> read ──> in force          (nothing implausible)
                     ├──> held ──a person──> in force, or refused
                     └──> refused            (the list in force stays what it is)
"""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

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
from engagement.screening import list_storage, settings
from engagement.screening.commands.list_changes import line_up, put_in_force, stage
from engagement.screening.list_files.entries import ListFile
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
from engagement.screening.version_words import problem, sentence
from engagement.screening.workflow.lists import (
    HOLD,
    REFUSE,
    SIGN_OFF,
    TAKE,
    TURN_DOWN,
    of_versions,
    refuse_overtaken,
)

UPLOAD, COMMAND_LINE = "upload", "command line"
FETCHED = "https://"
"""With this begins where a version came from that was fetched."""


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
    before = queries.last_check(source)
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
    except Unreadable as refused:
        turn_down(version, refused.code, **refused.values)
    except (Missing, Damaged):
        turn_down(version, "lost")
    else:
        note_progress(version, 60)
        compare(version, listed)


@bookkeeping
def note_progress(version: ListVersion, percent: int) -> None:
    """How far the reading is, for its page."""
    version.progress = percent


@command
def compare(version: ListVersion, listed: ListFile) -> None:
    """Compare a list with the one in force, and put it in force, hold or refuse it."""
    line_up()
    lock(version)
    if version.state != VersionState.RECEIVED:
        return
    current = queries.in_force(version.source)
    version.base_id = current.id if current else None
    version.generated_at = made = moment_of(listed.generated_at)
    if current and current.generated_at and made and made < current.generated_at:
        days = {"day": made.date(), "current": current.generated_at.date()}
        turn_down(version, "older", **days)
        return
    version.counts = stage(version, listed.entries)
    version.progress = 100
    problems = implausible(version, current)
    if problems:
        hold(version, problems)
    else:
        put_in_force(version, TAKE, actor=SYSTEM)


def moment_of(made: datetime | date | None) -> datetime | None:
    """When a list was made, as an instant: a day counts from its beginning, in UTC."""
    if made is None or isinstance(made, datetime):
        return made
    return datetime.combine(made, time.min, UTC)


def implausible(version: ListVersion, current: ListVersion | None) -> list[dict]:
    """Why a person has to look at a version before it comes into force."""
    if version.source == Source.EXCLUSION and (current or version.received_by_id):
        return [problem("by_hand")]
    if current is None:
        return []
    total = current.counts.get("entries", 0)
    found = []
    for code, key, most in (
        ("shrunken", "removed", settings.shrink_percent()),
        ("grown", "added", settings.grow_percent()),
    ):
        number = version.counts[key]
        if number * 100 > total * most:
            found.append(problem(code, number=number, total=total, percent=most))
    return found


def hold(version: ListVersion, problems: list[dict]) -> None:
    """Let a version wait for a person; those who may confirm it are told. Within a command."""
    db.session.flush()
    of_versions.fire(HOLD, version, actor=SYSTEM)
    version.problems = problems
    version.sentence = " ".join(str(sentence(each)) for each in problems)
    record("screening:list:held", version, actor=SYSTEM, problems=problems, counts=version.counts)
    for person in staff_who_may(Lists.SIGN_OFF, version, *KEEPERS):
        if person.id != version.received_by_id:
            outbox.send(
                "screening/list_held",
                to=person,
                about=version,
                version=version,
                sentences=[sentence(each) for each in problems],
            )


@command
def turn_down(version: ListVersion, code: str, **values) -> None:
    """Refuse a version whole: the list in force stays. Keepers are told of one that was fetched."""
    db.session.flush()
    of_versions.fire(TURN_DOWN, version, actor=SYSTEM)
    why = problem(code, **values)
    version.problems = [why]
    version.sentence = str(sentence(why))
    version.progress = 100
    record("screening:list:refused", version, actor=SYSTEM, code=code, sentence=version.sentence)
    if version.received_from.startswith(FETCHED):
        for person in staff_who_may(Lists.IMPORT, version, *KEEPERS):
            outbox.send(
                "screening/list_refused",
                to=person,
                about=version,
                version=version,
                sentences=[sentence(why)],
            )


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
