"""When a note verbale or a letter may move on, and where to."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.protocol.models import Departure, Note, Paper, PaperKind, Representative
from engagement.protocol.models import ShortTrackState as S
from engagement.protocol.permissions import Protocol as May

NEEDED = {
    "protocol_note": {PaperKind.NOTE},
    "protocol_intergovernmental": {PaperKind.LETTER, PaperKind.TREATY},
}
"""Files without which nothing is checked."""

LINES = (Representative, Departure)
OWN_WORK = _l("You entered this, or a part of it. A colleague has to check it.")


def hands_in(record) -> set:
    """Everybody who entered the record, or a line of it."""
    people = {record.entered_by_id}
    if isinstance(record, Note):
        for line in LINES:
            entered = select(line.entered_by_id).where(line.note_id == record.id)
            people |= set(db.session.scalars(entered))
    return people


def another_checks(record, actor):
    """Four eyes: who entered it does not check it."""
    if actor.id in hands_in(record):
        raise RuleViolation(OWN_WORK)


def papers_are_there(record, actor):
    """The papers it rests on were added, and can be opened."""
    column = Paper.note_id if isinstance(record, Note) else Paper.igo_id
    papers = db.session.scalars(select(Paper).where(column == record.id)).all()
    if NEEDED[record.__tablename__] - {paper.kind for paper in papers if paper.document.opens}:
        raise RuleViolation(
            _l("A paper is missing, or its virus scan has not ended. Add it or wait, then check.")
        )


def says_something(note, actor):
    """A note changes something: people, the administrator, or that the list is right."""
    if note.administrator_email or note.confirms_list:
        return
    lines = (select(line.id).where(line.note_id == note.id).limit(1) for line in LINES)
    if not any(db.session.scalar(line) for line in lines):
        raise RuleViolation(
            _l("Enter what the note says first: who arrives, who leaves, that the list is right.")
        )


def short_track(*guards) -> tuple[Transition, Transition, Transition]:
    """Check, record, return: the same for both kinds of paper."""
    return (
        Transition("check", S.RECEIVED, S.CHECKED, May.HANDLE, *guards),
        Transition("record", S.CHECKED, S.RECORDED, May.HANDLE),
        Transition("return", {S.RECEIVED, S.CHECKED}, S.RETURNED, May.HANDLE),
    )


CHECK_NOTE, RECORD_NOTE, RETURN_NOTE = short_track(another_checks, papers_are_there, says_something)
CHECK_IGO, RECORD_IGO, RETURN_IGO = short_track(another_checks, papers_are_there)

of_notes = Workflow(CHECK_NOTE, RECORD_NOTE, RETURN_NOTE)
of_intergovernmental = Workflow(CHECK_IGO, RECORD_IGO, RETURN_IGO)
