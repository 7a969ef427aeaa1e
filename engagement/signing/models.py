"""The keys that sign, by their public halves."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base


class SigningKey(Base):
    """A key that signs from `began_at` on; the one without an end signs now. Never deleted.

    One that was revoked is not published any more, and nothing that it signed is believed. `kid` is
    the RFC 7638 thumbprint of `public_jwk`, so a key has the same name everywhere.
    """

    __tablename__ = "signing_key"
    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR ended_at >= began_at", name="ends_after_start"),
        CheckConstraint("revoked_at IS NULL OR ended_at IS NOT NULL", name="revoked_once_ended"),
        Index(
            "uq_signing_key_current",
            "ended_at",
            unique=True,
            postgresql_where="ended_at IS NULL",
            postgresql_nulls_not_distinct=True,
        ),
    )

    number: Mapped[int] = mapped_column(unique=True)
    kid: Mapped[str] = mapped_column(unique=True)
    public_jwk: Mapped[dict] = mapped_column(JSONB)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
