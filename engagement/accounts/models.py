"""Accounts, the browsers in which people are signed in, and mailed links."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.clock import today
from engagement.core.db import Base
from engagement.core.permissions import Period, Role
from engagement.core.text import Labelled


class Account(Base):
    """A person with a verified e-mail address."""

    __tablename__ = "account"

    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    languages_read: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    time_zone: Mapped[str] = mapped_column(default="Africa/Nairobi")
    password_hash: Mapped[str | None] = mapped_column(Text)
    role_names: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    acts_for_state: Mapped[bool] = mapped_column(default=False)
    """Whether it acts, or once acted, for a State: worth looking for which (`actor_for`)."""
    created_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]
    terms_version: Mapped[str | None]
    totp_nonce: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_next_nonce: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]
    recovery_code_hashes: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)

    audit_engagement: Mapped["AuditEngagement | None"] = relationship(
        primaryjoin="and_(Account.id == AuditEngagement.account_id,"
        " AuditEngagement.ended_at.is_(None))",
        viewonly=True,
        uselist=False,
    )
    """What an auditor was engaged for, whether or not it is the time; read for auditors alone."""

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

    @property
    def reads(self) -> frozenset[str]:
        """Languages of cases the person can work on: those named, else that of their mails."""
        return frozenset(self.languages_read or [self.language])

    @property
    def active_roles(self) -> frozenset[Role]:
        """Roles as they count now: in a browser only after the second factor, in jobs always.

        That of an auditor counts on the days of the engagement alone (product 1).
        """
        if self.sign_in is not None and self.sign_in.second_factor_at is None:
            return frozenset()
        return self.roles if self.audits_today else self.roles - {Role.AUDITOR}

    @property
    def audits_today(self) -> bool:
        """Whether today is a day of the person's engagement as an auditor."""
        if Role.AUDITOR not in self.role_names or self.audit_engagement is None:
            return False
        return self.audit_engagement.from_day <= today() <= self.audit_engagement.to_day

    @property
    def audited(self) -> Period:
        """When the cases were submitted that an auditor may read."""
        return self.audit_engagement.cases if self.audits_today else Period()

    @property
    def has_second_factor(self) -> bool:
        """Whether codes of an app are asked for at sign-in."""
        return self.totp_confirmed_at is not None

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password or a link alone does not sign in: staff, and who chose so."""
        return self.is_staff or self.has_second_factor

    def get_id(self) -> str:
        """What Flask-Login calls the account by."""
        return str(self.id)


class AuditEngagement(Base):
    """Why, on which days and for which cases somebody audits; one at a time."""

    __tablename__ = "account_audit_engagement"
    __table_args__ = (
        CheckConstraint("to_day >= from_day", name="ends_after_start"),
        CheckConstraint("cases_to >= cases_from", name="covers_some_day"),
        Index(
            "uq_account_audit_engagement_open",
            "account_id",
            unique=True,
            postgresql_where="ended_at IS NULL",
        ),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    title: Mapped[str] = mapped_column(Text)
    from_day: Mapped[date]
    to_day: Mapped[date]
    cases_from: Mapped[date | None]
    cases_to: Mapped[date | None]
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    @property
    def cases(self) -> Period:
        """When the cases were submitted that it covers."""
        return Period(self.cases_from, self.cases_to)


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
    shared: Mapped[bool] = mapped_column(default=True)

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)

    may_belong = True
    """Whether the person can belong to something; False where what read it has seen that not."""

    @property
    def is_half(self) -> bool:
        """Whether the second factor is still to come: it opens no page but that one."""
        return self.second_factor_at is None and self.account.needs_second_factor


class KnownBrowser(Base):
    """A browser in which a person signed in before: no mail is due for it any more."""

    __tablename__ = "account_known_browser"
    __table_args__ = (UniqueConstraint("account_id", "key_hash"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    key_hash: Mapped[bytes] = mapped_column(LargeBinary)
    first_seen_at: Mapped[datetime]


class TokenPurpose(Labelled):
    """What a mailed link is for; a link for one thing does nothing else."""

    VERIFY_EMAIL = "verify_email", _l("Confirm the e-mail address")
    SIGN_IN = "sign_in", _l("Sign in without a password")
    RESET_PASSWORD = "reset_password", _l("Choose a new password")
    CHANGE_EMAIL = "change_email", _l("Confirm the new e-mail address")
    UNDO_EMAIL = "undo_email", _l("Take the change of the e-mail address back")
    ACCEPT_INVITATION = "accept_invitation", _l("Accept the invitation to the staff")


class AccountToken(Base):
    """A mailed link: single use, kept as a hash, bound to its purpose and the address.

    Who opens an account proves the address by the link only: name and password of the sign-up
    wait here, and count in the browser that sent them alone (`opener_hash`).
    """

    __tablename__ = "account_token"

    account_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[TokenPurpose]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    email_key: Mapped[str] = mapped_column(Text)
    new_email: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    name: Mapped[str | None] = mapped_column(Text)
    password_hash: Mapped[str | None] = mapped_column(Text)
    opener_hash: Mapped[bytes | None] = mapped_column(LargeBinary)

    account: Mapped[Account] = relationship(innerjoin=True, lazy="joined")


class GraveKind(Labelled):
    """Acts of administration that one administrator asks for and another one does."""

    SECOND_FACTOR = "second_factor", _l("Take off a lost second factor")
    ROLES = "roles", _l("Give roles")
    INVITATION = "invitation", _l("Invite a member of staff")
    EMAIL = "email", _l("Change the e-mail address")
    ERASURE = "erasure", _l("Erase a person's data")
    ENGAGEMENT = "engagement", _l("Engage an auditor for more")


class GraveAct(Base):
    """Asked for by one administrator, done by another, about a third (threat A34).

    `wanted` is what the kind needs and is emptied once the act is over: the trail says what was
    done. An invitation has no account before it is confirmed.
    """

    __tablename__ = "account_grave_act"
    __table_args__ = (
        CheckConstraint("asked_by_id <> account_id", name="not_asked_for_oneself"),
        CheckConstraint(
            "confirmed_by_id <> asked_by_id AND confirmed_by_id <> account_id",
            name="confirmed_by_another",
        ),
        CheckConstraint("account_id IS NOT NULL OR kind = 'invitation'", name="about_somebody"),
        CheckConstraint("confirmed_at IS NULL OR withdrawn_at IS NULL", name="over_once"),
        CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name="confirmed_by_somebody"
        ),
        Index(
            "uq_account_grave_act_open",
            "account_id",
            "kind",
            unique=True,
            postgresql_where="confirmed_at IS NULL AND withdrawn_at IS NULL",
        ),
    )

    kind: Mapped[GraveKind]
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    wanted: Mapped[dict] = mapped_column(JSONB, default=dict)
    reason: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    confirmed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    account: Mapped[Account | None] = relationship(foreign_keys=account_id)
    asked_by: Mapped[Account] = relationship(foreign_keys=asked_by_id)
    confirmed_by: Mapped[Account | None] = relationship(foreign_keys=confirmed_by_id)

    @staticmethod
    def unsettled() -> tuple:
        """The conditions that an act was neither confirmed nor withdrawn."""
        return GraveAct.confirmed_at.is_(None), GraveAct.withdrawn_at.is_(None)

    @property
    def is_settled(self) -> bool:
        """Whether it was confirmed or withdrawn."""
        return self.confirmed_at is not None or self.withdrawn_at is not None

    @property
    def name(self) -> str:
        """Whom it is about."""
        return self.account.name if self.account else self.wanted.get("name", "")

    @property
    def wanted_roles(self) -> list[Role]:
        """Roles the person is to have."""
        return [Role(name) for name in self.wanted.get("roles", ())]


class ErasureAnswer(Labelled):
    """What became of a request for erasure."""

    ERASED = "erased", _l("Erased")
    KEPT = "kept", _l("Kept, with the reason")


class ErasureRequest(Base):
    """A person asks that what is held about them be erased; staff answer."""

    __tablename__ = "account_erasure_request"
    __table_args__ = (
        CheckConstraint("answered_by_id <> account_id", name="answered_by_another"),
        Index(
            "uq_account_erasure_request_open",
            "account_id",
            unique=True,
            postgresql_where="answered_at IS NULL",
        ),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    answer: Mapped[ErasureAnswer | None]
    answer_text: Mapped[str | None] = mapped_column(Text)
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(foreign_keys=account_id)
