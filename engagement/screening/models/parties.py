"""Parties: organizations and their people as they are compared with lists."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.organizations.models import Organization


class PartyKind(Labelled):
    """What is compared: the organization itself, or somebody of it."""

    ORGANIZATION = "organization", _l("Organization")
    PERSON = "person", _l("Person")


class Party(Base):
    """An organization, or a person of it, as it stood when it was compared last.

    `content` has the shape of a list entry's (`ListedEntry.content()`): names as [text, kind,
    language], countries, births as [day, year, from, to, approximate], identifiers as [type,
    number, country]; `content_hash` is its SHA-256. `tracks` (values of `sources.Track`) are what
    it is compared for; `script` is that of the name it is shown by. A person who is taken off the
    organization's page keeps the row, ended: what was found of them stays on record.
    """

    __tablename__ = "screening_party"
    __table_args__ = (
        CheckConstraint(
            "(kind = 'person') = (organization_person_id IS NOT NULL)", name="person_of_a_page"
        ),
        CheckConstraint("cardinality(tracks) > 0", name="compared_for_something"),
        Index(
            "uq_screening_party_organization",
            "organization_id",
            unique=True,
            postgresql_where="organization_person_id IS NULL",
        ),
        Index(
            "uq_screening_party_person",
            "organization_person_id",
            unique=True,
            postgresql_where="organization_person_id IS NOT NULL",
        ),
        Index("ix_screening_party_organization_id", "organization_id"),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    organization_person_id: Mapped[uuid.UUID | None]
    """No key of the person's row: that is deleted when the organization takes them off."""
    kind: Mapped[PartyKind]
    name: Mapped[str] = mapped_column(Text)
    script: Mapped[str]
    content: Mapped[dict] = mapped_column(JSONB)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    tracks: Mapped[list[str]] = mapped_column(ARRAY(Text))
    keys: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    keys_of: Mapped[str]
    """The version of the matching library that made the keys (`party_keys`)."""
    since: Mapped[datetime]
    changed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship()
