"""Contributions to a document, in the order of the document."""

import uuid

from sqlalchemy import func, select

from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.meetings.document_order import place_of
from engagement.meetings.models import (
    OVER,
    Commenters,
    MeetingDocument,
    MeetingStatement,
    StatementState,
)
from engagement.meetings.queries.statements import handled_by, may_speak
from engagement.organizations.models import Organization


def published_on(paper: MeetingDocument) -> list[MeetingStatement]:
    """Those that whoever may read the document reads."""
    return _in_order(
        select(MeetingStatement).where(
            MeetingStatement.meeting_document_id == paper.id,
            MeetingStatement.state == StatementState.PUBLISHED,
        )
    )


def sent_on(paper: MeetingDocument, actor: Actor) -> list[MeetingStatement]:
    """All that were sent, as far as a person handles them: without those of a conflict."""
    return _in_order(handled_by(actor).where(MeetingStatement.meeting_document_id == paper.id))


def number_of(
    paper: MeetingDocument, organization_id: uuid.UUID | None, country: str | None
) -> int:
    """How many contributions to a document an author has, drafts among them."""
    author = (
        MeetingStatement.organization_id == organization_id
        if organization_id is not None
        else MeetingStatement.country == country
    )
    found = select(func.count(MeetingStatement.id)).where(
        MeetingStatement.meeting_document_id == paper.id,
        author,
        MeetingStatement.state.not_in(OVER),
    )
    return db.session.scalar(found) or 0


def authors(paper: MeetingDocument, actor: Actor) -> tuple[list[Organization], frozenset[str]]:
    """Organizations and States in whose name a person can contribute to a document."""
    if paper.commenters is None:
        return [], frozenset()
    to_organizations = paper.commenters is Commenters.ACCREDITED
    return may_speak(actor) if to_organizations else [], actor.delegate_of


def by_part(
    statements: list[MeetingStatement],
) -> list[tuple[str | None, list[MeetingStatement]]]:
    """Contributions that are in order, under the part for which they are; None is the whole."""
    groups: dict[tuple, tuple[str | None, list[MeetingStatement]]] = {}
    for each in statements:
        groups.setdefault(place_of(each.part), (each.part, []))[1].append(each)
    return list(groups.values())


def _in_order(found) -> list[MeetingStatement]:
    rows = db.session.scalars(found).all()
    return sorted(rows, key=lambda each: (place_of(each.part), each.submitted_at, each.id))
