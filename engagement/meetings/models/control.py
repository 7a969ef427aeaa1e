"""What officers do on the day: tell everybody, give another way in, note interpretation."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.clock import now
from engagement.core.db import Base
from engagement.meetings.models.meeting import Meeting, MeetingSession


class Broadcast(Base):
    """A sentence that stands on everybody's join page until it is taken down."""

    __tablename__ = "meeting_broadcast"
    __table_args__ = (Index("ix_meeting_broadcast_meeting", "meeting_id", "sent_at"),)

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    language: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(default=now)
    sent_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()


class MeetingFallback(Base):
    """Other ways to follow a meeting, shown on the join page as long as one is filled."""

    __tablename__ = "meeting_fallback"

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"), unique=True)
    platform_url: Mapped[str | None] = mapped_column(Text)
    telephone: Mapped[str | None] = mapped_column(Text)
    tv_url: Mapped[str | None] = mapped_column(Text)
    set_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    set_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))

    meeting: Mapped[Meeting] = relationship()


class Incident(Base):
    """Interpretation into one language that stopped during a session; open until it works again."""

    __tablename__ = "meeting_incident"
    __table_args__ = (
        CheckConstraint("ended_at >= began_at", name="ends_after_start"),
        Index(
            "uq_meeting_incident_open",
            "session_id",
            "language",
            unique=True,
            postgresql_where="ended_at IS NULL",
        ),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_session.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[str]
    began_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(Text)
    entered_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))

    session: Mapped[MeetingSession] = relationship()

    @property
    def meeting(self) -> Meeting:
        """The meeting of its session."""
        return self.session.meeting
