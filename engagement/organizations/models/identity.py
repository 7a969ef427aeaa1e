"""What an organization was called, and where its seat was, until a day: history is not lost."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, func
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.major_groups import MajorGroup


class FormerIdentity(Base):
    """Name, seat and Major Group as they stood on every day before `until`.

    The identity on a day is the row with the earliest `until` after that day; where there is none,
    that of the organization itself. A list as of a date prints these (product 6).
    """

    __tablename__ = "organization_former_identity"
    __table_args__ = (Index("uq_former_identity_until", "organization_id", "until", unique=True),)

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    until: Mapped[date] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(Text)
    name_language: Mapped[str]
    latin_name: Mapped[str | None] = mapped_column(Text)
    acronym: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str]
    major_group: Mapped[MajorGroup | None]
    recorded_at: Mapped[datetime] = mapped_column(default=now, server_default=func.now())
    """When the last change that holds from this day on was entered."""
