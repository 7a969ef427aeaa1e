"""The Global Compact: which participant an organization is, how it stands, who was invited."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.organizations.models import Organization
from engagement.screening.facts import Compact
from engagement.screening.models.lists import ListEntry, ListVersion


class LinkState(Labelled):
    """How far a link between an organization and a participant is."""

    OPEN = "open", _l("To compare")
    CONFIRMED = "confirmed", _l("The same")
    REJECTED = "rejected", _l("Not the same")
    ENDED = "ended", _l("No longer the same")


class InvitationAnswer(Labelled):
    """What a company says to the invitation."""

    JOINED = "joined", _l("We take part, or have asked to")
    CONSIDER = "consider", _l("We will think about it")
    NO = "no", _l("Not for us at present")


TO_FOLLOW = (Compact.NON_COMMUNICATING, Compact.DELISTED, Compact.ABSENT)
"""What an officer speaks about with a company that is linked; absent is no longer listed."""


class CompactLink(Base):
    """An organization beside a participant of the Global Compact, and what an officer found.

    The participant is told by `reference`, its key in both lists (docs/lists.md), so that a link
    goes on from version to version; `entry` is what stood there when they met. `reason` is
    `matching.Reason.as_json`; none of both where only the declared number led to it. `status` is
    that of its latest `CompactStanding`. Only one link of an organization holds at a time.
    """

    __tablename__ = "screening_compact_link"
    __table_args__ = (
        UniqueConstraint("organization_id", "reference"),
        CheckConstraint(
            "(state = 'open') = (decided_at IS NULL)"
            " AND (decided_at IS NULL) = (decided_by_id IS NULL)"
            " AND (decided_at IS NULL) = (decision_reason IS NULL)",
            name="decided_by_somebody",
        ),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_at_a_moment"),
        CheckConstraint("(state = 'confirmed') <= (status IS NOT NULL)", name="stands_somehow"),
        CheckConstraint("by_number OR score IS NOT NULL", name="met_somehow"),
        Index(
            "uq_screening_compact_link_confirmed",
            "organization_id",
            unique=True,
            postgresql_where="state = 'confirmed'",
        ),
        Index("ix_screening_compact_link_list", "found_at", "id"),
        Index("ix_screening_compact_link_entry_id", "entry_id"),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    reference: Mapped[str] = mapped_column(Text)
    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_list_entry.id"))
    score: Mapped[float | None]
    reason: Mapped[dict | None] = mapped_column(JSONB(none_as_null=True))
    by_number: Mapped[bool] = mapped_column(default=False)
    state: Mapped[LinkState] = mapped_column(default=LinkState.OPEN)
    found_at: Mapped[datetime]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[datetime | None]
    status: Mapped[Compact | None]

    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
    entry: Mapped[ListEntry] = relationship(lazy="joined", innerjoin=True)
    decided_by: Mapped[Account | None] = relationship()
    standings: Mapped[list["CompactStanding"]] = relationship(
        back_populates="link", order_by="CompactStanding.noticed_at"
    )


class CompactStanding(Base):
    """How a linked organization stood from a version of the lists on, and what we did about it.

    The first is that of the day on which the link was confirmed. `version` brought a later one.
    """

    __tablename__ = "screening_compact_standing"
    __table_args__ = (
        CheckConstraint(
            "(followed_at IS NULL) = (followed_by_id IS NULL)"
            " AND (followed_at IS NULL) = (followed_text IS NULL)",
            name="followed_by_somebody",
        ),
        Index("ix_screening_compact_standing_link", "link_id", "noticed_at"),
        Index("ix_screening_compact_standing_version_id", "version_id"),
    )

    link_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_compact_link.id"))
    status: Mapped[Compact]
    version_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("screening_list_version.id"))
    noticed_at: Mapped[datetime]
    followed_at: Mapped[datetime | None]
    followed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    followed_text: Mapped[str | None] = mapped_column(Text)

    link: Mapped[CompactLink] = relationship(
        back_populates="standings", lazy="joined", innerjoin=True
    )
    version: Mapped[ListVersion | None] = relationship()
    followed_by: Mapped[Account | None] = relationship()

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose standing it is."""
        return self.link.organization_id


class CompactInvitation(Base):
    """That we invited a company to the Global Compact, and what it says to it.

    The answer may be changed as long as no newer invitation follows. Nobody is reminded.
    """

    __tablename__ = "screening_compact_invitation"
    __table_args__ = (
        CheckConstraint(
            "(answered_at IS NULL) = (answer IS NULL)"
            " AND (answered_at IS NULL) = (answered_by_id IS NULL)",
            name="answered_by_somebody",
        ),
        Index("ix_screening_compact_invitation_list", "invited_at", "id"),
        Index("ix_screening_compact_invitation_of", "organization_id", "invited_at"),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    invited_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    invited_at: Mapped[datetime]
    answer: Mapped[InvitationAnswer | None]
    words: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
    invited_by: Mapped[Account] = relationship(foreign_keys=[invited_by_id])
