"""The register as it is searched: narrow rows made from accreditations, organizations and names.

Nothing here is entered by anybody. `commands.refresh` writes it, `commands.rebuild` makes it anew.
"""

import uuid

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from engagement.accreditation.models import AccreditationStatus
from engagement.core.countries import Region
from engagement.core.db import Base
from engagement.core.major_groups import MajorGroup


class RegisterRow(Base):
    """One listed accreditation: what it is filtered by, sorted by and found by.

    `country` is empty for a protected entry, which the public knows by its region alone.
    `names_digest` tells from which names `search` and `sort_key` were made.
    """

    __tablename__ = "register_row"
    __table_args__ = (
        Index("ix_register_row_sort", "sort_key", "accreditation_id"),
        Index("ix_register_row_country_sort", "country", "sort_key", "accreditation_id"),
        Index("ix_register_row_region_sort", "region", "sort_key", "accreditation_id"),
        Index("ix_register_row_group_sort", "major_group", "sort_key", "accreditation_id"),
        Index(
            "ix_register_row_search",
            "search",
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        ),
    )

    id = None
    accreditation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("accreditation.id"), primary_key=True
    )
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    country: Mapped[str | None]
    region: Mapped[Region | None]
    major_group: Mapped[MajorGroup | None]
    status: Mapped[AccreditationStatus]
    is_protected: Mapped[bool]
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    search: Mapped[str] = mapped_column(TSVECTOR)
    names_digest: Mapped[str]


class TermVariant(Base):
    """A word of the register, or that word with one letter left out: how a slip finds it."""

    __tablename__ = "register_term_variant"

    id = None
    variant: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    term: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True, index=True)
