"""What the night does by itself, what holds it back, and which reminders have left."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models import Accreditation
from engagement.core.db import Base
from engagement.core.text import Labelled


class Act(Labelled):
    """What the nightly run does; none of these decides anything."""

    REMIND = "remind", _l("Remind organizations of their reports")
    PROPOSE_REPORT_DUE = "propose_report_due", _l("Propose to show reports as due")
    PROPOSE_SUSPEND = "propose_suspend", _l("Propose notices of suspension")
    EFFECT = "effect", _l("Carry out what was decided for this day")


class Brake(Base):
    """Somebody held an act of the night back, or let a night run that was more than usual.

    `act` None holds everything. `until_released` for a brake; for a release `night` is the one
    night for which more than the usual number may happen.
    """

    __tablename__ = "standing_brake"
    __table_args__ = (
        CheckConstraint("released_at IS NULL OR released_by_id IS NOT NULL", name="released_by"),
        Index(
            "uq_standing_brake_pulled",
            "act",
            unique=True,
            postgresql_where="released_at IS NULL AND night IS NULL",
            postgresql_nulls_not_distinct=True,
        ),
    )

    act: Mapped[Act | None]
    night: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    pulled_at: Mapped[datetime]
    pulled_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    pulled_by: Mapped[Account] = relationship(foreign_keys=[pulled_by_id])


class NightOutcome(Labelled):
    """What became of an act in a night."""

    DONE = "done", _l("Done")
    HELD = "held", _l("Held: more than usual")
    BRAKED = "braked", _l("Held by the brake")
    FAILED = "failed", _l("Failed for some: tried again in the next run")


class NightRun(Base):
    """An act of one night: over how many accreditations it was, and whether it was done."""

    __tablename__ = "standing_night_run"
    __table_args__ = (Index("uq_standing_night_run", "night", "act", unique=True),)

    night: Mapped[date]
    act: Mapped[Act]
    outcome: Mapped[NightOutcome]
    count: Mapped[int]
    ran_at: Mapped[datetime]


class ReportReminder(Base):
    """That an organization was reminded of a report so many days before its day."""

    __tablename__ = "standing_report_reminder"
    __table_args__ = (
        Index(
            "uq_standing_report_reminder", "accreditation_id", "due_on", "days_before", unique=True
        ),
    )

    accreditation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation.id"))
    due_on: Mapped[date]
    days_before: Mapped[int]
    sent_at: Mapped[datetime]

    accreditation: Mapped[Accreditation] = relationship()
