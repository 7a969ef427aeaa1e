"""Written statements in the languages received (rule 70): on an item of the agenda, or a document.

One on a document is called a contribution.
"""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, false
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import LANGUAGES, Labelled
from engagement.documents.models import Document
from engagement.meetings.models.meeting import Meeting
from engagement.meetings.models.meeting_document import AgendaItem, MeetingDocument
from engagement.organizations.models import Organization


class StatementState(Labelled):
    """Where a statement is on its way to the public."""

    DRAFT = "draft", _l("Being written")
    SUBMITTED = "submitted", _l("Submitted")
    RETURNED = "returned", _l("Returned to its author")
    PUBLISHED = "published", _l("Published")
    REFUSED = "refused", _l("Refused")
    WITHDRAWN = "withdrawn", _l("Withdrawn by its author")


WRITABLE = (StatementState.DRAFT, StatementState.RETURNED)
OVER = (StatementState.REFUSED, StatementState.WITHDRAWN)
"""Statements beside which the same author may have another on the item."""


class Disposition(Labelled):
    """What became of a statement."""

    TAKEN_UP = "taken_up", _l("Taken up")
    PARTLY = "partly", _l("Taken up in part")
    NOT = "not", _l("Not taken up")


class Agreement(Labelled):
    """What a co-signing organization has said."""

    ASKED = "asked", _l("Asked")
    AGREED = "agreed", _l("Agreed")
    DECLINED = "declined", _l("Declined")


class MeetingStatement(Base):
    """A statement of an organization or of a State; nobody is asked to translate it.

    `text` is by language, those in which it was received. `answer_text` says what became of it,
    by language. An author has one statement on an item at a time, but as many contributions to a
    document as the setting allows: to the whole of it, or to a `part` called as the document calls
    it, with the `wording` that is proposed for it, by language.
    """

    __tablename__ = "meeting_statement"
    __table_args__ = (
        CheckConstraint("num_nonnulls(organization_id, country) = 1", name="one_author"),
        CheckConstraint(
            "num_nonnulls(agenda_item_id, meeting_document_id) = 1", name="about_one_thing"
        ),
        CheckConstraint(
            "part IS NULL OR meeting_document_id IS NOT NULL", name="part_of_a_document"
        ),
        CheckConstraint(
            "(disposition IS NULL) = (disposed_at IS NULL)", name="disposition_on_a_day"
        ),
        Index(
            "uq_meeting_statement_organization",
            "agenda_item_id",
            "organization_id",
            unique=True,
            postgresql_where="state NOT IN ('refused', 'withdrawn')",
        ),
        Index(
            "uq_meeting_statement_country",
            "agenda_item_id",
            "country",
            unique=True,
            postgresql_where="state NOT IN ('refused', 'withdrawn')",
        ),
    )

    agenda_item_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("meeting_agenda_item.id"))
    meeting_document_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("meeting_document.id"), index=True
    )
    part: Mapped[str | None] = mapped_column(Text)
    organization_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    country: Mapped[str | None] = mapped_column(Text)
    state: Mapped[StatementState] = mapped_column(default=StatementState.DRAFT)
    text: Mapped[dict] = mapped_column(JSONB)
    wording: Mapped[dict] = mapped_column(JSONB, default=dict)
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    submitted_at: Mapped[datetime | None]
    """When it was sent first: a statement that was returned may come back after the deadline."""
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it was returned or refused."""
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    disposition: Mapped[Disposition | None]
    answer_text: Mapped[dict] = mapped_column(JSONB, default=dict)
    disposed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    disposed_at: Mapped[datetime | None]

    agenda_item: Mapped[AgendaItem | None] = relationship(lazy="joined")
    paper: Mapped[MeetingDocument | None] = relationship()
    organization: Mapped[Organization | None] = relationship(lazy="joined")
    cosigners: Mapped[list["StatementCosigner"]] = relationship(
        back_populates="statement",
        order_by="(StatementCosigner.asked_at, StatementCosigner.id)",
        lazy="selectin",
    )
    papers: Mapped[list["StatementPaper"]] = relationship(
        back_populates="statement", order_by="StatementPaper.language", lazy="selectin"
    )

    @property
    def about(self) -> AgendaItem | MeetingDocument:
        """What it is about."""
        return self.agenda_item or self.paper

    @property
    def is_contribution(self) -> bool:
        """Whether it is about a document."""
        return self.meeting_document_id is not None

    @property
    def is_late(self) -> bool:
        """Whether a contribution came after the day announced first, however that was moved."""
        first = self.paper.first_comments_until if self.paper else None
        return bool(first and self.submitted_at and self.submitted_at >= first)

    @property
    def meeting(self) -> Meeting:
        """The meeting for which it is."""
        return self.about.meeting

    @property
    def remaining(self) -> list["StatementCosigner"]:
        """Co-signers who have not declined."""
        return [each for each in self.cosigners if each.agreement is not Agreement.DECLINED]

    @property
    def organization_ids(self) -> frozenset[uuid.UUID]:
        """Whose statement it is or may become: a conflict with any of them hides it from staff."""
        ids = {self.organization_id, *(each.organization_id for each in self.cosigners)}
        return frozenset(each for each in ids if each is not None)

    @property
    def remaining_ids(self) -> frozenset[uuid.UUID]:
        """Whose statement it is or may become still: author, and who has not declined."""
        ids = {self.organization_id, *(each.organization_id for each in self.remaining)}
        return frozenset(each for each in ids if each is not None)

    @property
    def languages(self) -> list[str]:
        """Languages in which it was received."""
        there = {name for texts in (self.text, self.wording) for name in texts if texts[name]}
        there |= {each.language for each in self.papers}
        return [each for each in LANGUAGES if each in there]


class StatementCosigner(Base):
    """An organization that was named as co-signer of a joint statement, and what it said."""

    __tablename__ = "meeting_statement_cosigner"
    __table_args__ = (
        Index("uq_meeting_statement_cosigner", "statement_id", "organization_id", unique=True),
        CheckConstraint("(agreement = 'asked') = (answered_at IS NULL)", name="answered_at"),
    )

    statement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_statement.id"))
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    agreement: Mapped[Agreement] = mapped_column(default=Agreement.ASKED)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]

    statement: Mapped[MeetingStatement] = relationship(back_populates="cosigners")
    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)


class StatementPaper(Base):
    """A statement as a document in one language.

    `words` is how many it has: as `words_counted` in its text, else as its author says. None of
    one from before documents were counted.
    """

    __tablename__ = "meeting_statement_paper"
    __table_args__ = (
        Index("uq_meeting_statement_paper", "statement_id", "language", unique=True),
        CheckConstraint("language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')", name="language"),
    )

    statement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_statement.id"))
    language: Mapped[str]
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), index=True)
    words: Mapped[int | None]
    words_counted: Mapped[bool] = mapped_column(default=False, server_default=false())

    statement: Mapped[MeetingStatement] = relationship(back_populates="papers")
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)

    @property
    def organization_id(self) -> uuid.UUID | None:
        """Whose paper it is."""
        return self.statement.organization_id
