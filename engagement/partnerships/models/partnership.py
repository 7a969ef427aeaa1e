"""A partnership from its proposal on, its partners, and who of the staff took part."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.countries import Region, Subregion
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.organizations.models import Organization
from engagement.screening.levels import Level


class PartnershipState(Labelled):
    """Where a partnership is; the way is drawn in the package's docstring."""

    DRAFT = "draft", _l("Draft")
    SUBMITTED = "submitted", _l("Submitted: the partners are being screened")
    SCREENED = "screened", _l("Screened: waits for a recommendation")
    RECOMMENDED = "recommended", _l("Recommended: waits for the decision")
    DECIDED = "decided", _l("Accepted: not begun yet")
    ACTIVE = "active", _l("Active")
    REPORTING = "reporting", _l("Over: the end report is due")
    COMPLETED = "completed", _l("Completed")
    ENDED = "ended", _l("Ended early")
    EXPIRED = "expired", _l("Expired: not begun in time")
    REFUSED = "refused", _l("Not accepted")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


class PartnershipKind(Labelled):
    """What partners do together."""

    DIALOGUE = "dialogue", _l("Dialogue")
    IN_KIND = "in_kind", _l("Contribution in kind")
    FUNDING = "funding", _l("Funding")
    DATA = "data", _l("Data")
    INITIATIVE = "initiative", _l("Joint initiative")


class DiligenceTrack(Labelled):
    """The three procedures of due diligence of the Partnership Policy and Procedures of 2011."""

    FROM_BUSINESS = "procedure_1", _l("Procedure 1: funds from a for-profit body")
    TO_NON_PROFIT = "procedure_2", _l("Procedure 2: funds to a non-profit implementing partner")
    NO_FUNDS = "procedure_4_3", _l("Procedure 4.3: no funds are moved")


class Subprogramme(Labelled):
    """The subprogrammes of the medium-term strategy."""

    CLIMATE = "climate", _l("Climate action")
    NATURE = "nature", _l("Nature action")
    POLLUTION = "pollution", _l("Chemicals and pollution action")
    SCIENCE_POLICY = "science_policy", _l("Science-policy")
    GOVERNANCE = "governance", _l("Environmental governance")
    FINANCE = "finance", _l("Finance and economic transformations")
    DIGITAL = "digital", _l("Digital transformations")


class PartnershipAct(Labelled):
    """How somebody took part in substance, and so cannot decide."""

    RECOMMENDED = "recommended", _l("Recommended")
    CHECKED = "checked", _l("Checked a report")


class Partnership(Base):
    """One partnership; `organization_id` is the partner that proposed it and answers for it.

    Without a region it is meant for all of them. `value` is in whole units of `currency`. `level`
    is the riskiest rating of the partners' cases, by which it is decided and monitored.
    `over_reason` of an early end is public, reasons of decisions are not.
    """

    __tablename__ = "partnership"
    __table_args__ = (
        CheckConstraint("to_day >= from_day", name="ends_after_start"),
        CheckConstraint("(value IS NULL) = (currency IS NULL)", name="value_with_currency"),
        CheckConstraint("value > 0", name="some_value"),
        CheckConstraint(
            "(state IN ('draft')) = (submitted_at IS NULL)", name="submitted_at_a_moment"
        ),
        CheckConstraint(
            "state NOT IN ('decided', 'active', 'reporting', 'completed', 'ended', 'expired',"
            " 'refused') OR (decided_at IS NOT NULL AND decided_by_id IS NOT NULL"
            " AND accepted IS NOT NULL)",
            name="decided_by_somebody",
        ),
        CheckConstraint(
            "state NOT IN ('active', 'reporting', 'completed', 'ended') OR begun_on IS NOT NULL",
            name="begun_on_a_day",
        ),
        CheckConstraint("decided_by_id <> recommended_by_id", name="two_people"),
        Index("ix_partnership_list", "submitted_at", "id"),
        Index("ix_partnership_public", "begun_on", "id", postgresql_where="begun_on IS NOT NULL"),
    )

    reference: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[PartnershipState] = mapped_column(default=PartnershipState.DRAFT)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    language: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[PartnershipKind]
    track: Mapped[DiligenceTrack]
    subprogramme: Mapped[Subprogramme]
    region: Mapped[Region | None]
    subregion: Mapped[Subregion | None]
    digital: Mapped[bool] = mapped_column(default=False)
    purpose: Mapped[str] = mapped_column(Text)
    results: Mapped[str] = mapped_column(Text)
    value: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None]
    from_day: Mapped[date]
    to_day: Mapped[date]
    emblem: Mapped[str] = mapped_column(Text, default="")
    """How the partners want to use name and emblem; "" where they do not."""
    conflict: Mapped[str] = mapped_column(Text, default="")
    """Which interest they have in a matter under negotiation; "" where they declare none."""
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    screened_at: Mapped[datetime | None]
    level: Mapped[Level | None]
    advice: Mapped[bool | None]
    advice_reason: Mapped[str] = mapped_column(Text, default="")
    recommended_at: Mapped[datetime | None]
    recommended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    accepted: Mapped[bool | None]
    decision_reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    begun_on: Mapped[date | None]
    over_on: Mapped[date | None]
    over_reason: Mapped[str] = mapped_column(Text, default="")

    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
    recommended_by: Mapped[Account | None] = relationship(foreign_keys=[recommended_by_id])
    decided_by: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])
    partners: Mapped[list["Partner"]] = relationship(
        back_populates="partnership", order_by="Partner.added_at", cascade="all, delete-orphan"
    )
    hands: Mapped[list["PartnershipHand"]] = relationship(cascade="all, delete-orphan")

    @property
    def organization_ids(self) -> frozenset[uuid.UUID]:
        """Every organization that it is about: a conflict with one of them hides it."""
        return frozenset({self.organization_id, *(each.organization_id for each in self.partners)})


class Partner(Base):
    """Another organization that takes part; it has to confirm that before it is submitted."""

    __tablename__ = "partnership_partner"
    __table_args__ = (
        UniqueConstraint("partnership_id", "organization_id"),
        CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name="confirmed_by_somebody"
        ),
    )

    partnership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("partnership.id"))
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    added_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    partnership: Mapped[Partnership] = relationship(back_populates="partners")
    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)


class PartnershipHand(Base):
    """Somebody of the staff took part in substance."""

    __tablename__ = "partnership_hand"
    __table_args__ = (UniqueConstraint("partnership_id", "person_id", "act"),)

    partnership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("partnership.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    act: Mapped[PartnershipAct]
    since: Mapped[datetime]
