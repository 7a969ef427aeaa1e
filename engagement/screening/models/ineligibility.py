"""What somebody found on the UN list of ineligible vendors, which is looked at by hand."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.organizations.models import Organization


class IneligibilityResult(Labelled):
    """What the list said."""

    NOT_LISTED = "not_listed", _l("Not on the list")
    LISTED = "listed", _l("On the list")
    UNCLEAR = "unclear", _l("Not clear: the name is similar")


class IneligibilityCheck(Base):
    """That an organization was looked for on the list: when, by whom, under which names, result."""

    __tablename__ = "screening_ineligibility_check"
    __table_args__ = (
        Index("ix_screening_ineligibility_check_list", "checked_on", "id"),
        Index("ix_screening_ineligibility_check_organization_id", "organization_id", "checked_on"),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    checked_on: Mapped[date]
    checked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]
    result: Mapped[IneligibilityResult]
    names: Mapped[str] = mapped_column(Text)
    """The names that were looked for."""
    evidence: Mapped[str] = mapped_column(Text)
    """Where it can be seen again: an address, the reference of a printout in the files."""
    note: Mapped[str | None] = mapped_column(Text)

    organization: Mapped[Organization] = relationship()
    checked_by: Mapped[Account] = relationship()
