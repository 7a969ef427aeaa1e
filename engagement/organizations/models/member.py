"""Who belongs to an organization, and who has been invited."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.organizations.models.organization import Organization


class MembershipRole(Labelled):
    """What a member may do for the organization."""

    FOCAL_POINT = "focal_point", _l("Focal point")
    CONTRIBUTOR = "contributor", _l("Contributor")


class Membership(Base):
    """A person belongs, or belonged, to an organization."""

    __tablename__ = "organization_membership"
    __table_args__ = (
        Index(
            "uq_membership_open",
            "person_id",
            "organization_id",
            unique=True,
            postgresql_where="ended_at IS NULL",
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    role: Mapped[MembershipRole]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Account] = relationship()
    organization: Mapped[Organization] = relationship()


class Invitation(Base):
    """A colleague asked by e-mail to join; the link is kept as a hash, single use."""

    __tablename__ = "organization_invitation"
    __table_args__ = (
        Index(
            "uq_invitation_open",
            "organization_id",
            "email_key",
            unique=True,
            postgresql_where="accepted_at IS NULL AND revoked_at IS NULL",
        ),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text)
    role: Mapped[MembershipRole]
    language: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    invited_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
    invited_by: Mapped[Account] = relationship()
