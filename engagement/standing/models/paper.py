"""A document that stands for something: evidence of a report, an answer or a change."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.db import Base
from engagement.documents.models import Document
from engagement.organizations.models import Organization
from engagement.standing.models.change import Change
from engagement.standing.models.proceeding import Proceeding
from engagement.standing.models.report import Report


class Paper(Base):
    """A document in its place: with a report, with the answer in a proceeding, or with a change."""

    __tablename__ = "standing_paper"
    __table_args__ = (
        CheckConstraint("num_nonnulls(report_id, proceeding_id, change_id) = 1", name="one_place"),
    )

    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), index=True)
    report_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("standing_report.id"), index=True
    )
    proceeding_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("standing_proceeding.id"), index=True
    )
    change_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("standing_change.id"), index=True
    )

    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)
    report: Mapped[Report | None] = relationship()
    proceeding: Mapped[Proceeding | None] = relationship()
    change: Mapped[Change | None] = relationship()

    @property
    def subject(self) -> Report | Proceeding | Change:
        """What it belongs to."""
        return self.report or self.proceeding or self.change

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose document it is."""
        return self.document.organization_id

    @property
    def organization(self) -> Organization:
        """Whose document it is."""
        return self.subject.organization
