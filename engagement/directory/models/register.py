"""The register as it is searched: narrow rows made from accreditations, organizations and names.

Nothing here is entered by anybody. `commands.refresh` writes it, `commands.rebuild` makes it anew.
"""

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from engagement.accreditation.models import AccreditationStatus
from engagement.core.countries import Region
from engagement.core.db import Base
from engagement.core.major_groups import MajorGroup


class Entry:
    """What a listed accreditation is filtered by, sorted by and found by.

    `country` is empty for a protected entry, which the public knows by its region alone. `newest`
    is smaller the later the accreditation began. `names_digest` tells from which names, by which
    rules, `search` and `sort_key` were made.
    """

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    country: Mapped[str | None]
    region: Mapped[Region | None]
    major_group: Mapped[MajorGroup | None]
    status: Mapped[AccreditationStatus]
    is_protected: Mapped[bool]
    year: Mapped[int]
    newest: Mapped[int]
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    search: Mapped[str] = mapped_column(TSVECTOR)
    names_digest: Mapped[str]


class RegisterRow(Entry, Base):
    """One accreditation that is listed today."""

    __tablename__ = "register_row"
    __table_args__ = (
        Index("ix_register_row_sort", "sort_key", "accreditation_id"),
        Index("ix_register_row_country_sort", "country", "sort_key", "accreditation_id"),
        Index("ix_register_row_region_sort", "region", "sort_key", "accreditation_id"),
        Index("ix_register_row_group_sort", "major_group", "sort_key", "accreditation_id"),
        Index("ix_register_row_status_sort", "status", "sort_key", "accreditation_id"),
        Index("ix_register_row_newest", "newest", "sort_key", "accreditation_id"),
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


class RegisterSpan(Entry, Base):
    """One accreditation as it was listed on every day from one to before another, open at the end.

    Status, names, seat and Major Group are those of these days; where one changed, the next span
    begins. Of an entry that is protected today they are today's but for the status, and a withheld
    one has none: what is kept back now was not always, and a past list must not tell it.
    """

    __tablename__ = "register_span"
    __table_args__ = (
        CheckConstraint("valid_to > valid_from", name="ends_after_start"),
        Index("ix_register_span_from", "accreditation_id", "valid_from"),
        Index("ix_register_span_sort", "sort_key", "accreditation_id"),
        Index("ix_register_span_newest", "newest", "sort_key", "accreditation_id"),
        Index(
            "ix_register_span_search",
            "search",
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        ),
    )

    accreditation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    name: Mapped[str] = mapped_column(Text)
    name_language: Mapped[str]
    latin_name: Mapped[str | None] = mapped_column(Text)
    acronym: Mapped[str | None] = mapped_column(Text)


class TermVariant(Base):
    """A word of the register, or that word with one letter left out: how a slip finds it."""

    __tablename__ = "register_term_variant"

    id = None
    variant: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    term: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True, index=True)
