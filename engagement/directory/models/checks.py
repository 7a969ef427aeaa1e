"""That an entry of the register was looked at, and found right or put right."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.db import Base
from engagement.organizations.models import Organization


class EntryCheck(Base):
    """The secretariat checked an organization's entry, or the organization confirmed it, on a day.

    Before the first one an entry was checked on the day from which it is accredited.
    """

    __tablename__ = "register_entry_check"
    __table_args__ = (Index("ix_entry_check_day", "organization_id", "checked_on"),)

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    checked_on: Mapped[date]
    by_organization: Mapped[bool]
    checked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]

    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
