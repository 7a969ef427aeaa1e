"""What a job proposes to do to many accreditations, for a person to decide."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.standing.models.of_accreditation import OfAccreditation


class BatchKind(Labelled):
    """What is proposed."""

    REPORT_DUE = "report_due", _l("Show the report as due")
    SUSPEND = "suspend", _l("Give notice of suspension: the report is overdue")


class Batch(Base):
    """A proposal over accreditations; one of a kind is open, and each night brings it up to date.

    Closed when nothing of it is left to decide.
    """

    __tablename__ = "standing_batch"
    __table_args__ = (
        Index("uq_standing_batch_open", "kind", unique=True, postgresql_where="closed_at IS NULL"),
    )

    kind: Mapped[BatchKind]
    proposed_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    @property
    def open(self) -> bool:
        """Whether something of it is left to decide."""
        return self.closed_at is None


class BatchItem(OfAccreditation, Base):
    """One accreditation of a proposal; `done` says whether it was carried out or left out.

    `decided_by_id` is empty where it left the list by itself: then it comes back when it is due.
    """

    __tablename__ = "standing_batch_item"
    __table_args__ = (
        Index("uq_standing_batch_item", "batch_id", "accreditation_id", unique=True),
        Index("ix_standing_batch_item_accreditation_id", "accreditation_id"),
    )

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("standing_batch.id"))
    accreditation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation.id"))
    done: Mapped[bool | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    batch: Mapped[Batch] = relationship()
    decided_by: Mapped[Account | None] = relationship()
