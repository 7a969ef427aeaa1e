"""Who may register, on what basis, how many, until when: categories and quotas."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.bodies.models import Mode
from engagement.core.db import Base
from engagement.core.major_groups import MajorGroup
from engagement.core.text import Labelled
from engagement.meetings.models.meeting import Meeting


class CategoryKind(Labelled):
    """For whom places are kept (product 5)."""

    MEMBER_STATE = "member_state", _l("Member States")
    SPECIALIZED_AGENCY = "specialized_agency", _l("Specialized agencies")
    UN_BODY = "un_body", _l("United Nations bodies")
    AGREEMENT = "agreement", _l("Secretariats of environmental agreements")
    INTERGOVERNMENTAL = "intergovernmental", _l("Intergovernmental organizations")
    ACCREDITED = "accredited", _l("Accredited organizations of the Major Groups")
    PRIVATE_SECTOR = "private_sector", _l("Private sector")
    MEDIA = "media", _l("Media")
    PUBLIC = "public", _l("General public")

    @property
    def by_organization(self) -> bool:
        """Whether focal points of organizations that we know nominate, and nobody else."""
        return self in {CategoryKind.ACCREDITED, CategoryKind.PRIVATE_SECTOR}

    @property
    def by_state(self) -> bool:
        """Whether States nominate their delegations."""
        return self is CategoryKind.MEMBER_STATE

    @property
    def by_oneself(self) -> bool:
        """Whether everybody registers alone, with papers where they are asked for."""
        return not (self.by_organization or self.by_state)


class ApprovalRule(Labelled):
    """Who lets a registration take a place."""

    AUTOMATIC = "automatic", _l("At once, as far as there are places")
    BY_OFFICER = "by_officer", _l("After an officer has looked at it")
    BY_NOTE = "by_note", _l("After the note verbale has been checked")


class QuotaScope(Labelled):
    """For whom a quota counts."""

    ORGANIZATION = "organization", _l("each organization")
    STATE = "state", _l("each State")
    MAJOR_GROUP = "major_group", _l("each Major Group")
    ALL = "all", _l("everybody together")


class Category(Base):
    """One kind of participant of a meeting.

    `places` None is as many as come. `taken` counts places that are confirmed or offered; it is
    written under the lock of `RegistrationQueue` alone, and PostgreSQL refuses more than there are.
    `opens_at` and `closes_at`: the window; at `closes_at` itself it is too late.
    `first_closes_at` is what was announced first.
    """

    __tablename__ = "meeting_category"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
        CheckConstraint("places >= 0", name="places_not_negative"),
        CheckConstraint("taken >= 0 AND (places IS NULL OR taken <= places)", name="within_places"),
        Index("uq_meeting_category_kind", "meeting_id", "kind", unique=True),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[CategoryKind]
    legal_basis: Mapped[dict] = mapped_column(JSONB, default=dict)
    """By what rule they take part, by language."""
    places: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    first_closes_at: Mapped[datetime]
    approval: Mapped[ApprovalRule] = mapped_column(default=ApprovalRule.AUTOMATIC)
    papers: Mapped[bool] = mapped_column(default=False)
    """Whether a letter or another paper is asked for; never of whom the register knows."""

    meeting: Mapped[Meeting] = relationship(back_populates="categories")


class Quota(Base):
    """At most so many places for each organization, State or Major Group, or in all.

    It counts one category, or all where there is none, and one mode, or both. All quotas that a
    registration falls under have to have room. `major_group` names one, None means each.
    """

    __tablename__ = "meeting_quota"
    __table_args__ = (
        CheckConstraint("places >= 0", name="places_not_negative"),
        CheckConstraint("mode <> 'hybrid'", name="one_mode"),
        CheckConstraint(
            "major_group IS NULL OR scope = 'major_group'", name="group_where_it_counts_groups"
        ),
        Index("ix_meeting_quota_meeting", "meeting_id"),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    category_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("meeting_category.id"))
    scope: Mapped[QuotaScope]
    major_group: Mapped[MajorGroup | None]
    mode: Mapped[Mode | None]
    places: Mapped[int]

    meeting: Mapped[Meeting] = relationship(back_populates="quotas")
    category: Mapped[Category | None] = relationship()


class RegistrationQueue(Base):
    """One row a meeting: its lock puts those who want a place in a queue, `last` numbers them.

    A row of its own, so that nobody who only refers to the meeting waits for it.
    """

    __tablename__ = "meeting_queue"

    id = None  # type: ignore[assignment]
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)
