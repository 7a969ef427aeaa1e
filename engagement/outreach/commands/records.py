"""Enter what was done, change it for a day, add notes."""

import uuid
from dataclasses import asdict, dataclass, field
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.countries import Region, country
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.outreach.models import OutreachKind, OutreachNote, OutreachRecord
from engagement.outreach.permissions import Outreach
from engagement.outreach.queries.records import is_open


@dataclass(frozen=True)
class RecordData:
    """What was done, where, for whom, and what came of it."""

    kind: OutreachKind
    title: str
    held_on: date
    region: Region | None
    text: str
    countries: list[str] = field(default_factory=list)
    major_groups: list[str] = field(default_factory=list)
    people_reached: int | None = None
    organizations_reached: int | None = None
    result: str = ""


@command
def enter_record(data: RecordData, *, actor: Actor, key: uuid.UUID | None = None) -> OutreachRecord:
    """Keep what an officer did. RuleViolation for a day to come, a country of another region."""
    if earlier := once.take(key, actor):
        return db.session.get_one(OutreachRecord, earlier.result_id)
    if not can(actor, Outreach.ENTER):
        raise NotAllowed(Outreach.ENTER)
    _refuse_unfit(data)
    entered = OutreachRecord(**asdict(data), author_id=actor.id, entered_at=now())
    db.session.add(entered)
    db.session.flush()
    once.remember(key, entered.id)
    record("outreach:record:entered", entered, actor=actor, **_told(data))
    return entered


@command
def change_record(entered: OutreachRecord, data: RecordData, *, actor: Actor) -> None:
    """Put right what one has entered oneself, for a day; RuleViolation after that."""
    lock(entered)
    if not can(actor, Outreach.CHANGE, entered):
        raise NotAllowed(Outreach.CHANGE)
    if not is_open(entered):
        raise RuleViolation(
            _l("This record cannot be changed any more. Add a note that corrects it.")
        )
    _refuse_unfit(data)
    for name, value in asdict(data).items():
        setattr(entered, name, value)
    entered.changed_at = now()
    record("outreach:record:changed", entered, actor=actor, **_told(data))


@command
def add_note(
    entered: OutreachRecord, *, text: str, actor: Actor, key: uuid.UUID | None = None
) -> OutreachNote:
    """Correct or complete a record; a note stays as it was written."""
    if earlier := once.take(key, actor):
        return db.session.get_one(OutreachNote, earlier.result_id)
    if not can(actor, Outreach.ADD_NOTE, entered):
        raise NotAllowed(Outreach.ADD_NOTE)
    if not text.strip():
        raise RuleViolation(_l("Write something first."))
    note = OutreachNote(record_id=entered.id, text=text, author_id=actor.id, written_at=now())
    db.session.add(note)
    db.session.flush()
    once.remember(key, note.id)
    record("outreach:note:added", entered, actor=actor, note=str(note.id))
    return note


def _refuse_unfit(data):
    if data.held_on > today():
        raise RuleViolation(_l("Enter what has been done: the day cannot be in the future."))
    elsewhere = [
        code
        for code in data.countries
        if data.region is not None and country(code).region != data.region
    ]
    if elsewhere:
        raise RuleViolation(
            _l(
                "A country or area that you chose is not in the region."
                " Choose all regions, or others."
            )
        )


def _told(data):
    return {
        "kind": data.kind.value,
        "held_on": data.held_on.isoformat(),
        "region": data.region.value if data.region else None,
        "countries": data.countries,
        "major_groups": data.major_groups,
    }
