"""Guides and manuals for those who take part online, in versions (action I.B.2)."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.meetings.models.meeting import Meeting


class ManualAudience(Labelled):
    """For whom a manual is written, in the order of the list."""

    EVERYBODY = "everybody", _l("For everybody who takes part")
    FOCAL_POINTS = "focal_points", _l("For focal points of organizations")
    STATES = "states", _l("For delegations of States")
    SPEAKERS = "speakers", _l("For speakers and chairs")
    TECHNICAL = "technical", _l("When something does not work")


class Manual(Base):
    """One manual; its texts stand in versions. With `meeting_id` it is for that meeting alone."""

    __tablename__ = "meeting_manual"

    audience: Mapped[ManualAudience]
    meeting_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    retired_at: Mapped[datetime | None]

    meeting: Mapped[Meeting | None] = relationship()
    versions: Mapped[list["ManualVersion"]] = relationship(
        back_populates="manual", order_by="ManualVersion.number", lazy="selectin"
    )

    @property
    def current(self) -> "ManualVersion | None":
        """The version that readers get: the last that was published."""
        return next((each for each in reversed(self.versions) if each.published_at), None)

    @property
    def draft(self) -> "ManualVersion | None":
        """The version that is being written, if any; always the last."""
        last = self.versions[-1] if self.versions else None
        return last if last is not None and last.published_at is None else None


class ManualVersion(Base):
    """The words of a manual from a day on; once published they stay as they are."""

    __tablename__ = "meeting_manual_version"
    __table_args__ = (
        Index("uq_meeting_manual_version_number", "manual_id", "number", unique=True),
        Index(
            "uq_meeting_manual_version_draft",
            "manual_id",
            unique=True,
            postgresql_where="published_at IS NULL",
        ),
        CheckConstraint(
            "(published_at IS NULL) = (published_by_id IS NULL)", name="published_by_somebody"
        ),
        CheckConstraint("number > 0", name="numbered_from_one"),
    )

    manual_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_manual.id"))
    number: Mapped[int]
    title: Mapped[dict] = mapped_column(JSONB)
    text: Mapped[dict] = mapped_column(JSONB)
    """By language; paragraphs, headings and lists as `manual_text.py` reads them."""
    written_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    written_at: Mapped[datetime] = mapped_column(default=now)
    published_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime | None]

    manual: Mapped[Manual] = relationship(back_populates="versions")
