"""Papers of the two short tracks: what waits, what each says, which files there are."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, false, func, or_, select, true

from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.core.subjects import happened_in
from engagement.protocol.models import (
    Departure,
    Intergovernmental,
    Note,
    Paper,
    Representative,
    ShortTrackState,
)
from engagement.protocol.permissions import Protocol

OPEN = (ShortTrackState.RECEIVED, ShortTrackState.CHECKED)


@dataclass(frozen=True)
class Lines:
    """What a note changes."""

    arrivals: list[Representative]
    departures: list[tuple[Departure, Representative]]


def get_note(note_id: uuid.UUID) -> Note | None:
    """A note verbale by its id."""
    return db.session.get(Note, note_id)


def get_intergovernmental(igo_id: uuid.UUID) -> Intergovernmental | None:
    """An intergovernmental organization by its id."""
    return db.session.get(Intergovernmental, igo_id)


def get_paper(paper_id: uuid.UUID) -> Paper | None:
    """A file of either by its id."""
    return db.session.get(Paper, paper_id)


def lines_of(note: Note) -> Lines:
    """Who arrives and who leaves by a note; two queries."""
    return Lines(
        db.session.scalars(
            select(Representative)
            .where(Representative.note_id == note.id)
            .order_by(Representative.entered_at)
        ).all(),
        [
            (row[0], row[1])
            for row in db.session.execute(
                select(Departure, Representative)
                .join(Representative, Representative.id == Departure.representative_id)
                .where(Departure.note_id == note.id)
                .order_by(Departure.entered_at)
            )
        ],
    )


def papers_of(record: Note | Intergovernmental) -> list[Paper]:
    """The files of a note or of an intergovernmental organization."""
    column = Paper.note_id if isinstance(record, Note) else Paper.igo_id
    return db.session.scalars(select(Paper).where(column == record.id).order_by(Paper.kind)).all()


def notes_of(country: str) -> list[Note]:
    """A State's notes, latest first."""
    return db.session.scalars(
        select(Note).where(Note.country == country).order_by(Note.dated_on.desc(), Note.id)
    ).all()


def listed_notes(actor: Actor, state: ShortTrackState | None = None) -> Select:
    """Notes as columns of a list, for who may read them."""
    columns = (Note.received_on, Note.id, Note.country, Note.reference, Note.dated_on, Note.state)
    found = select(*columns).where(_read_by(actor, Note.entered_at))
    return found if state is None else found.where(Note.state == state)


def listed_igos(actor: Actor, state: ShortTrackState | None = None) -> Select:
    """Intergovernmental organizations as columns of a list, for who may read them."""
    columns = (
        Intergovernmental.name,
        Intergovernmental.id,
        Intergovernmental.name_language,
        Intergovernmental.acronym,
        Intergovernmental.kind,
        Intergovernmental.received_on,
        Intergovernmental.state,
    )
    found = select(*columns).where(_read_by(actor, Intergovernmental.entered_at))
    return found if state is None else found.where(Intergovernmental.state == state)


def _read_by(actor, entered_at):
    """As `Protocol.READ` says it: an auditor reads what was entered in the period engaged for."""
    if can(actor, Protocol.ENTER):
        return true()
    if not can(actor, Protocol.LIST):
        return false()
    return true() if actor.audited.is_open else happened_in(entered_at, actor.audited)


def recorded_igos(day: date) -> list[Intergovernmental]:
    """The public list of a day: recorded until then and not ended, by name. Some hundred at most.

    An end counts once it is confirmed.
    """
    after = datetime.combine(day + timedelta(days=1), time.min, UTC)
    return db.session.scalars(
        select(Intergovernmental)
        .where(
            Intergovernmental.state == ShortTrackState.RECORDED,
            Intergovernmental.recorded_at < after,
            or_(
                Intergovernmental.end_confirmed_at.is_(None),
                Intergovernmental.ended_on >= day,
            ),
        )
        .order_by(Intergovernmental.name)
    ).all()


@dataclass(frozen=True)
class Tracks:
    """How many papers wait for a step."""

    notes: int
    igos: int


def to_check(actor: Actor) -> Tracks:
    """What waits for this person's check: received, and entered by somebody else."""
    return _count(actor, ShortTrackState.RECEIVED, but_own=True)


def to_record(actor: Actor) -> Tracks:
    """What was checked and has not been recorded."""
    return _count(actor, ShortTrackState.CHECKED, but_own=False)


def _count(actor, state, *, but_own):
    if not can(actor, Protocol.ENTER):
        return Tracks(0, 0)
    numbers = []
    for model in (Note, Intergovernmental):
        found = select(func.count()).select_from(model).where(model.state == state)
        if but_own:
            found = found.where(model.entered_by_id != actor.id)
        numbers.append(db.session.scalar(found))
    return Tracks(*numbers)
