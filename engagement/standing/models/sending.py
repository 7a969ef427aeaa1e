"""What an organization sent at one moment, frozen: a report or an answer may change afterwards."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base


class Sending(Base):
    """Texts and fingerprints of files of a report or an answer as sent; `digest` proves them.

    `number` counts the sendings of one record, from 1.
    """

    __tablename__ = "standing_sending"
    __table_args__ = (
        CheckConstraint("num_nonnulls(report_id, proceeding_id) = 1", name="one_record"),
        UniqueConstraint("report_id", "number"),
        UniqueConstraint("proceeding_id", "number"),
    )

    report_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("standing_report.id"))
    proceeding_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("standing_proceeding.id"))
    number: Mapped[int]
    content: Mapped[dict] = mapped_column(JSONB)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    sent_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    sent_at: Mapped[datetime]

    sent_by: Mapped[Account] = relationship()
