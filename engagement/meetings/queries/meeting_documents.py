"""Documents of a meeting, as far as a reader belongs to their audience."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.core.text import LANGUAGES
from engagement.meetings.models import AgendaItem, DocumentVersion, Meeting, MeetingDocument
from engagement.meetings.paper_permissions import audiences_of


@dataclass(frozen=True)
class Punctuality:
    """How a meeting was served with documents: `in_time` of `due`, `complete` of `opened`.

    `due` are those whose first announced day is over or that are there, `opened` those announced
    before the meeting opened; 0 before it did.
    """

    due: int
    in_time: int
    opened: int
    complete: int


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """The items of its agenda in order."""
    return list(
        db.session.scalars(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == meeting.id)
            .order_by(AgendaItem.position, AgendaItem.number, AgendaItem.id)
        )
    )


def next_position(meeting: Meeting) -> int:
    """The place after the last item."""
    last = select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id)
    return (db.session.scalar(last) or 0) + 1


def readable(meeting: Meeting, actor: Actor) -> Select:
    """Documents of a meeting this person may read: the same rule as `Papers.READ`."""
    return (
        select(MeetingDocument)
        .where(
            MeetingDocument.meeting_id == meeting.id,
            MeetingDocument.audience.in_(audiences_of(actor)),
        )
        .order_by(MeetingDocument.symbol, MeetingDocument.id)
        .options(selectinload(MeetingDocument.versions))
    )


def documents_of(meeting: Meeting, actor: Actor) -> list[MeetingDocument]:
    """Documents of a meeting that this person may read, by symbol."""
    return list(db.session.scalars(readable(meeting, actor)))


def punctuality(meeting: Meeting, papers: Sequence[MeetingDocument]) -> Punctuality:
    """The figures of some of its documents."""
    present = now()
    late = [days for each in papers if (days := each.days_late(present)) is not None]
    opened = meeting.starts_at <= present
    announced = [each for each in papers if opened and each.created_at <= meeting.starts_at]
    return Punctuality(
        due=len(late),
        in_time=late.count(0),
        opened=len(announced),
        complete=sum(each.languages_at(meeting.starts_at) == len(LANGUAGES) for each in announced),
    )


def get_item(agenda_item_id: uuid.UUID) -> AgendaItem | None:
    """An item of an agenda by its id."""
    return db.session.get(AgendaItem, agenda_item_id)


def get_paper(meeting_document_id: uuid.UUID) -> MeetingDocument | None:
    """A document of a meeting by its id."""
    return db.session.get(MeetingDocument, meeting_document_id)


def get_version(document_version_id: uuid.UUID) -> DocumentVersion | None:
    """A version by its id."""
    return db.session.get(DocumentVersion, document_version_id)
