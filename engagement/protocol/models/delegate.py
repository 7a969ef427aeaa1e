"""Accounts that act for a State, and the invitations by which they came to it."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled


class DelegateFunction(Labelled):
    """What an account may do for its State."""

    ADMINISTRATOR = "administrator", _l("Administrator of the delegation")
    DELEGATE = "delegate", _l("Delegate")


class Delegate(Base):
    """An account acts, or acted, for a State; no role of the staff."""

    __tablename__ = "protocol_delegate"
    __table_args__ = (
        Index(
            "uq_protocol_delegate_open",
            "account_id",
            "country",
            unique=True,
            postgresql_where="ended_at IS NULL",
        ),
        Index("ix_protocol_delegate_country", "country"),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    country: Mapped[str]
    function: Mapped[DelegateFunction]
    invitation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("protocol_invitation.id", ondelete="SET NULL")
    )
    note_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("protocol_note.id"))
    """The note verbale that named an administrator."""
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class StateInvitation(Base):
    """An address asked by e-mail to act for a State; the link is kept as a hash, single use."""

    __tablename__ = "protocol_invitation"
    __table_args__ = (
        Index(
            "uq_protocol_invitation_open",
            "country",
            "email_key",
            unique=True,
            postgresql_where="accepted_at IS NULL AND revoked_at IS NULL",
        ),
    )

    country: Mapped[str]
    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text)
    function: Mapped[DelegateFunction]
    language: Mapped[str]
    note_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("protocol_note.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    invited_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    invited_by: Mapped[Account] = relationship()
