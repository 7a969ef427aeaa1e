"""Officers keep the agenda of a meeting and its documents."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.seen import refuse_stale
from engagement.core.transitions import MOVED_ON
from engagement.documents import commands as documents
from engagement.documents.intake import Taken
from engagement.meetings.commands.deadlines import Move, follows_meeting
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.models import (
    AgendaItem,
    Commenters,
    DocumentAudience,
    DocumentVersion,
    Meeting,
    MeetingDocument,
)
from engagement.meetings.permissions import Meetings


@dataclass(frozen=True)
class ItemData:
    """What stands in an agenda: `title` by language."""

    number: str
    title: dict[str, str]
    position: int


@dataclass(frozen=True)
class PaperData:
    """What is announced of a document: `due_on` is the day by which it should be there."""

    symbol: str
    title: dict[str, str]
    audience: DocumentAudience
    due_on: date
    unedited: bool = False
    agenda_item: AgendaItem | None = None


@command
def add_agenda_item(
    meeting: Meeting, data: ItemData, *, actor: Actor, key: uuid.UUID | None = None
) -> AgendaItem:
    """Add an item to the agenda of a meeting."""
    if earlier := once.take(key, actor):
        return db.session.get_one(AgendaItem, earlier.result_id)
    _may(actor)
    item = AgendaItem(meeting=meeting, number=data.number, title=data.title, position=data.position)
    db.session.add(item)
    db.session.flush()
    once.remember(key, item.id)
    versions.bump(AREA)
    record("meetings:agenda_item:added", item, actor=actor, meeting=str(meeting.id))
    return item


@command
def change_agenda_item(item: AgendaItem, data: ItemData, *, actor: Actor) -> None:
    """Change what stands in the agenda."""
    _may(actor)
    lock(item)
    before = {"number": item.number, "title": item.title, "position": item.position}
    item.number, item.title, item.position = data.number, data.title, data.position
    versions.bump(AREA)
    record("meetings:agenda_item:changed", item, actor=actor, before=before)


@command
def announce_document(
    meeting: Meeting, data: PaperData, *, actor: Actor, key: uuid.UUID | None = None
) -> MeetingDocument:
    """Announce a document; the day announced now is the one against which it will be measured.

    RuleViolation for a symbol that the meeting has already, and for an unedited document that
    accredited organizations could not read.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(MeetingDocument, earlier.result_id)
    _may(actor)
    paper = MeetingDocument(meeting=meeting, first_due_on=data.due_on, created_by_id=actor.id)
    _write(paper, data)
    once.remember(key, paper.id)
    versions.bump(AREA)
    record(
        "meetings:document:announced",
        paper,
        actor=actor,
        symbol=paper.symbol,
        audience=paper.audience.value,
        due_on=paper.due_on.isoformat(),
    )
    return paper


@command
def change_document(
    paper: MeetingDocument, data: PaperData, *, actor: Actor, seen: str | None = None
) -> None:
    """Change what is announced of a document; the day announced first stays what it was.

    `seen` marks what the page showed (`core.seen`); Stale where something else stands by now.
    """
    _may(actor)
    lock(paper)
    refuse_stale(paper, seen, vars(data))
    before = {
        "symbol": paper.symbol,
        "title": paper.title,
        "audience": paper.audience.value,
        "due_on": paper.due_on.isoformat(),
        "unedited": paper.unedited,
    }
    _write(paper, data)
    versions.bump(AREA)
    record("meetings:document:changed", paper, actor=actor, before=before)


@follows_meeting
def move_days(meeting: Meeting, move: Move) -> int:
    """Documents of a postponed meeting may be there later, unless they are, or are late already.

    The day announced first stays: whether they are in time is counted against it.
    """
    zone = ZoneInfo(meeting.zone)
    papers = db.session.scalars(
        select(MeetingDocument).where(
            MeetingDocument.meeting_id == meeting.id,
            MeetingDocument.due_on >= now().astimezone(zone).date(),
        )
    )
    moved = [each for each in papers if each.first_published_at is None]
    for each in moved:
        noon = datetime.combine(each.due_on, time(12), zone)
        each.due_on = move(noon).astimezone(zone).date()
    return len(moved)


@command
def add_version(
    paper: MeetingDocument,
    language: str,
    taken: Taken,
    *,
    actor: Actor,
    key: uuid.UUID | None = None,
) -> DocumentVersion | None:
    """Keep what was uploaded in a language; readers get it when it is published.

    It takes the place of one that waits in the same language. None where a twin of this form added
    one that has been replaced since.
    """
    if earlier := once.take(key, actor):
        return db.session.get(DocumentVersion, earlier.result_id)
    _may(actor)
    lock(paper)
    for waiting in [each for each in paper.versions if each.published_at is None]:
        if waiting.language == language:
            _drop(waiting)
    version = DocumentVersion(
        paper=paper,
        language=language,
        document=documents.keep(taken, organization_id=None, actor=actor),
        uploaded_by_id=actor.id,
    )
    db.session.add(version)
    db.session.flush()
    once.remember(key, version.id)
    record(
        "meetings:document_version:added",
        version,
        actor=actor,
        language=language,
        name=taken.name,
        sha256=taken.stored.sha256,
    )
    return version


@command
def publish_version(version: DocumentVersion, *, actor: Actor) -> None:
    """Give it to readers in place of the earlier one of its language, which is kept.

    RuleViolation while the virus scanner has not let it through.
    """
    _may(actor)
    lock(version.paper)
    lock(version)
    if version.published_at is not None:
        raise RuleViolation(MOVED_ON)
    if not version.document.opens:
        raise RuleViolation(
            _l("The virus scanner has not let this document through. Publish it afterwards.")
        )
    present = now()
    for other in version.paper.versions:
        if other.language == version.language and other.is_current:
            other.replaced_at = present
    db.session.flush()
    version.published_at, version.published_by_id = present, actor.id
    version.document.submitted_at = present
    versions.bump(AREA)
    record("meetings:document_version:published", version, actor=actor, language=version.language)


def _write(paper, data):
    if data.unedited and data.audience is DocumentAudience.STATES:
        raise RuleViolation(
            _l(
                "Accredited organizations get unedited documents together with the Committee:"
                " choose another audience."
            )
        )
    if data.audience is DocumentAudience.STATES and paper.commenters is Commenters.ACCREDITED:
        raise RuleViolation(
            _l("It is open to contributions of organizations. Open it to States only first.")
        )
    paper.symbol, paper.title, paper.audience = data.symbol, data.title, data.audience
    paper.unedited, paper.due_on = data.unedited, data.due_on
    paper.agenda_item = data.agenda_item
    try:
        with db.session.begin_nested():
            db.session.add(paper)
            db.session.flush()
    except IntegrityError as error:
        raise RuleViolation(_l("The meeting has a document with this symbol already.")) from error


def _drop(version):
    document = version.document
    version.paper.versions.remove(version)
    db.session.delete(version)
    db.session.flush()
    documents.forget(document)


def _may(actor):
    if not can(actor, Meetings.MANAGE):
        raise NotAllowed(Meetings.MANAGE)
