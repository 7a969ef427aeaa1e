"""Addresses at which a person's calendar program reads the person's meetings."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.db import Base


class CalendarFeed(Base):
    """The secret address of a person's calendar; its token is kept as a hash, and shown once.

    At most one is open for a person. One that was revoked answers nobody any more (R-32).
    """

    __tablename__ = "meeting_calendar_feed"
    __table_args__ = (
        Index(
            "uq_meeting_calendar_feed_open",
            "account_id",
            unique=True,
            postgresql_where="revoked_at IS NULL",
        ),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]
    last_read_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)
