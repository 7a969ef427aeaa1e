"""Intergovernmental organizations that take part as observers (rule 69)."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.protocol.models.note import ShortTrackState


class Eligibility(Labelled):
    """The four kinds that can be recorded (domain 1.8)."""

    STANDING_INVITATION = "standing_invitation", _l("Standing invitation of the General Assembly")
    TREATY_BODY = "treaty_body", _l("Treaty body with an interest in the environment")
    ENVIRONMENTAL_AGREEMENT = (
        "environmental_agreement",
        _l("Multilateral or regional environmental agreement"),
    )
    SCIENTIFIC_PLATFORM = "scientific_platform", _l("Intergovernmental scientific platform")


class Intergovernmental(Base):
    """An organization of States, from the letter of its head to the record."""

    __tablename__ = "protocol_intergovernmental"
    __table_args__ = (
        CheckConstraint("checked_by_id <> entered_by_id", name="four_eyes"),
        CheckConstraint(
            "state NOT IN ('checked', 'recorded') OR checked_by_id IS NOT NULL", name="checked"
        ),
        CheckConstraint("(state = 'recorded') = (recorded_at IS NOT NULL)", name="recorded"),
        CheckConstraint("(state = 'returned') = (return_reason IS NOT NULL)", name="returned"),
        CheckConstraint(
            "(ended_on IS NULL) = (end_reason IS NULL)"
            " AND (ended_on IS NULL) = (end_proposed_by_id IS NULL)"
            " AND (ended_on IS NULL) = (end_proposed_at IS NULL)",
            name="end_whole",
        ),
        CheckConstraint("ended_on IS NULL OR state = 'recorded'", name="end_recorded"),
        CheckConstraint(
            "(end_confirmed_by_id IS NULL) = (end_confirmed_at IS NULL)"
            " AND (end_confirmed_at IS NULL OR ended_on IS NOT NULL)",
            name="end_confirmed",
        ),
        CheckConstraint("end_confirmed_by_id <> end_proposed_by_id", name="end_four_eyes"),
        Index("ix_protocol_intergovernmental_name", "name"),
    )

    name: Mapped[str] = mapped_column(Text)
    name_language: Mapped[str]
    names: Mapped[dict] = mapped_column(JSONB, default=dict)
    """Its name in other languages, by language."""
    acronym: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[Eligibility]
    seat: Mapped[str] = mapped_column(Text)
    seat_country: Mapped[str]
    website: Mapped[str | None] = mapped_column(Text)
    treaty: Mapped[str] = mapped_column(Text)
    treaty_on: Mapped[date]
    scope: Mapped[str] = mapped_column(Text)
    signed_by: Mapped[str] = mapped_column(Text)
    """Name and title of the head who signed the letter."""
    letter_on: Mapped[date]
    received_on: Mapped[date]
    state: Mapped[ShortTrackState] = mapped_column(default=ShortTrackState.RECEIVED)
    entered_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    checked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    checked_at: Mapped[datetime | None]
    recorded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime | None]
    returned_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    return_reason: Mapped[str | None] = mapped_column(Text)
    ended_on: Mapped[date | None]
    """Its last day as an observer; counts once a second person has confirmed it."""
    end_reason: Mapped[str | None] = mapped_column(Text)
    end_proposed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    end_proposed_at: Mapped[datetime | None]
    end_confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    end_confirmed_at: Mapped[datetime | None]

    entered_by: Mapped[Account] = relationship(foreign_keys=[entered_by_id])
    checked_by: Mapped[Account | None] = relationship(foreign_keys=[checked_by_id])
    recorded_by: Mapped[Account | None] = relationship(foreign_keys=[recorded_by_id])
    returned_by: Mapped[Account | None] = relationship(foreign_keys=[returned_by_id])
    end_proposed_by: Mapped[Account | None] = relationship(foreign_keys=[end_proposed_by_id])
    end_confirmed_by: Mapped[Account | None] = relationship(foreign_keys=[end_confirmed_by_id])

    @property
    def last_day(self) -> date | None:
        """The last day as an observer, as far as two people found so."""
        return self.ended_on if self.end_confirmed_at else None

    def name_in(self, language: str) -> tuple[str, str]:
        """The name for a reader and its language: theirs where it is known, else the first."""
        if language in self.names:
            return self.names[language], language
        return self.name, self.name_language
