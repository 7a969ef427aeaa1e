"""What anybody reports about an entry: a mistake in it, or a complaint about its holder."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models import Accreditation
from engagement.core.db import Base
from engagement.core.text import Labelled


class ReportKind(Labelled):
    """What it is about."""

    MISTAKE = "mistake", _l("Something in the entry is wrong")
    COMPLAINT = "complaint", _l("A complaint about the organization")


class ReportState(Labelled):
    """How far it is."""

    RECEIVED = "received", _l("To be answered")
    ANSWERED = "answered", _l("Answered")
    CLOSED = "closed", _l("Closed without an answer")


class EntryReport(Base):
    """A report with its number; `reporter_email` is empty for who wants no answer.

    `answer` is what was mailed to the reporter; of a closed one, what staff noted.
    """

    __tablename__ = "register_entry_report"
    __table_args__ = (
        CheckConstraint("(state = 'received') = (done_at IS NULL)", name="done_at_a_time"),
        CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name="done_by_somebody"),
        CheckConstraint(
            "state <> 'answered' OR reporter_email IS NOT NULL", name="answered_to_somebody"
        ),
        Index("ix_entry_report_open", "due_on", postgresql_where="state = 'received'"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    accreditation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation.id"))
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    kind: Mapped[ReportKind]
    state: Mapped[ReportState] = mapped_column(default=ReportState.RECEIVED)
    text: Mapped[str] = mapped_column(Text)
    reporter_email: Mapped[str | None]
    language: Mapped[str]
    received_at: Mapped[datetime]
    due_on: Mapped[date]
    answer: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    accreditation: Mapped[Accreditation] = relationship(lazy="joined", innerjoin=True)
    done_by: Mapped[Account | None] = relationship()
