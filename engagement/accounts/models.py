"""Accounts, the browsers in which people are signed in, and mailed links."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.db import Base
from engagement.core.permissions import Role
from engagement.core.text import Labelled


class Account(Base):
    """A person with a verified e-mail address."""

    __tablename__ = "account"

    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    time_zone: Mapped[str] = mapped_column(default="Africa/Nairobi")
    password_hash: Mapped[str | None] = mapped_column(Text)
    role_names: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    created_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]
    terms_version: Mapped[str | None]
    totp_secret: Mapped[str | None]
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]
    recovery_code_hashes: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)

    sign_in = None
    """The SignIn by which this request came; set when the request's cookie is read."""

    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in."""
        return self.verified_at is not None and self.deactivated_at is None

    @property
    def is_staff(self) -> bool:
        """Whether the account holds any staff role."""
        return bool(self.role_names)

    @property
    def roles(self) -> frozenset[Role]:
        """Staff roles."""
        return frozenset(Role(name) for name in self.role_names)

    def get_id(self) -> str:
        """What Flask-Login calls the account by."""
        return str(self.id)


class SignIn(Base):
    """One browser in which a person signed in; ended here, it is over everywhere."""

    __tablename__ = "account_sign_in"

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    second_factor_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(Text)

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)


class TokenPurpose(Labelled):
    """What a mailed link is for; a link for one thing does nothing else."""

    VERIFY_EMAIL = "verify_email", _l("Confirm the e-mail address")
    SIGN_IN = "sign_in", _l("Sign in without a password")
    RESET_PASSWORD = "reset_password", _l("Choose a new password")
    CHANGE_EMAIL = "change_email", _l("Confirm the new e-mail address")


class AccountToken(Base):
    """A mailed link: single use, kept as a hash, bound to its purpose and the address."""

    __tablename__ = "account_token"

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    purpose: Mapped[TokenPurpose]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    email_key: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(innerjoin=True, lazy="joined")
