"""What was entered wrongly of an accreditation of before the platform, and how it is put right."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.standing.models.of_accreditation import OfAccreditation


class CorrectionState(Labelled):
    """How far a correction is."""

    PROPOSED = "proposed", _l("Waiting for a second person")
    CONFIRMED = "confirmed", _l("Confirmed")
    DROPPED = "dropped", _l("Dropped")


class Correction(OfAccreditation, Base):
    """A correction of what was recorded; nothing changes until a second person confirms it.

    `differences` holds of each fact that differs what is recorded and what is right, as texts:
    `{"number": ["OLD-7", "OLD-17"]}`; the facts are those of `queries.corrections.FACTS`.
    """

    __tablename__ = "standing_correction"
    __table_args__ = (
        CheckConstraint("decided_by_id <> proposed_by_id OR state = 'dropped'", name="two_people"),
        CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)"
            " AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name="decided_by_somebody",
        ),
        Index(
            "uq_standing_correction_open",
            "accreditation_id",
            unique=True,
            postgresql_where="state = 'proposed'",
        ),
        Index("ix_standing_correction_accreditation_id", "accreditation_id"),
        Index("ix_standing_correction_list", "proposed_at", "id"),
    )

    accreditation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation.id"))
    state: Mapped[CorrectionState] = mapped_column(default=CorrectionState.PROPOSED)
    differences: Mapped[dict] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    proposed_by: Mapped[Account] = relationship(foreign_keys=[proposed_by_id])
    decided_by: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def hands(self) -> frozenset[uuid.UUID]:
        """Who took part and so cannot confirm it."""
        return frozenset({self.proposed_by_id})
