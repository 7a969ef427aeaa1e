"""The mitigation plan of a case, and files that prove what stands in a case."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.clock import today
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.documents.models import Document
from engagement.screening.models.cases import ScreeningCase
from engagement.screening.models.facts import LoggedControversy
from engagement.screening.models.replies import CaseReply


class MeasureState(Labelled):
    """How far a measure is."""

    PLANNED = "planned", _l("Planned")
    UNDER_WAY = "under_way", _l("Under way")
    DONE = "done", _l("Finished")
    DROPPED = "dropped", _l("Dropped")


TO_DO = frozenset({MeasureState.PLANNED, MeasureState.UNDER_WAY})


class CaseMeasure(Base):
    """One measure against one risk: who owns it, until when, what proves it, what it brings.

    `steps`: by how many steps of the rating it lowers when finished. A finished measure says by
    what it is proved (`evidence`, or files).
    """

    __tablename__ = "screening_case_measure"
    __table_args__ = (
        CheckConstraint("steps BETWEEN 0 AND 3", name="steps"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_at_a_moment"),
        Index("ix_screening_case_measure_case_id", "case_id"),
        Index(
            "ix_screening_case_measure_due",
            "due_on",
            postgresql_where="state IN ('planned', 'under_way')",
        ),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_case.id"))
    risk: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    due_on: Mapped[date]
    state: Mapped[MeasureState] = mapped_column(default=MeasureState.PLANNED)
    steps: Mapped[int]
    evidence: Mapped[str] = mapped_column(Text, default="")
    planned_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    planned_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]

    case: Mapped[ScreeningCase] = relationship(lazy="joined", innerjoin=True)
    owner: Mapped[Account] = relationship(foreign_keys=[owner_id])
    planned_by: Mapped[Account] = relationship(foreign_keys=[planned_by_id])
    papers: Mapped[list["CasePaper"]] = relationship(back_populates="measure")

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose case it is."""
        return self.case.organization_id

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and it is neither finished nor dropped."""
        return self.state in TO_DO and self.due_on < today()


class CasePaper(Base):
    """A file of a controversy, a measure or a right of reply.

    `for_company`: the officer chose to let the company see it with the allegation, or the company
    sent it itself. Files of staff belong to no organization, so that no member ever meets them.
    """

    __tablename__ = "screening_case_paper"
    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(controversy_id, measure_id, reply_id) = 1", name="stands_in_one_place"
        ),
        CheckConstraint("reply_id IS NOT NULL OR NOT for_company", name="company_sees_replies"),
        Index("ix_screening_case_paper_controversy_id", "controversy_id"),
        Index("ix_screening_case_paper_measure_id", "measure_id"),
        Index("ix_screening_case_paper_reply_id", "reply_id"),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    controversy_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("screening_controversy.id"))
    measure_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("screening_case_measure.id"))
    reply_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("screening_case_reply.id"))
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"))
    for_company: Mapped[bool] = mapped_column(default=False)
    added_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    added_at: Mapped[datetime]

    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)
    added_by: Mapped[Account] = relationship()
    controversy: Mapped[LoggedControversy | None] = relationship()
    measure: Mapped[CaseMeasure | None] = relationship(back_populates="papers")
    reply: Mapped[CaseReply | None] = relationship()
