"""Rounds of questions to the applicant, with their answers and the papers asked for."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models.application import Application
from engagement.accreditation.models.completeness import Cause
from engagement.core.db import Base


class RoundRequest(Base):
    """A reviewer asks the head of unit for one more round than usual, and says what for."""

    __tablename__ = "accreditation_round_request"
    __table_args__ = (UniqueConstraint("application_id", "number"),)

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    requested_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    requested_at: Mapped[datetime]

    application: Mapped[Application] = relationship()
    requested_by: Mapped[Account] = relationship()


class RoundJustification(Base):
    """Why one more round than usual may be asked: written by the head of unit, read by all.

    A procedural act: it makes nobody a party to the case.
    """

    __tablename__ = "accreditation_round_justification"
    __table_args__ = (UniqueConstraint("application_id", "number"),)

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    justified_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    justified_at: Mapped[datetime]

    application: Mapped[Application] = relationship()
    justified_by: Mapped[Account] = relationship()


class ClarificationRound(Base):
    """All questions of a round and the papers it asks for, together; open until `answered_at`.

    Answers are drafts until then; `version` grows with each time they are saved.
    """

    __tablename__ = "accreditation_clarification_round"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        Index(
            "uq_clarification_round_open",
            "application_id",
            unique=True,
            postgresql_where="answered_at IS NULL",
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application.id"))
    number: Mapped[int]
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=0)
    saved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship()
    asked_by: Mapped[Account] = relationship(foreign_keys=[asked_by_id])
    saved_by: Mapped[Account | None] = relationship(foreign_keys=[saved_by_id])
    questions: Mapped[list["ClarificationQuestion"]] = relationship(
        back_populates="round", order_by="ClarificationQuestion.number"
    )
    papers: Mapped[list["AskedPaper"]] = relationship(
        back_populates="round", order_by="AskedPaper.position"
    )


class ClarificationQuestion(Base):
    """One question, from the library or in the reviewer's words, with the applicant's answer."""

    __tablename__ = "accreditation_clarification_question"
    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        CheckConstraint("num_nonnulls(library_key, text) = 1", name="words_of_one_kind"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_clarification_round.id"))
    number: Mapped[int]
    library_key: Mapped[str | None]
    text: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")

    round: Mapped[ClarificationRound] = relationship(back_populates="questions")


class AskedPaper(Base):
    """A paper that a round asks for: `document` is a key of `evidence`, with what is wrong."""

    __tablename__ = "accreditation_asked_paper"
    __table_args__ = (
        UniqueConstraint("round_id", "position"),
        UniqueConstraint("round_id", "document"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_clarification_round.id"))
    position: Mapped[int]
    document: Mapped[str]
    cause: Mapped[Cause]
    note: Mapped[str] = mapped_column(Text, default="")

    round: Mapped[ClarificationRound] = relationship(back_populates="papers")

    @property
    def file(self) -> None:
        """A round asks for a paper as a whole; a return may name one of its files."""
        return
