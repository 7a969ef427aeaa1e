"""A note verbale: enter it with its lines, check it, record it, return it."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now, today
from engagement.core.countries import country as place_of
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.personal_data import masked
from engagement.core.transitions import MOVED_ON
from engagement.mail import outbox
from engagement.protocol import queries
from engagement.protocol.commands.papers import freeze_papers
from engagement.protocol.commands.states import AREA, state_row
from engagement.protocol.models import (
    Departure,
    Function,
    Note,
    Representative,
    Seat,
    ShortTrackState,
)
from engagement.protocol.permissions import Protocol
from engagement.protocol.workflow import CHECK_NOTE, RECORD_NOTE, RETURN_NOTE, of_notes


@dataclass(frozen=True)
class NoteData:
    """What is written on a note itself."""

    country: str
    reference: str
    dated_on: date
    received_on: date
    administrator_name: str | None = None
    administrator_email: str | None = None
    confirms_list: bool = False


@dataclass(frozen=True)
class RepresentativeData:
    """Somebody a note names."""

    name: str
    function: Function
    seat: Seat
    from_day: date
    latin_name: str | None = None
    title: str | None = None
    email: str | None = None
    telephone: str | None = None


@command
def enter_note(data: NoteData, *, actor: Actor, key: uuid.UUID | None = None) -> Note:
    """Enter a note that came; what it changes is added line by line, then somebody else checks.

    RuleViolation for a State that names no representatives, for days to come, and for a reference
    that is here already.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(Note, earlier.result_id)
    if not can(actor, Protocol.ENTER):
        raise NotAllowed(Protocol.ENTER)
    refuse_unfit(data)
    note = Note(**asdict(data), entered_by_id=actor.id, entered_at=now())
    _add(note)
    once.remember(key, note.id)
    record("protocol:note:entered", note, actor=actor, **_told(data))
    return note


@command
def change_note(note: Note, data: NoteData, *, actor: Actor) -> None:
    """Correct what was entered of a note that nobody has checked; it then is one's own work."""
    _editable(note, actor)
    refuse_unfit(data)
    if data.country != note.country:
        raise RuleViolation(_l("A note stays with its State. Return it and enter it anew."))
    try:
        with db.session.begin_nested():
            for name, value in asdict(data).items():
                setattr(note, name, value)
            note.entered_by_id, note.entered_at = actor.id, now()
            db.session.flush()
    except IntegrityError:
        raise RuleViolation(TWICE) from None
    record("protocol:note:changed", note, actor=actor, **_told(data))


@command
def add_arrival(
    note: Note,
    data: RepresentativeData,
    *,
    actor: Actor,
    replaces: Representative | None = None,
    key: uuid.UUID | None = None,
) -> Representative:
    """A line of a note: somebody takes up a function, in place of somebody else or beside them.

    Who is replaced leaves on the day before; RuleViolation when that is before the person came.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(Representative, earlier.result_id)
    _editable(note, actor)
    person = Representative(
        country=note.country,
        note_id=note.id,
        **asdict(data),
        entered_by_id=actor.id,
        entered_at=now(),
    )
    db.session.add(person)
    db.session.flush()
    if replaces is not None:
        if replaces.to_day is not None and replaces.to_day < today():
            raise RuleViolation(_l("This person has left already."))
        _depart(note, replaces, data.from_day - timedelta(days=1), actor)
    once.remember(key, person.id)
    record(
        "protocol:arrival:added",
        note,
        actor=actor,
        representative=str(person.id),
        name=data.name,
        function=data.function.value,
        seat=data.seat.value,
        from_day=data.from_day.isoformat(),
        replaces=replaces.name if replaces else None,
    )
    return person


@command
def add_departure(note: Note, person: Representative, *, to_day: date, actor: Actor) -> None:
    """A line of a note: somebody leaves, or left on another day than is recorded."""
    _editable(note, actor)
    if person.to_day == to_day:
        raise RuleViolation(_l("This is the last day that is recorded already."))
    _depart(note, person, to_day, actor)
    record(
        "protocol:departure:added",
        note,
        actor=actor,
        representative=str(person.id),
        name=person.name,
        to_day=to_day.isoformat(),
    )


@command
def remove_line(note: Note, line_id: uuid.UUID, *, actor: Actor) -> None:
    """Take a line out of a note that nobody has checked; one that is gone already is no fault."""
    _editable(note, actor)
    for model in (Departure, Representative):
        line = db.session.scalars(select(model).filter_by(id=line_id, note_id=note.id)).first()
        if line is not None:
            db.session.delete(line)
            record("protocol:line:removed", note, actor=actor, line=str(line_id))
            return


@command
def check_note(note: Note, *, actor: Actor) -> None:
    """Find that a note is genuine and was entered as it says; by somebody who did not enter it."""
    of_notes.fire(CHECK_NOTE, note, actor=actor)
    note.checked_by_id, note.checked_at = actor.id, now()
    freeze_papers(note)
    record("protocol:note:checked", note, actor=actor)


@command
def record_note(note: Note, *, actor: Actor) -> None:
    """Let a checked note take effect: who arrives is in office, who leaves has a last day."""
    of_notes.fire(RECORD_NOTE, note, actor=actor)
    note.recorded_by_id, note.recorded_at = actor.id, now()
    lines = queries.lines_of(note)
    for person in lines.arrivals:
        person.recorded_at = note.recorded_at
    for departure, person in lines.departures:
        lock(person)
        person.to_day, person.ended_by_id = departure.to_day, note.id
    state = state_row(note.country)
    if note.confirms_list:
        state.confirmed_on, state.confirmed_by_id = today(), actor.id
    versions.bump(AREA)
    record(
        "protocol:note:recorded",
        note,
        actor=actor,
        arrivals=[str(person.id) for person in lines.arrivals],
        departures=[str(person.id) for _line, person in lines.departures],
    )
    _tell(note, "note_recorded")


@command
def return_note(note: Note, *, actor: Actor, reason: str) -> None:
    """Send a note back to the State with a reason; nothing of it takes effect."""
    of_notes.fire(RETURN_NOTE, note, actor=actor)
    note.returned_by_id, note.return_reason = actor.id, reason
    freeze_papers(note)
    record("protocol:note:returned", note, actor=actor, reason=reason)
    _tell(note, "note_returned")


TWICE = _l("A note of this State with this reference is here already. Open it from the list.")


def refuse_unfit(data: NoteData) -> None:
    """RuleViolation for what cannot be written on a note."""
    place = place_of(data.country)
    if place is None or not place.takes_part:
        raise RuleViolation(_l("Choose a Member State or an observer State."))
    if data.dated_on > data.received_on:
        raise RuleViolation(_l("A note comes on its own date or later. Check both days."))
    if data.received_on > today():
        raise RuleViolation(_l("Enter the day on which the note came, not a day to come."))


def _add(note):
    try:
        with db.session.begin_nested():
            db.session.add(note)
            db.session.flush()
    except IntegrityError:
        raise RuleViolation(TWICE) from None


def _editable(note, actor):
    lock(note)
    if not can(actor, Protocol.HANDLE, note):
        raise NotAllowed(Protocol.HANDLE)
    if note.state != ShortTrackState.RECEIVED:
        raise RuleViolation(MOVED_ON)


def _depart(note, person, to_day, actor):
    if person.country != note.country or person.recorded_at is None:
        raise RuleViolation(_l("Choose somebody who is on this State's list."))
    if to_day < person.from_day:
        raise RuleViolation(
            _l("The last day would lie before the day on which the person came. Check the days.")
        )
    try:
        with db.session.begin_nested():
            db.session.add(
                Departure(
                    note_id=note.id,
                    representative_id=person.id,
                    to_day=to_day,
                    entered_by_id=actor.id,
                    entered_at=now(),
                )
            )
            db.session.flush()
    except IntegrityError:
        raise RuleViolation(_l("This note says already that the person leaves.")) from None


def _told(data):
    """What the trail keeps of a note: an address is masked, the trail is for ever."""
    address = data.administrator_email
    return {
        "country": data.country,
        "reference": data.reference,
        "dated_on": data.dated_on.isoformat(),
        "received_on": data.received_on.isoformat(),
        "administrator": data.administrator_name,
        "email": masked(address) if address else None,
        "confirms_list": data.confirms_list,
    }


def _tell(note, message):
    for person in queries.administrators([note.country]).get(note.country, []):
        outbox.send(f"protocol/{message}", to=person, about=note, note=note)
