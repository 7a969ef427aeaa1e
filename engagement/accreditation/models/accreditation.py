"""The standing that follows a decision, and its status over time."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.partial_dates import Precision
from engagement.core.text import Labelled
from engagement.organizations.models import Organization


class AccreditationStatus(Labelled):
    """What the register shows."""

    ACTIVE = "active", _l("Active")
    REPORT_DUE = "report_due", _l("Report due")
    SUSPENDED = "suspended", _l("Suspended")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    LAPSED = "lapsed", _l("Lapsed")
    MERGED = "merged", _l("Merged")
    DISSOLVED = "dissolved", _l("Dissolved")


LISTED = (
    AccreditationStatus.ACTIVE,
    AccreditationStatus.REPORT_DUE,
    AccreditationStatus.SUSPENDED,
)
"""With these an accreditation is held and stands in the register; with others it has ended."""


class Accreditation(Base):
    """An organization's standing: number, track, since when; `token` is what a QR code carries.

    `since` is known to the day unless `since_precision` says less.

    `report_due_on` is the day by which the next report is due, None while none is. One of the
    private sector holds until the day `valid_until`, on which its renewal is due; others have none.
    An accreditation
    that was granted before the platform and recorded by staff has no application.

    `former_numbers` were recorded wrongly and are nobody's any more: a credential may name them.
    """

    __tablename__ = "accreditation"
    __table_args__ = (Index("uq_accreditation_holder", "organization_id", "track", unique=True),)

    number: Mapped[str] = mapped_column(unique=True)
    former_numbers: Mapped[list[str]] = mapped_column(
        ARRAY(Text), default=list, server_default="{}"
    )
    token: Mapped[str] = mapped_column(unique=True)
    track: Mapped[str]
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    application_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("accreditation_application.id"), unique=True
    )
    since: Mapped[date]
    since_precision: Mapped[Precision] = mapped_column(default=Precision.DAY)
    report_due_on: Mapped[date | None] = mapped_column(index=True)
    valid_until: Mapped[date | None]
    created_at: Mapped[datetime]

    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
    periods: Mapped[list["StatusPeriod"]] = relationship(
        back_populates="accreditation", order_by="(StatusPeriod.valid_from, StatusPeriod.valid_to)"
    )


class StatusPeriod(Base):
    """What an accreditation's status was from a day to a day (open at the end); never deleted."""

    __tablename__ = "accreditation_status_period"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),
        Index(
            "uq_status_period_open",
            "accreditation_id",
            unique=True,
            postgresql_where="valid_to IS NULL",
        ),
        Index("ix_status_period_begin", "accreditation_id", "valid_from"),
    )

    accreditation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation.id"))
    status: Mapped[AccreditationStatus]
    valid_from: Mapped[date] = mapped_column(index=True)
    valid_to: Mapped[date | None]
    reason_code: Mapped[str]
    public_note: Mapped[str | None] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(default=now, server_default=func.now())
    """When it was entered: a status can hold from an earlier day, or from one to come."""

    accreditation: Mapped[Accreditation] = relationship(back_populates="periods")
