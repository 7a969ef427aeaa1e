"""The right of reply: what was put to a company, and what it answered."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.screening.models.cases import ScreeningCase


class CaseReply(Base):
    """An allegation in the officer's own words, and the company's answer or its silence.

    `letter_of` is the day on a letter that came by post, `answered_by_id` then the member of
    staff who recorded it. `ended_at`: the time to reply was over without an answer.
    """

    __tablename__ = "screening_case_reply"
    __table_args__ = (
        CheckConstraint(
            "(answered_at IS NULL) = (answer IS NULL)"
            " AND (answered_at IS NULL) = (answered_by_id IS NULL)",
            name="answered_by_somebody",
        ),
        CheckConstraint("answered_at IS NULL OR ended_at IS NULL", name="answered_or_silent"),
        CheckConstraint("letter_of IS NULL OR answered_at IS NOT NULL", name="letter_is_an_answer"),
        Index(
            "uq_screening_case_reply_open",
            "case_id",
            unique=True,
            postgresql_where="answered_at IS NULL AND ended_at IS NULL",
        ),
        Index("ix_screening_case_reply_case_id", "case_id"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_case.id"))
    allegation: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    reminded_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    letter_of: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    case: Mapped[ScreeningCase] = relationship(lazy="joined", innerjoin=True)
    asked_by: Mapped[Account] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[Account | None] = relationship(foreign_keys=[answered_by_id])

    @property
    def organization_id(self) -> uuid.UUID:
        """Who is asked."""
        return self.case.organization_id

    @property
    def waits(self) -> bool:
        """Whether the company can still answer."""
        return self.answered_at is None and self.ended_at is None
