"""A State's representative to the Committee of Permanent Representatives."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base
from engagement.core.text import Labelled


class Function(Labelled):
    """What a representative is for the State."""

    PERMANENT = "permanent_representative", _l("Permanent representative")
    DEPUTY = "deputy", _l("Deputy permanent representative")
    ALTERNATE = "alternate", _l("Alternate representative")
    ADVISER = "adviser", _l("Adviser")
    OTHER = "other", _l("Other function")


class Seat(Labelled):
    """Where a representative works (domain 1.8)."""

    NAIROBI = "nairobi", _l("Nairobi")
    CAPITAL = "capital", _l("Capital")
    NEW_YORK = "new_york", _l("New York")
    GENEVA = "geneva", _l("Geneva")
    OTHER = "other", _l("Another embassy or mission")


class Representative(Base):
    """Somebody a note verbale named; counts once the note is recorded (`recorded_at`).

    In office from `from_day` to `to_day`, both in it; None while nobody has said when it ends.
    """

    __tablename__ = "protocol_representative"
    __table_args__ = (
        CheckConstraint("to_day >= from_day", name="ends_after_start"),
        CheckConstraint("(to_day IS NULL) = (ended_by_id IS NULL)", name="ended_by_a_note"),
        Index("ix_protocol_representative_country", "country", "from_day"),
    )

    country: Mapped[str]
    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("protocol_note.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    latin_name: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    function: Mapped[Function]
    seat: Mapped[Seat]
    email: Mapped[str | None] = mapped_column(Text)
    telephone: Mapped[str | None] = mapped_column(Text)
    from_day: Mapped[date]
    to_day: Mapped[date | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("protocol_note.id"))
    """The note that ended it."""
    name_kept_back: Mapped[bool] = mapped_column(default=False)
    """The State or the person asked that the name be kept from the public."""
    entered_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    recorded_at: Mapped[datetime | None]
