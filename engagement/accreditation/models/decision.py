"""What an approver decided, and when it takes effect."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models.application import Application
from engagement.core.db import Base
from engagement.core.text import Labelled


class Outcome(Labelled):
    """What was decided."""

    ACCREDIT = "accredit", _l("Accredit")
    REFUSE = "refuse", _l("Refuse")


class Decision(Base):
    """A decision by somebody who took no part (a trigger refuses any other).

    Pending until `effective_at`; then a job moves the application and notes `took_effect_at`.
    Undone before that, it is history.
    """

    __tablename__ = "accreditation_decision"
    __table_args__ = (
        CheckConstraint("undone_at IS NULL OR took_effect_at IS NULL", name="undone_or_effective"),
        Index(
            "uq_decision_pending",
            "application_id",
            unique=True,
            postgresql_where="undone_at IS NULL AND took_effect_at IS NULL",
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("accreditation_application.id"), index=True
    )
    outcome: Mapped[Outcome]
    reason: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime]
    effective_at: Mapped[datetime]
    took_effect_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship()
    decided_by: Mapped[Account] = relationship()

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose case it is."""
        return self.application.organization_id
