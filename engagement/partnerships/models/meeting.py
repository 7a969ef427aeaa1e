"""Meetings of the secretariat with business, for the public register."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.countries import Region, Subregion
from engagement.core.db import Base
from engagement.organizations.models import Organization


class BusinessMeeting(Base):
    """One meeting: when, about what, for which region; public from `public_on` on.

    One that was entered wrongly is removed: it stays with the reason, and no reader sees it.
    """

    __tablename__ = "business_meeting"
    __table_args__ = (
        CheckConstraint("public_on >= held_on", name="public_afterwards"),
        CheckConstraint(
            "(removed_at IS NULL) = (removed_by_id IS NULL)"
            " AND (removed_at IS NULL) = (removal_reason IS NULL)",
            name="removed_with_reason",
        ),
        Index("ix_business_meeting_list", "held_on", "id"),
    )

    held_on: Mapped[date]
    topic: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    region: Mapped[Region | None]
    subregion: Mapped[Subregion | None]
    public_on: Mapped[date]
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    removal_reason: Mapped[str | None] = mapped_column(Text)

    author: Mapped[Account] = relationship(foreign_keys=[author_id], lazy="joined", innerjoin=True)
    participants: Mapped[list["BusinessParticipant"]] = relationship(
        order_by="BusinessParticipant.position", cascade="all, delete-orphan", lazy="selectin"
    )


class BusinessParticipant(Base):
    """An organization that took part, with the interest it declared.

    `organization_id` where it is one of ours; the name is kept as it was said. People are not
    named.
    """

    __tablename__ = "business_participant"
    __table_args__ = (Index("ix_business_participant_meeting", "meeting_id", "position"),)

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("business_meeting.id"))
    position: Mapped[int]
    organization_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    name: Mapped[str] = mapped_column(Text)
    interest: Mapped[str] = mapped_column(Text)

    organization: Mapped[Organization | None] = relationship(lazy="joined")
