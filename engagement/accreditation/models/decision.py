"""What an approver decided, when it takes effect, and that the applicant asked to look again."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models.application import Application
from engagement.core.db import Base
from engagement.core.text import Labelled


class Outcome(Labelled):
    """What was decided: the first two on an application, the others on a reconsideration."""

    ACCREDIT = "accredit", _l("Accredit")
    REFUSE = "refuse", _l("Refuse")
    UPHOLD = "uphold", _l("Uphold the refusal")
    OVERTURN = "overturn", _l("Overturn it: accredit")
    REOPEN = "reopen", _l("Reopen the review")


FIRST_OUTCOMES = (Outcome.ACCREDIT, Outcome.REFUSE)
RECONSIDERED_OUTCOMES = (Outcome.UPHOLD, Outcome.OVERTURN, Outcome.REOPEN)


class Reconsideration(Base):
    """A focal point asked to look again at a refusal, in the organization's own words."""

    __tablename__ = "accreditation_reconsideration"

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("accreditation_application.id"), index=True
    )
    reasons: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]

    application: Mapped[Application] = relationship()
    asked_by: Mapped[Account] = relationship()


class SentBack(Base):
    """An approver gave a recommended case back to its reviewers, and what for.

    A procedural act: it makes nobody a party to the case.
    """

    __tablename__ = "accreditation_sent_back"

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("accreditation_application.id"), index=True
    )
    reason: Mapped[str] = mapped_column(Text)
    sent_back_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    sent_back_at: Mapped[datetime]

    application: Mapped[Application] = relationship()
    sent_back_by: Mapped[Account] = relationship()


class Decision(Base):
    """A decision by somebody who took no part (a trigger refuses any other).

    Pending until `effective_at`; then a job moves the application and notes `took_effect_at`.
    Undone before that, it is history. `apply_again_on` is the date a refusal gives.
    """

    __tablename__ = "accreditation_decision"
    __table_args__ = (
        CheckConstraint("undone_at IS NULL OR took_effect_at IS NULL", name="undone_or_effective"),
        CheckConstraint(
            "(outcome IN ('accredit', 'refuse')) = (reconsideration_id IS NULL)",
            name="reconsidered",
        ),
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
    reconsideration_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("accreditation_reconsideration.id")
    )
    outcome: Mapped[Outcome]
    reason: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime]
    effective_at: Mapped[datetime]
    took_effect_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    apply_again_on: Mapped[date | None]

    application: Mapped[Application] = relationship(back_populates="decisions")
    decided_by: Mapped[Account] = relationship()

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose case it is."""
        return self.application.organization_id

    @property
    def pending(self) -> bool:
        """Whether it waits to take effect, and can be undone."""
        return self.undone_at is None and self.took_effect_at is None
