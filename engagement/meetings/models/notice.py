"""What many people are told at once about a meeting, and who of them has been told."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.meetings.models.meeting import Meeting, MeetingSession


class NoticeKind(Labelled):
    """Why people are written to."""

    REMINDER = "reminder", _l("The meeting is near")
    CLOSING = "closing", _l("Registration closes")
    OFFER = "offer", _l("An offer ends")
    CHANGE = "change", _l("Hours or links have changed")


class MeetingNotice(Base):
    """One thing to tell: `key` says what, so that nobody finds it twice and tells it twice.

    A reminder is `hours` before `at`, of the meeting or of one session. The `facts` of
    a change are what its sessions were before (`commands/touching`), those of CLOSING the category
    whose drafts are meant, those of OFFER the registration.
    """

    __tablename__ = "meeting_notice"
    __table_args__ = (
        Index("uq_meeting_notice_key", "meeting_id", "key", unique=True),
        CheckConstraint(
            "kind <> 'reminder' OR (hours IS NOT NULL AND at IS NOT NULL)", name="reminds_of_when"
        ),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    kind: Mapped[NoticeKind]
    key: Mapped[str]
    session_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("meeting_session.id", ondelete="CASCADE")
    )
    hours: Mapped[int | None]
    at: Mapped[datetime | None]
    facts: Mapped[dict] = mapped_column(JSONB, default=dict)
    reason: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(default=now)

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)
    session: Mapped[MeetingSession | None] = relationship()


class NoticeTold(Base):
    """That a registration has been told: written with the mail, so that a job run again writes
    nobody a second one."""

    __tablename__ = "meeting_notice_told"
    __table_args__ = (
        Index("uq_meeting_notice_told", "notice_id", "registration_id", unique=True),
        Index("ix_meeting_notice_told_at", "told_at"),
    )

    notice_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_notice.id", ondelete="CASCADE")
    )
    registration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_registration.id", ondelete="CASCADE"), index=True
    )
    told_at: Mapped[datetime] = mapped_column(default=now)
