"""Organizations and States write statements; they are kept as drafts until they are sent."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l

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
from engagement.mail import outbox
from engagement.meetings.commands.deadlines import Move, follows_meeting
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.models import (
    WRITABLE,
    AgendaItem,
    Agreement,
    Meeting,
    MeetingStatement,
    StatementPaper,
)
from engagement.meetings.paper_permissions import accredited_among
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import statements as queries
from engagement.meetings.statement_permissions import Statements
from engagement.meetings.workflow.statements import (
    SUBMIT_STATEMENT,
    WITHDRAW_STATEMENT,
    statement_workflow,
)
from engagement.organizations.queries import focal_points

ALREADY = _l(
    "There is a statement on this item in the name of this author already, alone or with others."
)


@command
def set_statement_deadline(meeting: Meeting, until: datetime | None, *, actor: Actor) -> None:
    """From which instant on statements are too late; None calls for none."""
    if not can(actor, Meetings.MANAGE):
        raise NotAllowed(Meetings.MANAGE)
    lock(meeting)
    before = meeting.statements_until
    meeting.statements_until = until
    versions.bump(AREA)
    record(
        "meetings:meeting:statements_called",
        meeting,
        actor=actor,
        until=[each.isoformat() if each else None for each in (before, until)],
    )


@follows_meeting
def move_statement_deadline(meeting: Meeting, move: Move) -> int:
    """A postponed meeting takes statements for so much longer, unless they are too late already."""
    if not queries.is_open(meeting):
        return 0
    meeting.statements_until = move(meeting.statements_until)
    return 1


@command
def begin_statement(
    item: AgendaItem,
    text: dict[str, str],
    *,
    actor: Actor,
    organization_id: uuid.UUID | None = None,
    country: str | None = None,
    key: uuid.UUID | None = None,
) -> MeetingStatement:
    """Begin a statement in the name of an accredited organization or of a State.

    NotAllowed for an author whom the person does not speak for. RuleViolation when it is too late,
    and where the author has a statement on the item already.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(MeetingStatement, earlier.result_id)
    refuse_other_authors(actor, organization_id, country)
    lock(item)
    if not queries.is_open(item.meeting):
        raise RuleViolation(_l("Statements for this meeting cannot be sent now."))
    _refuse_second(item, organization_id, country)
    statement = MeetingStatement(
        agenda_item=item,
        organization_id=organization_id,
        country=country,
        text=text,
        created_by_id=actor.id,
    )
    db.session.add(statement)
    db.session.flush()
    once.remember(key, statement.id)
    record("meetings:statement:begun", statement, actor=actor, languages=sorted(text))
    return statement


@command
def write_statement(
    statement: MeetingStatement, text: dict[str, str], *, actor: Actor, seen: str | None = None
) -> None:
    """Change the words, also after the deadline; who had agreed to others is asked again.

    `seen` marks the words that the page showed (`core.seen`); Stale where others stand by now.
    """
    _lock_writable(statement, actor)
    refuse_stale(statement, seen, {"text": text})
    if statement.text == text:
        return
    statement.text = text
    record("meetings:statement:written", statement, actor=actor, languages=sorted(text))
    ask_again(statement)


@command
def add_statement_paper(
    statement: MeetingStatement,
    language: str,
    taken: Taken,
    *,
    words: int,
    counted: bool = True,
    actor: Actor,
    key: uuid.UUID | None = None,
) -> StatementPaper | None:
    """Add the statement as a document in a language, in place of an earlier one in it.

    `words` is how many it has, `counted` in its text; else the author says so. RuleViolation for a
    contribution, which is written.
    """
    if earlier := once.take(key, actor):
        return db.session.get(StatementPaper, earlier.result_id)
    _lock_writable(statement, actor)
    if statement.is_contribution:
        raise RuleViolation(_l("Contributions are written in the form, part by part."))
    for other in [each for each in statement.papers if each.language == language]:
        _drop(statement, other)
    paper = StatementPaper(
        statement=statement,
        language=language,
        document=documents.keep(taken, organization_id=statement.organization_id, actor=actor),
        words=words,
        words_counted=counted,
    )
    db.session.add(paper)
    db.session.flush()
    once.remember(key, paper.id)
    record(
        "meetings:statement_paper:added",
        paper,
        actor=actor,
        language=language,
        name=taken.name,
        sha256=taken.stored.sha256,
        words=words,
        counted=counted,
    )
    ask_again(statement)
    return paper


@command
def remove_statement_paper(paper: StatementPaper, *, actor: Actor) -> None:
    """Take a document out again."""
    statement = paper.statement
    _lock_writable(statement, actor)
    record("meetings:statement_paper:removed", paper, actor=actor, language=paper.language)
    _drop(statement, paper)
    ask_again(statement)


@command
def submit_statement(statement: MeetingStatement, *, actor: Actor) -> None:
    """Send it to the officers; nothing that was written is lost when a rule is against it."""
    lock(statement.about)
    statement_workflow.fire(SUBMIT_STATEMENT, statement, actor=actor)
    statement.submitted_at = statement.submitted_at or now()
    for paper in statement.papers:
        paper.document.submitted_at = paper.document.submitted_at or now()
    record("meetings:statement:submitted", statement, actor=actor)


@command
def withdraw_statement(statement: MeetingStatement, *, actor: Actor) -> None:
    """Take it back, also when it is public: its address then says so and no more."""
    statement_workflow.fire(WITHDRAW_STATEMENT, statement, actor=actor)
    statement.withdrawn_at = now()
    versions.bump(AREA)
    record("meetings:statement:withdrawn", statement, actor=actor)


def ask_again(statement: MeetingStatement) -> None:
    """Within a command: who agreed to a joint statement agreed to other words than these."""
    for each in statement.cosigners:
        if each.agreement is Agreement.AGREED:
            each.agreement, each.answered_at, each.answered_by_id = Agreement.ASKED, None, None
            tell_cosigner(each)


def tell_cosigner(cosigner) -> None:
    """Within a command: the focal points of an organization are asked to agree or decline."""
    for person in focal_points(cosigner.organization_id):
        outbox.send(
            "meetings/cosign_asked",
            to=person,
            about=cosigner,
            statement=cosigner.statement,
            meeting=cosigner.statement.meeting,
            organization=cosigner.organization,
        )


def refuse_locked(statement: MeetingStatement, actor: Actor) -> None:
    """NotAllowed for others than its author, RuleViolation once it has been sent."""
    _lock_writable(statement, actor)


def _lock_writable(statement, actor):
    lock(statement)
    if not can(actor, Statements.WRITE, statement):
        raise NotAllowed(Statements.WRITE)
    if statement.state not in WRITABLE:
        raise RuleViolation(MOVED_ON)


def refuse_other_authors(
    actor: Actor, organization_id: uuid.UUID | None, country: str | None
) -> None:
    """NotAllowed for whom the person does not speak for, RuleViolation without accreditation."""
    speaks = can(actor, Statements.BEGIN) and (
        organization_id in actor.leads or country in actor.delegate_of
    )
    if not speaks:
        raise NotAllowed(Statements.BEGIN)
    if organization_id is not None and not accredited_among([organization_id]):
        raise RuleViolation(_l("Only accredited organizations send statements."))


def _refuse_second(item, organization_id, country):
    if organization_id is not None and queries.speaks_on(item, organization_id):
        raise RuleViolation(ALREADY)
    if country is not None and queries.state_speaks_on(item, country):
        raise RuleViolation(ALREADY)


def _drop(statement, paper):
    document = paper.document
    statement.papers.remove(paper)
    db.session.delete(paper)
    db.session.flush()
    if document.submitted_at is None:
        documents.forget(document)
