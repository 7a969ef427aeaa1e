"""What office and organization write to each other beside the rounds, and what staff note.

Two tables, so that no filter stands between an applicant and an internal note.
"""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models.application import Application
from engagement.core.db import Base


class CaseMessage(Base):
    """One message of the thread of a case; those of the office are signed by the office alone."""

    __tablename__ = "accreditation_case_message"
    __table_args__ = (Index("ix_case_message_thread", "application_id", "sent_at"),)

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application.id"))
    from_office: Mapped[bool]
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime]

    application: Mapped[Application] = relationship()
    author: Mapped[Account] = relationship()


class InternalNote(Base):
    """What staff write down for each other; no applicant ever sees it."""

    __tablename__ = "accreditation_internal_note"
    __table_args__ = (Index("ix_internal_note_case", "application_id", "written_at"),)

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application.id"))
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]

    application: Mapped[Application] = relationship()
    author: Mapped[Account] = relationship()
