"""What is kept of a State beside its people: its mission in Nairobi, its yearly confirmation."""

import uuid
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.countries import COUNTRIES, Country
from engagement.core.db import Base
from engagement.core.text import Labelled


class Mission(Labelled):
    """Whether a State has a mission in Nairobi."""

    YES = "yes", _l("Has a mission in Nairobi")
    NO = "no", _l("Has no mission in Nairobi")
    UNKNOWN = "unknown", _l("Not known")


class State(Base):
    """A Member State or observer of the country table; without a row nothing is known of it yet."""

    __tablename__ = "protocol_state"
    __table_args__ = (
        CheckConstraint(
            "(mission = 'unknown') = (mission_source IS NULL)"
            " AND (mission = 'unknown') = (mission_on IS NULL)",
            name="mission_has_source",
        ),
    )

    country: Mapped[str] = mapped_column(unique=True)
    mission: Mapped[Mission] = mapped_column(default=Mission.UNKNOWN)
    mission_source: Mapped[str | None] = mapped_column(Text)
    mission_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    asked_on: Mapped[date | None]
    """When the State was last asked to confirm its list."""

    @property
    def place(self) -> Country:
        """Its row of the country table."""
        return COUNTRIES[self.country]
