"""Who joins a session: personal links, what was pressed, the check before, calls for help."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.meetings.models.meeting import MeetingSession
from engagement.meetings.models.registration import Registration


class JoinLink(Base):
    """A personal address of the join page, by which somebody joins without an account.

    The token is kept as a hash. Each mail that carries one makes a new one, so several can be
    open; all of a person are revoked at once (R-32).
    """

    __tablename__ = "meeting_join_link"

    registration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_registration.id"), index=True
    )
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship()


class Presence(Base):
    """What one person pressed for one session: "Join", "I am in", "It does not work".

    Joining alone counts as tried. Of the last two the later one holds; the other is empty.
    """

    __tablename__ = "meeting_presence"
    __table_args__ = (
        UniqueConstraint("registration_id", "session_id", name="uq_meeting_presence"),
        CheckConstraint("in_at IS NULL OR failed_at IS NULL", name="one_or_the_other"),
    )

    registration_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_registration.id"))
    session_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_session.id", ondelete="CASCADE"), index=True
    )
    tried_at: Mapped[datetime]
    in_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]


class ConnectionCheck(Base):
    """What somebody found when they checked their connection: answers by question, yes or no."""

    __tablename__ = "meeting_connection_check"

    registration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_registration.id"), unique=True
    )
    answers: Mapped[dict] = mapped_column(JSONB)
    checked_at: Mapped[datetime] = mapped_column(default=now)


class HelpKind(Labelled):
    """What does not work."""

    LINK = "link", _l("The page of the session does not open")
    SOUND = "sound", _l("Sound")
    PICTURE = "picture", _l("Picture")
    INTERPRETATION = "interpretation", _l("Interpretation")
    OTHER = "other", _l("Something else")


class HelpRequest(Base):
    """Somebody who takes part asks for help; an officer takes it up and answers it."""

    __tablename__ = "meeting_help_request"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answered"),
        CheckConstraint("(taken_at IS NULL) = (taken_by_id IS NULL)", name="taken_by"),
        CheckConstraint("answered_at IS NULL OR taken_at IS NOT NULL", name="taken_first"),
        Index("ix_meeting_help_request_registration", "registration_id", "asked_at"),
        Index("ix_meeting_help_request_open", "asked_at", postgresql_where="answered_at IS NULL"),
    )

    registration_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_registration.id"))
    session_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("meeting_session.id", ondelete="SET NULL")
    )
    kind: Mapped[HelpKind]
    words: Mapped[str | None] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    taken_at: Mapped[datetime | None]
    taken_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)

    registration: Mapped[Registration] = relationship()
    session: Mapped[MeetingSession | None] = relationship()

    @property
    def organization_id(self) -> uuid.UUID | None:
        """So that a conflict with the organization hides it, too."""
        return self.registration.organization_id
