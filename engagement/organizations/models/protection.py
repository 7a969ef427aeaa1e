"""Requests to keep an entry from the public; the reason is for safeguarding officers alone."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.organizations.models.organization import Organization, Protection


class ProtectionRequest(Base):
    """A focal point asked that an entry be protected or withheld; protected at once.

    A safeguarding officer confirms it by `answer_due_on` and looks at it again each year
    (`review_due_on`). `ended_at`: the entry is public again, or a later request took its place.
    """

    __tablename__ = "organization_protection_request"
    __table_args__ = (
        CheckConstraint("wanted <> 'none'", name="wants_protection"),
        CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name="confirmed_by_somebody"
        ),
        CheckConstraint(
            "(confirmed_at IS NULL) = (review_due_on IS NULL)", name="reviewed_once_confirmed"
        ),
        Index(
            "uq_protection_request_open",
            "organization_id",
            unique=True,
            postgresql_where="ended_at IS NULL",
        ),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    wanted: Mapped[Protection]
    reason: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    answer_due_on: Mapped[date]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    reviewed_on: Mapped[date | None]
    review_due_on: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
    asked_by: Mapped[Account] = relationship(foreign_keys=[asked_by_id])
    confirmed_by: Mapped[Account | None] = relationship(foreign_keys=[confirmed_by_id])
