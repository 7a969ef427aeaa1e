"""Due process before an accreditation is suspended or withdrawn: told, heard, decided."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models import AccreditationStatus
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.mail.models import Message
from engagement.standing.models.of_accreditation import OfAccreditation


class Measure(Labelled):
    """What may be done to an accreditation against its holder's will."""

    SUSPEND = "suspend", _l("Suspend the accreditation")
    WITHDRAW = "withdraw", _l("Withdraw the accreditation")

    @property
    def status(self) -> AccreditationStatus:
        """What the register shows once it is in effect."""
        if self is Measure.SUSPEND:
            return AccreditationStatus.SUSPENDED
        return AccreditationStatus.WITHDRAWN


class Cause(Labelled):
    """Why; its value is the reason code of the status period."""

    REPORT_OVERDUE = "report_overdue", _l("The quadrennial report was not sent")
    CRITERIA = "criteria_not_met", _l("A criterion of accreditation is not met any more")
    CONDUCT = "conduct", _l("The rules of procedure were not kept")
    NOT_FOUND = "not_found", _l("The organization cannot be reached")


class ProceedingState(Labelled):
    """How far a proceeding is."""

    NOTICED = "noticed", _l("Notice given")
    DECIDED = "decided", _l("Decided, not in effect yet")
    IN_EFFECT = "in_effect", _l("In effect")
    DROPPED = "dropped", _l("Dropped")
    RECONSIDERATION = "reconsideration", _l("Reconsideration")
    OVERTURNED = "overturned", _l("Overturned")
    OVER = "over", _l("Lifted")


OPEN_PROCEEDINGS = (
    ProceedingState.NOTICED,
    ProceedingState.DECIDED,
    ProceedingState.RECONSIDERATION,
)
"""Under way: of one accreditation one at most; beside it a suspension may be in effect."""


class Proceeding(OfAccreditation, Base):
    """Notice of a measure, the organization's answer, the decision and what became of it.

    `answer_due_on` is the last day of the answer, `ask_until` that of asking for reconsideration.
    A notice that goes by post is `notice_letter`: until it is posted the days do not run.
    Who gave notice, decided or answered a request to reconsider are three different people.
    """

    __tablename__ = "standing_proceeding"
    __table_args__ = (
        CheckConstraint("decided_by_id <> noticed_by_id", name="decided_by_another"),
        CheckConstraint(
            "reconsidered_by_id <> noticed_by_id AND reconsidered_by_id <> decided_by_id"
            " AND reconsidered_by_id <> reconsider_asked_by_id",
            name="reconsidered_by_a_third",
        ),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_by"),
        CheckConstraint("(decided_at IS NULL) = (effective_on IS NULL)", name="decided_for_a_day"),
        Index(
            "uq_standing_proceeding_open",
            "accreditation_id",
            unique=True,
            postgresql_where="state IN ('noticed', 'decided', 'reconsideration')",
        ),
        Index("ix_standing_proceeding_accreditation_id", "accreditation_id"),
    )

    accreditation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation.id"))
    batch_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("standing_batch.id"), index=True)
    measure: Mapped[Measure]
    cause: Mapped[Cause]
    grounds: Mapped[str] = mapped_column(Text)
    state: Mapped[ProceedingState] = mapped_column(default=ProceedingState.NOTICED, index=True)
    noticed_at: Mapped[datetime]
    noticed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    notice_letter_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("mail_message.id"), index=True
    )
    answer_due_on: Mapped[date]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str | None] = mapped_column(Text)
    public_note: Mapped[str | None] = mapped_column(Text)
    effective_on: Mapped[date | None]
    took_effect_at: Mapped[datetime | None]
    ask_until: Mapped[date | None]
    reconsider_reasons: Mapped[str | None] = mapped_column(Text)
    reconsider_asked_at: Mapped[datetime | None]
    reconsider_asked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    reconsider_due_on: Mapped[date | None]
    reconsidered_at: Mapped[datetime | None]
    reconsidered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    reconsidered_reason: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    end_reason: Mapped[str | None] = mapped_column(Text)

    notice_letter: Mapped[Message | None] = relationship()
    noticed_by: Mapped[Account] = relationship(foreign_keys=[noticed_by_id])
    decided_by: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])
    reconsidered_by: Mapped[Account | None] = relationship(foreign_keys=[reconsidered_by_id])

    @property
    def hands(self) -> frozenset[uuid.UUID]:
        """Who took part, also in the organization's name: none of them decides, or again."""
        people = (
            self.noticed_by_id,
            self.decided_by_id,
            self.answered_by_id,
            self.reconsider_asked_by_id,
        )
        return frozenset(each for each in people if each is not None)
