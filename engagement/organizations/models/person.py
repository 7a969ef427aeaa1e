"""People who lead an organization, as its application names them; they need no account."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base
from engagement.core.text import Labelled


class Nationality(Labelled):
    """What is known of a person's nationality; stateless and not stated are answers, too."""

    STATED = "stated", _l("One or more nationalities")
    STATELESS = "stateless", _l("Stateless")
    NOT_STATED = "not_stated", _l("Not stated")


class OrganizationPerson(Base):
    """A member of the governing body; a single name is a whole name (product 2)."""

    __tablename__ = "organization_person"
    __table_args__ = (
        CheckConstraint(
            "(nationality = 'stated') = (cardinality(nationalities) > 0)",
            name="nationalities_if_stated",
        ),
        CheckConstraint("birth_year BETWEEN 1900 AND 2100", name="birth_year_of_a_living_person"),
        CheckConstraint(
            "birth_year IS NOT NULL OR NOT birth_year_is_approximate", name="approximate_year"
        ),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    latin_name: Mapped[str | None] = mapped_column(Text)
    position: Mapped[str] = mapped_column(Text)
    nationality: Mapped[Nationality]
    nationalities: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    birth_year: Mapped[int | None]
    birth_year_is_approximate: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Grows with each change, so that nobody overwrites what a colleague saved meanwhile."""
