"""The quadrennial report: that an organization exists, and what it did."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.standing.models.of_accreditation import OfAccreditation


class ReportState(Labelled):
    """Whose turn it is with a report."""

    OPEN = "open", _l("To be written")
    SUBMITTED = "submitted", _l("Sent")
    RETURNED = "returned", _l("Returned")
    ACCEPTED = "accepted", _l("Accepted")


OPEN_REPORTS = (ReportState.OPEN, ReportState.SUBMITTED, ReportState.RETURNED)


class Report(OfAccreditation, Base):
    """What an organization reports for the years until `due_on`; one of an accreditation is open.

    `first_due_on` is the day that was told first; `due_on` moves when a report is returned.
    `version` counts what was saved, so that nobody saves over a colleague's words unseen.
    """

    __tablename__ = "standing_report"
    __table_args__ = (
        CheckConstraint(
            "state IN ('open', 'returned') OR submitted_at IS NOT NULL", name="sent_before"
        ),
        CheckConstraint(
            "(state = 'accepted') = (accepted_at IS NOT NULL)", name="accepted_by_somebody"
        ),
        Index(
            "uq_standing_report_open",
            "accreditation_id",
            unique=True,
            postgresql_where="state <> 'accepted'",
        ),
        Index("ix_standing_report_accreditation_id", "accreditation_id"),
    )

    accreditation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation.id"))
    state: Mapped[ReportState] = mapped_column(default=ReportState.OPEN, index=True)
    reference: Mapped[str | None] = mapped_column(unique=True)
    from_day: Mapped[date]
    first_due_on: Mapped[date]
    due_on: Mapped[date]
    activities: Mapped[str] = mapped_column(Text, default="")
    abroad: Mapped[str] = mapped_column(Text, default="")
    changes: Mapped[str] = mapped_column(Text, default="")
    contacts_checked: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    saved_at: Mapped[datetime | None]
    saved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    declared_name: Mapped[str | None] = mapped_column(Text)
    check_due_on: Mapped[date | None]
    returned_note: Mapped[str | None] = mapped_column(Text)
    returned_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    checked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    checked_by: Mapped[Account | None] = relationship(foreign_keys=[checked_by_id])

    @property
    def hands(self) -> frozenset[uuid.UUID]:
        """Who wrote or sent it, and so does not check it: staff may, for who wrote on paper."""
        people = (self.saved_by_id, self.submitted_by_id)
        return frozenset(each for each in people if each is not None)
