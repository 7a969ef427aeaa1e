"""People who lead an organization, as its application names them; they need no account."""

import uuid
from datetime import datetime
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Numeric, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base
from engagement.core.text import Labelled


class Nationality(Labelled):
    """What is known of a person's nationality; stateless and not stated are answers, too."""

    STATED = "stated", _l("One or more nationalities")
    STATELESS = "stateless", _l("Stateless")
    NOT_STATED = "not_stated", _l("Not stated")


PEOPLE_SECTIONS = ("governing_body", "owners")
"""The section of the profile that people belong to: of organizations that are no business, of
businesses."""


class PersonRole(Labelled):
    """What a person is in an organization; owners, directors and such are asked of businesses."""

    GOVERNING_BODY = "governing_body", _l("Member of the governing body")
    CHIEF_EXECUTIVE = "chief_executive", _l("Chief executive")
    DIRECTOR = "director", _l("Director")
    OWNER = "owner", _l("Beneficial owner")


class OrganizationPerson(Base):
    """Somebody who leads or owns an organization; a single name is a whole name (product 2).

    `share` is that of a beneficial owner, in percent; of an owner by other means it is not known.
    """

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
        CheckConstraint(
            "cardinality(roles) > 0 AND roles <@ ARRAY"
            "['governing_body', 'chief_executive', 'director', 'owner']::text[]",
            name="known_roles",
        ),
        CheckConstraint(
            "share IS NULL OR (share > 0 AND share <= 100 AND 'owner' = ANY (roles))",
            name="share_of_an_owner",
        ),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    latin_name: Mapped[str | None] = mapped_column(Text)
    position: Mapped[str] = mapped_column(Text)
    roles: Mapped[list[str]] = mapped_column(
        ARRAY(Text),
        default=lambda: [PersonRole.GOVERNING_BODY.value],
        server_default="{governing_body}",
    )
    share: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    nationality: Mapped[Nationality]
    nationalities: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    birth_year: Mapped[int | None]
    birth_year_is_approximate: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Grows with each change, so that nobody overwrites what a colleague saved meanwhile."""
