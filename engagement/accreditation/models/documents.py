"""The documents of an application: which paper each is meant to be, and whether it still counts."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accreditation.models.application import Application
from engagement.core.db import Base
from engagement.documents.models import Document
from engagement.organizations.models import Organization


class ApplicationDocument(Base):
    """A document in its place: `requirement` and `means` are keys of `evidence`.

    One that was submitted is never deleted: `removed_at` says since when it does not count.
    """

    __tablename__ = "accreditation_document"
    __table_args__ = (
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed_by"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("accreditation_application.id"), index=True
    )
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), index=True)
    requirement: Mapped[str]
    means: Mapped[str | None]
    note: Mapped[str] = mapped_column(Text, default="")
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    application: Mapped[Application] = relationship()
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose document it is."""
        return self.application.organization_id

    @property
    def organization(self) -> Organization:
        """Whose document it is."""
        return self.application.organization

    @property
    def submitted_at(self) -> datetime | None:
        """Since when staff may see it; None while it is only prepared."""
        return self.document.submitted_at if self.application.submitted_at else None
