"""A State's delegation to a meeting, and its credentials."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.documents.models import Document
from engagement.meetings.models.meeting import Meeting


class CredentialsState(Labelled):
    """What was found of a delegation's credentials."""

    NONE = "none", _l("Not received")
    RECEIVED = "received", _l("Received, to be examined")
    IN_ORDER = "in_order", _l("In due form")
    NOT_IN_ORDER = "not_in_order", _l("Not in due form")


class Delegation(Base):
    """Who comes for a State stands in registrations; here is by what paper.

    The note verbale gives the composition; whoever sent it does not check it. A note that was
    returned has a reason, until another is sent. Credentials are signed by the Head of State or
    Government or the foreign minister (domain 4.1), also for meetings online.
    `credentials_received_at` is when those that count came, `credentials_at` when somebody
    examined them.
    """

    __tablename__ = "meeting_delegation"
    __table_args__ = (
        Index("uq_meeting_delegation_state", "meeting_id", "country", unique=True),
        CheckConstraint(
            "(note_checked_at IS NULL) = (note_checked_by_id IS NULL)", name="note_checked"
        ),
        CheckConstraint(
            "(credentials IN ('in_order', 'not_in_order')) = (credentials_by_id IS NOT NULL)",
            name="credentials_examined",
        ),
        CheckConstraint(
            "(credentials = 'none') = (credentials_received_at IS NULL)",
            name="credentials_received",
        ),
        CheckConstraint(
            "note_return_reason IS NULL OR note_checked_at IS NULL", name="returned_or_checked"
        ),
        CheckConstraint(
            "note_checked_by_id IS NULL OR note_checked_by_id <> note_sent_by_id",
            name="note_checked_by_another",
        ),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    country: Mapped[str]
    note_number: Mapped[str | None] = mapped_column(Text)
    note_on: Mapped[date | None]
    note_sent_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    note_sent_at: Mapped[datetime | None]
    note_checked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    note_checked_at: Mapped[datetime | None]
    note_return_reason: Mapped[str | None] = mapped_column(Text)
    credentials: Mapped[CredentialsState] = mapped_column(default=CredentialsState.NONE)
    credentials_received_at: Mapped[datetime | None]
    credentials_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    credentials_at: Mapped[datetime | None]
    credentials_note: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now)

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)
    papers: Mapped[list["DelegationPaper"]] = relationship(
        back_populates="delegation", order_by="DelegationPaper.added_at"
    )

    @property
    def awaits_check(self) -> bool:
        """Whether a note was sent and nobody has said yet what came of it."""
        return (
            self.note_number is not None
            and self.note_checked_at is None
            and self.note_return_reason is None
        )

    @property
    def credentials_paper(self) -> "DelegationPaper | None":
        """The credentials that came last, or None."""
        kind = DelegationPaperKind.CREDENTIALS
        return next((each for each in reversed(self.papers) if each.kind is kind), None)


class DelegationPaperKind(Labelled):
    """What a document of a delegation is."""

    NOTE = "note", _l("Note verbale")
    CREDENTIALS = "credentials", _l("Credentials")


class DelegationPaper(Base):
    """A document that a State sent, or that came on paper: never taken out, others rely on it."""

    __tablename__ = "meeting_delegation_paper"

    delegation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_delegation.id"), index=True
    )
    kind: Mapped[DelegationPaperKind]
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), unique=True)
    added_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    added_at: Mapped[datetime] = mapped_column(default=now)

    delegation: Mapped[Delegation] = relationship(
        back_populates="papers", lazy="joined", innerjoin=True
    )
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)
