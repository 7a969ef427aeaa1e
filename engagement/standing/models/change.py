"""Changes that an organization asks for with evidence, and mergers."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.major_groups import MajorGroup
from engagement.core.text import Labelled
from engagement.organizations.models import Organization
from engagement.standing.models.of_accreditation import OfAccreditation


class ChangeKind(Labelled):
    """What an organization asks to change."""

    NAME = "name", _l("Name")
    MAJOR_GROUP = "major_group", _l("Major Group")
    COUNTRY = "country", _l("Country or area of the seat")
    DISSOLUTION = "dissolution", _l("The organization was dissolved")
    RENUNCIATION = "renunciation", _l("Give up the accreditation")

    @property
    def needs_paper(self) -> bool:
        """Whether it cannot be asked for without evidence: what an authority has on record."""
        return self in (ChangeKind.NAME, ChangeKind.COUNTRY, ChangeKind.DISSOLUTION)


ENDINGS = (ChangeKind.DISSOLUTION, ChangeKind.RENUNCIATION)


class ChangeState(Labelled):
    """How far a request is."""

    OPEN = "open", _l("To be sent")
    SUBMITTED = "submitted", _l("Sent")
    ACCEPTED = "accepted", _l("Accepted")
    REFUSED = "refused", _l("Refused")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    UNDONE = "undone", _l("Undone")


class Change(OfAccreditation, Base):
    """A request of an accredited organization; what was before stands beside what is asked for."""

    __tablename__ = "standing_change"
    __table_args__ = (
        CheckConstraint("checked_by_id <> asked_by_id", name="checked_by_another"),
        CheckConstraint(
            "state IN ('open', 'withdrawn') OR submitted_at IS NOT NULL", name="sent_before"
        ),
        CheckConstraint(
            "(state = 'undone') = (undone_at IS NOT NULL)"
            " AND (undone_at IS NULL OR kind IN ('dissolution', 'renunciation'))",
            name="ending_undone",
        ),
        CheckConstraint("kind <> 'name' OR name IS NOT NULL", name="names_a_name"),
        CheckConstraint("kind <> 'major_group' OR major_group IS NOT NULL", name="names_a_group"),
        CheckConstraint("kind <> 'country' OR country IS NOT NULL", name="names_a_country"),
        Index(
            "uq_standing_change_open",
            "accreditation_id",
            "kind",
            unique=True,
            postgresql_where="state IN ('open', 'submitted')",
        ),
        Index("ix_standing_change_accreditation_id", "accreditation_id"),
    )

    accreditation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation.id"))
    kind: Mapped[ChangeKind]
    state: Mapped[ChangeState] = mapped_column(default=ChangeState.OPEN, index=True)
    name: Mapped[str | None] = mapped_column(Text)
    latin_name: Mapped[str | None] = mapped_column(Text)
    acronym: Mapped[str | None] = mapped_column(Text)
    major_group: Mapped[MajorGroup | None]
    country: Mapped[str | None]
    before: Mapped[str] = mapped_column(Text)
    explanation: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[datetime | None]
    check_due_on: Mapped[date | None]
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    answer: Mapped[str | None] = mapped_column(Text)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    undone_reason: Mapped[str | None] = mapped_column(Text)

    checked_by: Mapped[Account | None] = relationship(foreign_keys=[checked_by_id])

    @property
    def hands(self) -> frozenset[uuid.UUID]:
        """Who took part and so cannot answer it."""
        return frozenset({self.asked_by_id})


class MergerState(Labelled):
    """How far a merger is."""

    PROPOSED = "proposed", _l("Proposed")
    CARRIED_OUT = "carried_out", _l("Carried out")
    DROPPED = "dropped", _l("Dropped")
    UNDONE = "undone", _l("Undone")


class Merger(Base):
    """Two accredited organizations are one: `organization` goes on as `into`.

    Nothing is moved: `Organization.merged_into_id` points on, and undoing it clears the pointer.
    """

    __tablename__ = "standing_merger"
    __table_args__ = (
        CheckConstraint("organization_id <> into_id", name="two_organizations"),
        CheckConstraint("decided_by_id <> proposed_by_id", name="decided_by_another"),
        Index(
            "uq_standing_merger_open",
            "organization_id",
            unique=True,
            postgresql_where="state IN ('proposed', 'carried_out')",
        ),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    into_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    state: Mapped[MergerState] = mapped_column(default=MergerState.PROPOSED)
    reason: Mapped[str] = mapped_column(Text)
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    undone_reason: Mapped[str | None] = mapped_column(Text)

    organization: Mapped[Organization] = relationship(foreign_keys=[organization_id])
    into: Mapped[Organization] = relationship(foreign_keys=[into_id])
    proposed_by: Mapped[Account] = relationship(foreign_keys=[proposed_by_id])

    @property
    def hands(self) -> frozenset[uuid.UUID]:
        """Who took part and so cannot carry it out."""
        return frozenset({self.proposed_by_id})
