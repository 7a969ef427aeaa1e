"""Which papers of a case were seen as certified copies, and of which that was waived."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models.application import Application
from engagement.accreditation.models.documents import ApplicationDocument
from engagement.core.db import Base
from engagement.core.text import Labelled


class CopySeen(Labelled):
    """How the question of a certified copy was settled."""

    FILE = "file", _l("Certified copy received as a file")
    ON_PAPER = "on_paper", _l("Certified copy seen on paper")
    WAIVED = "waived", _l("Certified copy waived")


class CertifiedCopy(Base):
    """What was recorded of the certified copy of a paper; `document` is a key of `evidence`.

    A file is named by `file_id`, paper by the day on which it was seen, a waiver by its reason.
    """

    __tablename__ = "accreditation_certified_copy"
    __table_args__ = (
        UniqueConstraint("application_id", "document"),
        CheckConstraint("(seen = 'file') = (file_id IS NOT NULL)", name="file_named"),
        CheckConstraint("(seen = 'on_paper') = (seen_on IS NOT NULL)", name="day_of_paper"),
        CheckConstraint("seen <> 'waived' OR note <> ''", name="reason_of_waiver"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application.id"))
    document: Mapped[str]
    seen: Mapped[CopySeen]
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accreditation_document.id"))
    seen_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]

    application: Mapped[Application] = relationship()
    file: Mapped[ApplicationDocument | None] = relationship()
    recorded_by: Mapped[Account] = relationship()
