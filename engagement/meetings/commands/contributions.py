"""Officers open documents for contributions; organizations and States write them.

A contribution is a statement about a document, and goes its way as statements do.
"""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.seen import refuse_stale
from engagement.meetings import settings
from engagement.meetings.commands.deadlines import Move, follows_meeting
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.commands.statements import (
    ask_again,
    refuse_locked,
    refuse_other_authors,
)
from engagement.meetings.models import (
    Commenters,
    DocumentAudience,
    Meeting,
    MeetingDocument,
    MeetingStatement,
)
from engagement.meetings.paper_permissions import Papers
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import contributions as queries
from engagement.meetings.queries import statements


@command
def open_document(
    paper: MeetingDocument,
    commenters: Commenters | None,
    until: datetime | None,
    *,
    actor: Actor,
) -> None:
    """Let some contribute to a document until an instant; None for both closes it.

    The instant announced first is kept, and is what contributions are late against. RuleViolation
    for people who could not read the document.
    """
    if not can(actor, Meetings.MANAGE):
        raise NotAllowed(Meetings.MANAGE)
    lock(paper)
    if paper.audience is DocumentAudience.STATES and commenters is Commenters.ACCREDITED:
        raise RuleViolation(
            _l("Accredited organizations cannot read this document. Open it to States only.")
        )
    before = paper.comments_until
    paper.commenters, paper.comments_until = commenters, until
    paper.first_comments_until = paper.first_comments_until or until
    versions.bump(AREA)
    record(
        "meetings:document:opened",
        paper,
        actor=actor,
        commenters=commenters.value if commenters else None,
        until=[each.isoformat() if each else None for each in (before, until)],
    )


@follows_meeting
def move_comments(meeting: Meeting, move: Move) -> int:
    """A postponed meeting takes contributions for so much longer where they are not too late."""
    papers = db.session.scalars(
        select(MeetingDocument).where(
            MeetingDocument.meeting_id == meeting.id, MeetingDocument.comments_until > now()
        )
    ).all()
    for each in papers:
        each.comments_until = move(each.comments_until)
    return len(papers)


@command
def begin_contribution(
    paper: MeetingDocument,
    part: str | None,
    text: dict[str, str],
    wording: dict[str, str],
    *,
    actor: Actor,
    organization_id: uuid.UUID | None = None,
    country: str | None = None,
    key: uuid.UUID | None = None,
) -> MeetingStatement:
    """Begin a contribution to a document, or to a part of it; it is kept as a draft.

    NotAllowed for an author whom the person does not speak for, and for a document that the person
    cannot read. RuleViolation when it is not open to the author, and beyond the most of one author.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(MeetingStatement, earlier.result_id)
    if not can(actor, Papers.READ, paper):
        raise NotAllowed(Papers.READ)
    refuse_other_authors(actor, organization_id, country)
    lock(paper)
    if not statements.is_open(paper) or not statements.may_contribute(paper, organization_id):
        raise RuleViolation(_l("This document is not open to contributions of your side now."))
    most = settings.most_contributions()
    if queries.number_of(paper, organization_id, country) >= most:
        raise RuleViolation(
            _l("One author can have %(most)d contributions to a document, at most.", most=most)
        )
    statement = MeetingStatement(
        paper=paper,
        part=part,
        organization_id=organization_id,
        country=country,
        text=text,
        wording=wording,
        created_by_id=actor.id,
    )
    db.session.add(statement)
    db.session.flush()
    once.remember(key, statement.id)
    record("meetings:statement:begun", statement, actor=actor, languages=statement.languages)
    return statement


@command
def write_contribution(
    statement: MeetingStatement,
    part: str | None,
    text: dict[str, str],
    wording: dict[str, str],
    *,
    actor: Actor,
    seen: str | None = None,
) -> None:
    """Change a contribution that is not sent; who had agreed to other words is asked again.

    `seen` marks what the page showed (`core.seen`); Stale where something else stands by now.
    """
    refuse_locked(statement, actor)
    refuse_stale(statement, seen, {"part": part, "text": text, "wording": wording})
    if (statement.part, statement.text, statement.wording) == (part, text, wording):
        return
    statement.part, statement.text, statement.wording = part, text, wording
    record("meetings:statement:written", statement, actor=actor, languages=statement.languages)
    ask_again(statement)
