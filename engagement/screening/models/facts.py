"""What officers record of a company: findings on criteria, and the log of controversies."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.organizations.models import Organization
from engagement.screening.facts import Response, Severity
from engagement.screening.models.cases import ScreeningCase


class CaseFinding(Base):
    """Whether an exclusion criterion is met, as an officer found; a newer one replaces it."""

    __tablename__ = "screening_case_finding"
    __table_args__ = (
        Index(
            "uq_screening_case_finding_current",
            "case_id",
            "criterion",
            unique=True,
            postgresql_where="replaced_at IS NULL",
        ),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_case.id"))
    criterion: Mapped[str] = mapped_column(Text)
    met: Mapped[bool]
    source: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    found_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    found_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]

    case: Mapped[ScreeningCase] = relationship()
    found_by: Mapped[Account] = relationship()

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose case it is."""
        return self.case.organization_id


class LoggedControversy(Base):
    """A controversy of an organization: it counts in all its cases until it is withdrawn."""

    __tablename__ = "screening_controversy"
    __table_args__ = (
        CheckConstraint("source <> ''", name="with_a_source"),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)"
            " AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name="withdrawn_with_a_reason",
        ),
        Index("ix_screening_controversy_organization_id", "organization_id", "happened_on"),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    happened_on: Mapped[date]
    severity: Mapped[Severity]
    summary: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    response: Mapped[Response] = mapped_column(default=Response.NONE)
    response_note: Mapped[str] = mapped_column(Text, default="")
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]
    withdrawn_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)

    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
    recorded_by: Mapped[Account] = relationship(foreign_keys=[recorded_by_id])
