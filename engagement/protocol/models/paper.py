"""Files of a note verbale or of an intergovernmental organization's letter."""

import uuid

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.documents.models import Document
from engagement.protocol.models.intergovernmental import Intergovernmental
from engagement.protocol.models.note import Note


class PaperKind(Labelled):
    """What a file is."""

    NOTE = "note", _l("Note verbale or letter")
    LETTER = "letter", _l("Letter of the head of the organization")
    TREATY = "treaty", _l("Founding treaty")
    OTHER = "other", _l("Another paper")


class Paper(Base):
    """A file in its place; frozen once the note or letter was checked."""

    __tablename__ = "protocol_paper"
    __table_args__ = (CheckConstraint("num_nonnulls(note_id, igo_id) = 1", name="of_one"),)

    kind: Mapped[PaperKind]
    note_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("protocol_note.id"), index=True)
    igo_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("protocol_intergovernmental.id"), index=True
    )
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), unique=True)

    note: Mapped[Note | None] = relationship()
    igo: Mapped[Intergovernmental | None] = relationship()
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)

    @property
    def of(self) -> Note | Intergovernmental:
        """What it belongs to."""
        return self.note or self.igo
