"""Which reminders of a deadline have been sent."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base


class Reminder(Base):
    """The applicant was reminded in this stage, `days_left` days before its end; once each."""

    __tablename__ = "accreditation_reminder"
    __table_args__ = (UniqueConstraint("stage_id", "days_left"),)

    stage_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application_stage.id"))
    days_left: Mapped[int]
    sent_at: Mapped[datetime]
