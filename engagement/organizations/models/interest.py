"""Interests that keep an organization's cases from staff."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.db import Base
from engagement.organizations.models.organization import Organization


class Interest(Base):
    """Staff declared an interest in an organization: its cases are kept from them."""

    __tablename__ = "organization_interest"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    declared_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship()
