"""An organization, its names, its profile by section."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, Text, false
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.major_groups import MajorGroup
from engagement.core.sectors import Sector
from engagement.core.text import Labelled
from engagement.organizations.models.size import StaffBand, TurnoverBand


class OrganizationKind(Labelled):
    """What sort of body it is; `BUSINESS` joins with the private sector (product 3.1)."""

    NON_PROFIT = "non_profit", _l("Non-profit organization")
    BUSINESS_ASSOCIATION = "business_association", _l("Business association")
    UNIVERSITY = "university", _l("University or research body")
    LOCAL_AUTHORITY_ASSOCIATION = (
        "local_authority_association",
        _l("Association of local authorities"),
    )
    COMPANY = "company", _l("Company")
    STATE_ENTERPRISE = "state_enterprise", _l("State-owned enterprise")
    BUSINESS_FOUNDATION = "business_foundation", _l("Business foundation")

    @property
    def is_business(self) -> bool:
        """Whether it takes part as private sector and not with a Major Group."""
        return self in BUSINESS


BUSINESS = (
    OrganizationKind.COMPANY,
    OrganizationKind.STATE_ENTERPRISE,
    OrganizationKind.BUSINESS_FOUNDATION,
)
"""Kinds of the private sector; business associations are not among them: they are non-profit."""

CIVIL_SOCIETY = tuple(kind for kind in OrganizationKind if kind not in BUSINESS)
"""Kinds that take part with one of the nine Major Groups."""


class Protection(Labelled):
    """How far an entry is kept from the public because people may be in danger (product 2.1)."""

    NONE = "none", _l("Public entry")
    PROTECTED = "protected", _l("Protected entry")
    WITHHELD = "withheld", _l("Withheld entry")


class Organization(Base):
    """A legal or customary body with a profile.

    `kept_by_staff`: nobody of it has an account yet, and staff enter what it writes. `recorded`: it
    came from a list of before the platform, so whoever speaks for it is found out by a claim.
    """

    __tablename__ = "organization"
    __table_args__ = (
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        CheckConstraint(
            "(protection = 'none') = (protected_since IS NULL)", name="protected_since_a_day"
        ),
        CheckConstraint(
            "major_group IS NULL OR kind NOT IN"
            " ('company', 'state_enterprise', 'business_foundation')",
            name="business_in_no_major_group",
        ),
        CheckConstraint("state_share BETWEEN 0 AND 100", name="state_share_in_percent"),
        Index("ix_organization_registration_key", "registration_key"),
        Index("ix_organization_web_domain", "web_domain"),
    )

    kind: Mapped[OrganizationKind]
    name: Mapped[str] = mapped_column(Text)
    name_language: Mapped[str]
    latin_name: Mapped[str | None] = mapped_column(Text)
    acronym: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str]
    major_group: Mapped[MajorGroup | None]
    website: Mapped[str | None] = mapped_column(Text)
    web_domain: Mapped[str | None] = mapped_column(Text)
    legal_form: Mapped[str | None] = mapped_column(Text)
    registration_number: Mapped[str | None] = mapped_column(Text)
    registration_authority: Mapped[str | None] = mapped_column(Text)
    registration_key: Mapped[str | None] = mapped_column(Text)
    registered_on: Mapped[date | None]
    created_at: Mapped[datetime]
    kept_by_staff: Mapped[bool] = mapped_column(default=False)
    recorded: Mapped[bool] = mapped_column(default=False, server_default=false())
    merged_into_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organization.id"))
    protection: Mapped[Protection] = mapped_column(default=Protection.NONE)
    protected_since: Mapped[datetime | None]
    shows_website: Mapped[bool] = mapped_column(default=False)

    sector: Mapped[Sector | None]
    """Asked of businesses only: what it does, how large it is, who stands behind it."""
    staff_band: Mapped[StaffBand | None]
    turnover_band: Mapped[TurnoverBand | None]
    parent: Mapped[str | None] = mapped_column(Text)
    ultimate_owner: Mapped[str | None] = mapped_column(Text)
    state_share: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    global_compact_number: Mapped[str | None] = mapped_column(Text)

    names: Mapped[list["OrganizationName"]] = relationship(
        back_populates="organization", cascade="all, delete-orphan"
    )
    sections: Mapped[list["ProfileSection"]] = relationship(back_populates="organization")

    @property
    def organization_id(self) -> uuid.UUID:
        """So that policies on records of an organization hold for the organization itself."""
        return self.id


class NameKind(Labelled):
    """Which of an organization's names it is."""

    OFFICIAL = "official", _l("Official name")
    LATIN = "latin", _l("Name in Latin letters")
    ACRONYM = "acronym", _l("Acronym")
    OTHER = "other", _l("Name in another language")
    FORMER = "former", _l("Former name")


class OrganizationName(Base):
    """One name, as written and as compared; found through its keys."""

    __tablename__ = "organization_name"

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    kind: Mapped[NameKind]
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str | None]
    normalised: Mapped[str] = mapped_column(Text)
    valid_to: Mapped[date | None]

    organization: Mapped[Organization] = relationship(back_populates="names")


class OrganizationNameKey(Base):
    """A blocking key of an organization's names: candidates for a new name share one."""

    __tablename__ = "organization_name_key"

    id = None
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("organization.id"), primary_key=True, index=True
    )


IDENTITY = "identity"
"""The key of the section on names and country: what the organization was created with."""


class ProfileSection(Base):
    """Answers of one section of the profile; `version` grows with each save."""

    __tablename__ = "organization_profile_section"
    __table_args__ = (Index("uq_profile_section", "organization_id", "key", unique=True),)

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    key: Mapped[str]
    answers: Mapped[dict] = mapped_column(JSONB, default=dict)
    version: Mapped[int] = mapped_column(default=0)
    complete: Mapped[bool] = mapped_column(default=False)
    saved_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime]

    organization: Mapped[Organization] = relationship(back_populates="sections")
    saved_by: Mapped[Account] = relationship()
