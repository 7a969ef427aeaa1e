"""Written statements: one's own, those of a desk, those everybody reads."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, false, func, or_, select

from engagement.accreditation.models import Accreditation
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.core.subjects import happened_in
from engagement.meetings import settings
from engagement.meetings.models import (
    OVER,
    AgendaItem,
    Agreement,
    Commenters,
    Meeting,
    MeetingDocument,
    MeetingStatement,
    StatementCosigner,
    StatementPaper,
    StatementState,
)
from engagement.meetings.paper_permissions import accredited_among
from engagement.meetings.statement_permissions import touches
from engagement.meetings.word_counts import count_words
from engagement.organizations.models import Organization, Protection

ORDER = (MeetingStatement.created_at, MeetingStatement.id)


@dataclass(frozen=True)
class Length:
    """How long a statement is in one language, and how long it may be."""

    language: str
    words: int
    limit: int

    @property
    def too_long(self) -> bool:
        """Whether it cannot be sent like this."""
        return self.words > self.limit


def is_open(about: Meeting | AgendaItem | MeetingDocument) -> bool:
    """Whether statements for a meeting or on one of these can be sent now."""
    return about.statements_until is not None and now() < about.statements_until


def may_contribute(paper: MeetingDocument, organization_id: uuid.UUID | None) -> bool:
    """Whether a document is opened to an organization; with None, to a State."""
    if organization_id is None:
        return paper.commenters is not None
    return paper.commenters is Commenters.ACCREDITED


def limit_of(statement: MeetingStatement) -> int:
    """How many words a statement may have: those of a joint one, of an organization, of a State.

    Contributions to documents have one limit for all.
    """
    if statement.is_contribution:
        return settings.words_of_contribution()
    if statement.country is not None:
        return settings.words_of_state()
    if statement.remaining:
        return settings.words_of_group()
    return settings.words_of_organization()


def lengths(statement: MeetingStatement) -> list[Length]:
    """What there is in each of its languages: text, proposed wording and document together."""
    limit = limit_of(statement)
    return [Length(each, _words_in(statement, each), limit) for each in statement.languages]


def _words_in(statement, language):
    typed = (statement.text.get(language, ""), statement.wording.get(language, ""))
    papers = [each.words or 0 for each in statement.papers if each.language == language]
    return sum(map(count_words, typed)) + sum(papers)


def published_for(meeting: Meeting) -> list[MeetingStatement]:
    """Statements of a meeting that everybody reads, in the order of its agenda, then of sending."""
    return list(
        db.session.scalars(
            select(MeetingStatement)
            .join(MeetingStatement.agenda_item)
            .where(
                AgendaItem.meeting_id == meeting.id,
                MeetingStatement.state == StatementState.PUBLISHED,
            )
            .order_by(AgendaItem.position, AgendaItem.id, MeetingStatement.submitted_at)
        )
    )


def answered(statements: Sequence[MeetingStatement]) -> int:
    """How many of these have a published disposition."""
    return sum(each.disposition is not None for each in statements)


def handled_by(actor: Actor) -> Select:
    """What staff see: everything that was sent, without conflicts; auditors what they audit."""
    found = select(MeetingStatement).where(MeetingStatement.submitted_at.is_not(None))
    if actor.conflicts:
        found = found.where(~touches(actor.conflicts))
    if Role.MEETING_OFFICER in actor.roles:
        return found
    if Role.AUDITOR not in actor.roles:
        return found.where(false())
    if actor.audited.is_open:
        return found
    return found.where(happened_in(MeetingStatement.submitted_at, actor.audited))


def to_moderate(actor: Actor) -> int:
    """How many statements wait for an officer."""
    waiting = handled_by(actor).where(MeetingStatement.state == StatementState.SUBMITTED)
    return db.session.scalar(select(func.count()).select_from(waiting.subquery())) or 0


def own(actor: Actor) -> list[MeetingStatement]:
    """Statements of the organizations a person leads and the States for which it acts."""
    return list(
        db.session.scalars(
            select(MeetingStatement)
            .where(
                or_(
                    MeetingStatement.organization_id.in_(actor.leads),
                    MeetingStatement.country.in_(actor.delegate_of),
                )
            )
            .order_by(MeetingStatement.created_at.desc(), MeetingStatement.id)
        )
    )


def asked_to_cosign(actor: Actor) -> list[StatementCosigner]:
    """Requests to co-sign that wait for an answer of organizations a person leads."""
    return list(
        db.session.scalars(
            select(StatementCosigner)
            .join(StatementCosigner.statement)
            .where(
                StatementCosigner.organization_id.in_(actor.leads),
                StatementCosigner.agreement == Agreement.ASKED,
                MeetingStatement.state.not_in(OVER),
            )
            .order_by(StatementCosigner.asked_at, StatementCosigner.id)
        )
    )


def speaks_on(
    item: AgendaItem, organization_id: uuid.UUID, but: MeetingStatement | None = None
) -> bool:
    """Whether an organization has a statement on an item, alone or by having agreed to another's.

    `but` is left out.
    """
    agreed = (
        select(StatementCosigner.id)
        .where(
            StatementCosigner.statement_id == MeetingStatement.id,
            StatementCosigner.organization_id == organization_id,
            StatementCosigner.agreement == Agreement.AGREED,
        )
        .exists()
    )
    found = select(MeetingStatement.id).where(
        MeetingStatement.agenda_item_id == item.id,
        MeetingStatement.state.not_in(OVER),
        or_(MeetingStatement.organization_id == organization_id, agreed),
    )
    if but is not None:
        found = found.where(MeetingStatement.id != but.id)
    return db.session.scalar(found.limit(1)) is not None


def state_speaks_on(item: AgendaItem, country: str) -> bool:
    """Whether a State has a statement on an item."""
    found = select(MeetingStatement.id).where(
        MeetingStatement.agenda_item_id == item.id,
        MeetingStatement.country == country,
        MeetingStatement.state.not_in(OVER),
    )
    return db.session.scalar(found.limit(1)) is not None


def may_speak(actor: Actor) -> list[Organization]:
    """Accredited organizations that a person leads, by name."""
    return _by_name(accredited_among(actor.leads))


def accredited_with_number(number: str) -> Organization | None:
    """The accredited organization with a number of the register; None also for a withheld one."""
    found = db.session.scalar(
        select(Organization)
        .join(Accreditation, Accreditation.organization_id == Organization.id)
        .where(
            func.upper(Accreditation.number) == number.strip().upper(),
            Organization.protection != Protection.WITHHELD,
        )
    )
    return found if found is not None and accredited_among([found.id]) else None


def _by_name(ids: Collection[uuid.UUID]) -> list[Organization]:
    return list(
        db.session.scalars(
            select(Organization).where(Organization.id.in_(ids)).order_by(Organization.name)
        )
    )


def get_statement(statement_id: uuid.UUID) -> MeetingStatement | None:
    """A statement by its id."""
    return db.session.get(MeetingStatement, statement_id)


def get_cosigner(cosigner_id: uuid.UUID) -> StatementCosigner | None:
    """A request to co-sign by its id."""
    return db.session.get(StatementCosigner, cosigner_id)


def get_statement_paper(statement_paper_id: uuid.UUID) -> StatementPaper | None:
    """A document of a statement by its id."""
    return db.session.get(StatementPaper, statement_paper_id)
