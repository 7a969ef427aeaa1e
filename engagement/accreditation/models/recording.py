"""Accreditations granted before the platform, as staff enter them: a run, and its lines.

Until a second person has confirmed a run, its lines are proposals and nothing else: no
organization, no accreditation, nothing in the register.
"""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models.accreditation import Accreditation
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.organizations.models import Organization


class RecordingState(Labelled):
    """How far a run is."""

    CHECKING = "checking", _l("Being checked")
    CHECKED = "checked", _l("Checked")
    WAITING = "waiting", _l("Waiting for a second person")
    CONFIRMED = "confirmed", _l("Being recorded")
    RECORDED = "recorded", _l("Recorded")
    REFUSED = "refused", _l("Refused")
    DISCARDED = "discarded", _l("Discarded")


class LineOutcome(Labelled):
    """What becomes of a line."""

    NEW = "new", _l("Not checked yet")
    READY = "ready", _l("To be recorded")
    BAD = "bad", _l("Not recorded: to be corrected")
    KNOWN = "known", _l("Recorded before, nothing to do")
    RECORDED = "recorded", _l("Recorded")


class Recording(Base):
    """One run: a file, or one accreditation entered by hand; two people stand behind it.

    `entered_by` is None for a file that whoever operates the platform gave at the command line.
    `organization_id` is, for a run by hand, the organization that gets the accreditation, once it
    is here.
    """

    __tablename__ = "accreditation_recording"
    __table_args__ = (
        CheckConstraint("confirmed_by_id <> entered_by_id", name="two_people"),
        CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name="confirmed_by_somebody"
        ),
        CheckConstraint(
            "(state IN ('confirmed', 'recorded')) = (confirmed_at IS NOT NULL)",
            name="recorded_once_confirmed",
        ),
    )

    title: Mapped[str] = mapped_column(Text)
    by_hand: Mapped[bool] = mapped_column(default=False)
    sha256: Mapped[str | None] = mapped_column(Text)
    state: Mapped[RecordingState]
    organization_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    entered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    confirmed_at: Mapped[datetime | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)

    entered_by: Mapped[Account | None] = relationship(foreign_keys=[entered_by_id])
    confirmed_by: Mapped[Account | None] = relationship(foreign_keys=[confirmed_by_id])
    lines: Mapped[list["RecordedLine"]] = relationship(
        back_populates="recording", order_by="RecordedLine.number"
    )


class RecordedLine(Base):
    """One line of a run: the cells as they came, what was read in them, and what is wrong.

    `organization_id` is the organization that holds none yet and gets this accreditation, and once
    it is recorded the one that holds it. `alike_id`: an organization of which the line may be
    another spelling; whoever is kept from its cases sees neither. `identity` tells the line again
    in another file.
    """

    __tablename__ = "accreditation_recorded_line"
    __table_args__ = (
        Index("uq_recorded_line_number", "recording_id", "number", unique=True),
        Index("ix_recorded_line_outcome", "recording_id", "outcome"),
        Index("ix_accreditation_recorded_line_identity", "identity"),
    )

    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_recording.id"))
    number: Mapped[int]
    outcome: Mapped[LineOutcome]
    cells: Mapped[dict] = mapped_column(JSONB)
    entry: Mapped[dict] = mapped_column(JSONB, default=dict)
    problems: Mapped[list] = mapped_column(JSONB, default=list)
    warnings: Mapped[list] = mapped_column(JSONB, default=list)
    identity: Mapped[str | None] = mapped_column(Text)
    organization_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    accreditation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("accreditation.id"), index=True
    )
    alike_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)

    recording: Mapped[Recording] = relationship(back_populates="lines")
    organization: Mapped[Organization | None] = relationship(foreign_keys=[organization_id])
    accreditation: Mapped[Accreditation | None] = relationship()
