"""What partners report on a partnership: how it goes, at the end what came of it."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.partnerships.models.partnership import Partnership


class ReportKind(Labelled):
    """Which report it is."""

    MONITORING = "monitoring", _l("Monitoring report")
    END = "end", _l("End report")


class PartnershipReport(Base):
    """A report that is due: sent by a partner, accepted or sent back by the unit.

    One that is sent back is open again (`sent_at` empty), with what has to be said in
    `back_reason`. `escalated_at`: the head of unit was told that it is overdue.
    """

    __tablename__ = "partnership_report"
    __table_args__ = (
        CheckConstraint("(sent_at IS NULL) = (sent_by_id IS NULL)", name="sent_by_somebody"),
        CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by_id IS NULL)", name="accepted_by_somebody"
        ),
        CheckConstraint("accepted_at IS NULL OR sent_at IS NOT NULL", name="sent_before"),
        CheckConstraint("accepted_by_id <> sent_by_id", name="two_people"),
        Index("ix_partnership_report_due", "due_on", postgresql_where="sent_at IS NULL"),
        Index("ix_partnership_report_of", "partnership_id", "due_on"),
        Index(
            "uq_partnership_report_open",
            "partnership_id",
            "kind",
            unique=True,
            postgresql_where="accepted_at IS NULL",
        ),
    )

    partnership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("partnership.id"))
    kind: Mapped[ReportKind]
    due_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text, default="")
    results: Mapped[str] = mapped_column(Text, default="")
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    back_reason: Mapped[str] = mapped_column(Text, default="")
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    partnership: Mapped[Partnership] = relationship(lazy="joined", innerjoin=True)
    sent_by: Mapped[Account | None] = relationship(foreign_keys=[sent_by_id])
    accepted_by: Mapped[Account | None] = relationship(foreign_keys=[accepted_by_id])

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose report it is."""
        return self.partnership.organization_id

    @property
    def organization_ids(self) -> frozenset[uuid.UUID]:
        """Every organization that it is about."""
        return self.partnership.organization_ids
