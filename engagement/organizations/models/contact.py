"""Addresses by which an organization without members is reached; for staff and notices."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base


class KnownContact(Base):
    """An address that was known before anybody of the organization had an account.

    It is shown to nobody but staff, to a claimant only in part, and used to prove a claim and to
    tell of one. It goes some time after somebody leads the organization.
    """

    __tablename__ = "organization_known_contact"
    __table_args__ = (Index("uq_known_contact", "organization_id", "email_key", unique=True),)

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text, index=True)
    noted_at: Mapped[datetime]
