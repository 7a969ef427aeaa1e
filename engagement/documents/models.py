"""A document as it came: what it is, whose it is, and whether it may be opened."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.documents.file_types import Kind


class Scan(Labelled):
    """What the virus scanner said; without a clear answer the document waits."""

    PENDING = "pending", _l("Waiting for the virus scan")
    CLEAN = "clean", _l("Scanned, nothing harmful found")
    INFECTED = "infected", _l("Harmful software found")
    NOT_SCANNED = "not_scanned", _l("Not scanned for viruses")
    UNAVAILABLE = "unavailable", _l("Waiting for the virus scanner")


WAITING = frozenset({Scan.PENDING, Scan.UNAVAILABLE})
OPEN = frozenset({Scan.CLEAN, Scan.NOT_SCANNED})


class Document(Base):
    """One upload; the bytes lie in the store under `sha256`, several rows may share them.

    `pages` is None for text and office files, `warnings` are keys of `file_types.WARNINGS`. Once
    `submitted_at` is set others rely on it and it is never deleted. `organization_id` is None for
    papers of a State, of an intergovernmental organization or of the secretariat.
    """

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("size > 0", name="not_empty"),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="hash"),
        Index(
            "ix_document_waiting",
            "uploaded_at",
            postgresql_where="scan IN ('pending', 'unavailable')",
        ),
        Index(
            "ix_document_not_scanned",
            "uploaded_at",
            postgresql_where="scan = 'not_scanned'",
        ),
    )

    sha256: Mapped[str] = mapped_column(Text, index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[Kind]
    mime: Mapped[str] = mapped_column(Text)
    pages: Mapped[int | None]
    name: Mapped[str] = mapped_column(Text)
    warnings: Mapped[list] = mapped_column(JSONB, default=list)
    organization_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    uploaded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    uploaded_at: Mapped[datetime]
    scan: Mapped[Scan]
    scan_detail: Mapped[str] = mapped_column(Text, default="")
    scanned_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]

    uploaded_by: Mapped[Account] = relationship()

    @property
    def opens(self) -> bool:
        """Whether anybody may look into it: clean, or this deployment has no scanner (R-26)."""
        return self.scan in OPEN

    @property
    def waits(self) -> bool:
        """Whether a scanner still has to say something."""
        return self.scan in WAITING
