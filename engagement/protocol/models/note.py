"""A note verbale or letter of a State, and what it says."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled


class ShortTrackState(Labelled):
    """How far a paper of the two short tracks has come."""

    RECEIVED = "received", _l("Received, to be checked")
    CHECKED = "checked", _l("Checked, to be recorded")
    RECORDED = "recorded", _l("Recorded")
    RETURNED = "returned", _l("Returned")


class Note(Base):
    """What a State wrote on its representatives; nothing of it counts before it is recorded.

    Beside arrivals and departures it can name the State's own administrator, and say that the list
    of representatives is right (`confirms_list`).
    """

    __tablename__ = "protocol_note"
    __table_args__ = (
        CheckConstraint("checked_by_id <> entered_by_id", name="four_eyes"),
        CheckConstraint(
            "state NOT IN ('checked', 'recorded') OR checked_by_id IS NOT NULL", name="checked"
        ),
        CheckConstraint("(state = 'recorded') = (recorded_at IS NOT NULL)", name="recorded"),
        CheckConstraint("(state = 'returned') = (return_reason IS NOT NULL)", name="returned"),
        CheckConstraint(
            "(administrator_name IS NULL) = (administrator_email IS NULL)", name="administrator"
        ),
        Index(
            "uq_protocol_note_reference",
            "country",
            "reference",
            unique=True,
            postgresql_where="state <> 'returned'",
        ),
        Index("ix_protocol_note_state", "state", "received_on"),
    )

    country: Mapped[str]
    reference: Mapped[str] = mapped_column(Text)
    dated_on: Mapped[date]
    received_on: Mapped[date]
    state: Mapped[ShortTrackState] = mapped_column(default=ShortTrackState.RECEIVED)
    administrator_name: Mapped[str | None] = mapped_column(Text)
    administrator_email: Mapped[str | None] = mapped_column(Text)
    confirms_list: Mapped[bool] = mapped_column(default=False)
    entered_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    checked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    checked_at: Mapped[datetime | None]
    recorded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime | None]
    returned_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    return_reason: Mapped[str | None] = mapped_column(Text)

    entered_by: Mapped[Account] = relationship(foreign_keys=[entered_by_id])
    checked_by: Mapped[Account | None] = relationship(foreign_keys=[checked_by_id])
    recorded_by: Mapped[Account | None] = relationship(foreign_keys=[recorded_by_id])
    returned_by: Mapped[Account | None] = relationship(foreign_keys=[returned_by_id])


class Departure(Base):
    """A line of a note: a representative leaves, with the last day in the function."""

    __tablename__ = "protocol_departure"
    __table_args__ = (
        Index("uq_protocol_departure_line", "note_id", "representative_id", unique=True),
    )

    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("protocol_note.id"))
    representative_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("protocol_representative.id"), index=True
    )
    to_day: Mapped[date]
    entered_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
