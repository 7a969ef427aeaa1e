"""Builders of agendas, documents and statements of meetings."""

import itertools
from datetime import timedelta

from engagement.core.clock import now, today
from engagement.core.permissions import Actor, Role
from engagement.demo import papers
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import make_leader, make_online_meeting
from engagement.meetings.commands import contributions, statements
from engagement.meetings.commands import meeting_documents as commands
from engagement.meetings.models import (
    AgendaItem,
    Commenters,
    DocumentAudience,
    DocumentVersion,
    Meeting,
    MeetingDocument,
    MeetingStatement,
)
from engagement.organizations.models import Organization
from engagement.organizations.queries import actor_for

_numbers = itertools.count(1)


def make_officer() -> Actor:
    """Somebody who keeps meetings."""
    return actor_for(make_account(Role.MEETING_OFFICER))


def make_agenda_item(meeting: Meeting | None = None, **values) -> AgendaItem:
    """An item of the agenda of a meeting."""
    number = next(_numbers)
    words = {"en": f"Rivers of Green Youth (Kenya) {number}"}
    data = {"number": f"{number} (a)", "title": words, "position": number} | values
    return commands.add_agenda_item(
        meeting or make_online_meeting(), commands.ItemData(**data), actor=make_officer()
    )


def make_meeting_document(meeting: Meeting | None = None, **values) -> MeetingDocument:
    """A document announced for the week to come, for everybody unless another is named."""
    number = next(_numbers)
    data = {
        "symbol": f"Green Youth (Kenya)/{number}",
        "title": {"en": f"Report of Green Youth (Kenya) {number}"},
        "audience": DocumentAudience.EVERYBODY,
        "due_on": today() + timedelta(days=7),
    }
    return commands.announce_document(
        meeting or make_online_meeting(), commands.PaperData(**data | values), actor=make_officer()
    )


def make_version(
    paper: MeetingDocument, language: str = "en", *, publish: bool = True, words: str = ""
) -> DocumentVersion:
    """The document in a language, published unless told otherwise."""
    officer = make_officer()
    content = papers.page(words or f"{paper.symbol} {language} {now().isoformat()}")
    version = commands.add_version(paper, language, papers.taken(content), actor=officer)
    assert version is not None
    if publish:
        commands.publish_version(version, actor=officer)
    return version


def open_for_statements(meeting: Meeting) -> Meeting:
    """Statements can be sent for a week."""
    statements.set_statement_deadline(meeting, now() + timedelta(days=7), actor=make_officer())
    return meeting


def open_for_comments(
    paper: MeetingDocument, commenters: Commenters = Commenters.ACCREDITED
) -> MeetingDocument:
    """Whoever it is can contribute to a document for a week."""
    contributions.open_document(paper, commenters, now() + timedelta(days=7), actor=make_officer())
    return paper


def make_contribution(
    paper: MeetingDocument | None = None,
    *,
    part: str | None = None,
    organization: Organization | None = None,
    leader: Actor | None = None,
    send: bool = True,
    text: dict[str, str] | None = None,
    wording: dict[str, str] | None = None,
) -> MeetingStatement:
    """A contribution of an accredited organization to a document, sent unless told otherwise."""
    paper = paper or make_meeting_document()
    if paper.comments_until is None:
        open_for_comments(paper)
    if organization is None or leader is None:
        organization, leader = make_leader(organization)
    contribution = contributions.begin_contribution(
        paper,
        part,
        text or {"en": "Green Youth (Kenya) proposes clearer words."},
        wording or {},
        actor=leader,
        organization_id=organization.id,
    )
    if send:
        statements.submit_statement(contribution, actor=leader)
    return contribution


def make_statement(
    item: AgendaItem | None = None,
    *,
    organization: Organization | None = None,
    leader: Actor | None = None,
    send: bool = True,
    text: dict[str, str] | None = None,
) -> MeetingStatement:
    """A statement of an accredited organization, sent unless told otherwise."""
    item = item or make_agenda_item()
    if item.meeting.statements_until is None:
        open_for_statements(item.meeting)
    if organization is None or leader is None:
        organization, leader = make_leader(organization)
    words = text or {"en": "Green Youth (Kenya) asks for clean rivers."}
    statement = statements.begin_statement(
        item, words, actor=leader, organization_id=organization.id
    )
    if send:
        statements.submit_statement(statement, actor=leader)
    return statement
