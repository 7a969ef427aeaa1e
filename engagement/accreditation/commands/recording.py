"""Record accreditations granted before the platform: one person enters, a second one confirms.

list ──begin──> checking ──job──> checked ──hand over──> waiting ──confirm──> confirmed
by hand ───────────────────────────────────────────────> waiting      ──job──> recorded
"""

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import insert, select, update

from engagement.accreditation import member_lists
from engagement.accreditation.commands.recorded_rows import write_lines
from engagement.accreditation.member_lists import Line
from engagement.accreditation.models import LineOutcome, RecordedLine, Recording, RecordingState
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries import accreditation_held
from engagement.accreditation.queries import recordings as queries
from engagement.accreditation.recording_workflow import (
    CHECK,
    CONFIRM,
    DISCARD,
    HAND_OVER,
    REFUSE,
    WRITE,
    recording_workflow,
)
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, Role, can
from engagement.core.references import plain_number
from engagement.jobs.queue import enqueue
from engagement.mail import outbox
from engagement.organizations.models import Organization
from engagement.organizations.queries.staff import staff_who_may

BATCH = 500
AT_ONCE = 100
"""So many lines are checked, or recorded, while the person waits; more are the work of a job."""


@command
def begin_list(
    lines: Sequence[Line],
    *,
    actor: Actor,
    title: str,
    content: bytes,
    key: uuid.UUID | None = None,
) -> Recording:
    """Keep the lines of a list and have them checked; nothing of it is recorded yet.

    `content` is the file, of which a fingerprint stays. A short list is checked at once.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(Recording, earlier.result_id)
    if not actor.is_system and not can(actor, Accreditations.RECORD):
        raise NotAllowed(Accreditations.RECORD)
    recording = Recording(
        title=title,
        sha256=hashlib.sha256(content).hexdigest(),
        state=RecordingState.CHECKING,
        entered_by_id=actor.id,
        entered_at=now(),
    )
    db.session.add(recording)
    db.session.flush()
    for some in _batches(lines, BATCH):
        db.session.execute(
            insert(RecordedLine),
            [
                {
                    "recording_id": recording.id,
                    "number": line.number,
                    "outcome": LineOutcome.NEW,
                    "cells": line.cells | ({"surplus": "yes"} if line.surplus else {}),
                    "entry": {},
                    "problems": [],
                    "warnings": [],
                }
                for line in some
            ],
        )
    once.remember(key, recording.id)
    record(
        "accreditation:recording:begun",
        recording,
        actor=actor,
        title=title,
        lines=len(lines),
        sha256=recording.sha256,
    )
    if len(lines) <= AT_ONCE:
        check_recording(recording)
    else:
        enqueue("accreditation.check_recording", recording_id=str(recording.id))
    return recording


@command
def check_recording(recording: Recording) -> None:
    """Say of each line what would become of it. May be called twice."""
    lock(recording)
    if recording.state != RecordingState.CHECKING:
        return
    seen, results = queries.Seen(), {}
    rows = db.session.execute(
        select(RecordedLine.id, RecordedLine.number, RecordedLine.cells)
        .where(RecordedLine.recording_id == recording.id)
        .order_by(RecordedLine.number)
    ).all()
    for some in _batches(rows, BATCH):
        lines = [line_from(row.number, row.cells) for row in some]
        judged = queries.judge(lines, day=today(), seen=seen, but=recording.id)
        results |= dict(zip([row.id for row in some], judged, strict=True))
    for some in _batches(results.items(), BATCH):
        db.session.execute(update(RecordedLine), [_columns(row, one) for row, one in some])
    recording_workflow.fire(CHECK, recording, actor=SYSTEM)
    states = [one.outcome for one in results.values()]
    record(
        "accreditation:recording:checked",
        recording,
        actor=SYSTEM,
        **{state.value: states.count(state) for state in LineOutcome if state in states},
    )


def line_from(number: int, cells: dict[str, str]) -> Line:
    """A line as it was kept."""
    kept = {name: cell for name, cell in cells.items() if name != "surplus"}
    return Line(number, kept, surplus="surplus" in cells)


def _columns(row_id, judged):
    return {
        "id": row_id,
        "outcome": judged.outcome,
        "entry": judged.values,
        "problems": judged.problems,
        "warnings": judged.warnings,
        "identity": judged.identity,
        "organization_id": judged.organization_id,
        "accreditation_id": judged.accreditation_id,
        "alike_id": judged.alike_id,
    }


@command
def record_by_hand(
    *,
    actor: Actor,
    values: dict[str, Any],
    organization: Organization | None = None,
    alike: Sequence[uuid.UUID] = (),
    key: uuid.UUID | None = None,
) -> Recording:
    """Propose one accreditation: of `organization`, or of a new one with the names of `values`.

    `values` are those of an entry of a list (`member_lists`). `alike` are organizations that were
    offered as perhaps the same and declined. RuleViolation for a number that is taken or of ours,
    for an organization that holds one, and for what waits already.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(Recording, earlier.result_id)
    if not can(actor, Accreditations.RECORD) or (
        organization is not None and organization.id in actor.conflicts
    ):
        raise NotAllowed(Accreditations.RECORD)
    _refuse_number(values.get("number"))
    if organization is not None:
        _refuse_holder(organization)
        values = values | {"name": organization.name, "country": organization.country}
    identity = member_lists.identity(values)
    _refuse_waiting(identity)
    recording = Recording(
        title=values["name"],
        by_hand=True,
        state=RecordingState.WAITING,
        organization_id=organization.id if organization else None,
        entered_by_id=actor.id,
        entered_at=now(),
    )
    db.session.add(recording)
    db.session.flush()
    db.session.add(
        RecordedLine(
            recording_id=recording.id,
            number=1,
            outcome=LineOutcome.READY,
            cells={},
            entry=values,
            problems=[],
            warnings=[],
            identity=identity,
            organization_id=recording.organization_id,
        )
    )
    once.remember(key, recording.id)
    record(
        "accreditation:recording:entered",
        recording,
        actor=actor,
        name=values["name"],
        number=values.get("number"),
        since=values["since"],
        offered_as_alike=[str(each) for each in alike],
    )
    _ask_second(recording)
    return recording


def _refuse_number(number):
    if not number:
        return
    if queries.by_numbers([plain_number(number)]):
        raise RuleViolation(_l("This number is taken. Check it, or leave the field empty."))
    if queries.OF_SERIES.fullmatch(plain_number(number)):
        raise RuleViolation(
            _l("Numbers of this form are given by the platform. Leave the field empty to get one.")
        )


def _refuse_holder(organization):
    if held := accreditation_held(organization.id, MAJOR_GROUP.key):
        raise RuleViolation(
            _l(
                "The organization holds the accreditation %(number)s already, and it can hold"
                " only one of this kind.",
                number=held.number,
            )
        )


def _refuse_waiting(identity):
    waits = db.session.scalars(
        select(RecordedLine)
        .join(Recording)
        .where(
            RecordedLine.identity == identity,
            RecordedLine.outcome == LineOutcome.READY,
            Recording.state.in_(queries.PENDING),
        )
        .limit(1)
    ).first()
    if waits is not None:
        raise RuleViolation(_l("This accreditation has been entered and waits for confirmation."))


@command
def hand_over_recording(recording: Recording, *, actor: Actor) -> None:
    """Ask a second person to confirm a checked list. RuleViolation when nothing is to be done."""
    recording_workflow.fire(HAND_OVER, recording, actor=actor)
    if not _ready(recording):
        raise RuleViolation(_l("This list has no line that could be recorded."))
    record("accreditation:recording:handed_over", recording, actor=actor)
    _ask_second(recording)


@command
def discard_recording(recording: Recording, *, actor: Actor) -> None:
    """Lay a run aside before it is confirmed."""
    recording_workflow.fire(DISCARD, recording, actor=actor)
    recording.ended_by_id, recording.ended_at = actor.id, now()
    record("accreditation:recording:discarded", recording, actor=actor)


@command
def refuse_recording(recording: Recording, *, actor: Actor, reason: str) -> None:
    """Do not confirm what somebody else entered; who did is told why."""
    recording_workflow.fire(REFUSE, recording, actor=actor)
    recording.ended_by_id, recording.ended_at, recording.reason = actor.id, now(), reason
    record("accreditation:recording:refused", recording, actor=actor, reason=reason)
    if recording.entered_by is not None:
        outbox.send(
            "accreditation/recording_refused",
            to=recording.entered_by,
            about=recording,
            recording=recording,
        )


@command
def confirm_recording(recording: Recording, *, actor: Actor) -> None:
    """Confirm what somebody else entered: it is recorded and listed, by a job when it is long.

    This is the brake against a bad file: nothing that one person alone has seen gets into the
    register.
    """
    recording_workflow.fire(CONFIRM, recording, actor=actor)
    recording.confirmed_by_id, recording.confirmed_at = actor.id, now()
    number = _ready(recording)
    record("accreditation:recording:confirmed", recording, actor=actor, lines=number)
    if number <= AT_ONCE:
        write_recording(recording)
    else:
        enqueue("accreditation.write_recording", recording_id=str(recording.id))


def write_recording(recording: Recording) -> None:
    """Record the lines of a confirmed run, some hundred a transaction. May be called again."""
    while write_some(recording):
        pass


@command
def write_some(recording: Recording) -> int:
    """Record the next lines; returns how many. The last call closes the run."""
    lock(recording)
    if recording.state != RecordingState.CONFIRMED:
        return 0
    lines = db.session.scalars(
        select(RecordedLine)
        .where(RecordedLine.recording_id == recording.id, RecordedLine.outcome == LineOutcome.READY)
        .order_by(RecordedLine.number)
        .limit(BATCH)
    ).all()
    if lines:
        write_lines(recording, lines)
        return len(lines)
    recording_workflow.fire(WRITE, recording, actor=SYSTEM)
    recording.ended_at = now()
    record("accreditation:recording:recorded", recording, actor=SYSTEM)
    return 0


def _ready(recording) -> int:
    ready = select(RecordedLine.id).where(
        RecordedLine.recording_id == recording.id, RecordedLine.outcome == LineOutcome.READY
    )
    return len(db.session.scalars(ready).all())


def _ask_second(recording):
    for person in staff_who_may(
        Accreditations.RECORD_RUN, recording, Role.REVIEWER, Role.HEAD_OF_UNIT
    ):
        if person.id != recording.entered_by_id:
            outbox.send(
                "accreditation/recording_waits", to=person, about=recording, recording=recording
            )


def _batches(items, size: int) -> Iterator[list]:
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some
