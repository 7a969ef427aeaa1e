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

    The note verbale gives the composition; whoever entered it does not check it. Credentials are
    signed by the Head of State or Government or the foreign minister (domain 4.1), also for
    meetings online.
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
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    country: Mapped[str]
    note_number: Mapped[str | None] = mapped_column(Text)
    note_on: Mapped[date | None]
    note_document_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("document.id"), unique=True
    )
    note_sent_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    note_checked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    note_checked_at: Mapped[datetime | None]
    credentials: Mapped[CredentialsState] = mapped_column(default=CredentialsState.NONE)
    credentials_document_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("document.id"), unique=True
    )
    credentials_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    credentials_at: Mapped[datetime | None]
    credentials_note: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now)

    meeting: Mapped[Meeting] = relationship()
    note_document: Mapped[Document | None] = relationship(foreign_keys=[note_document_id])
    credentials_document: Mapped[Document | None] = relationship(
        foreign_keys=[credentials_document_id]
    )
