"""Who took part: lists of the video platform, people checked in on site, certificates of both."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.meetings.models.meeting import Meeting, MeetingSession
from engagement.meetings.models.registration import Registration


class Recognition(Labelled):
    """By what a line of a list was found to be of somebody who is registered."""

    LINK = "link", _l("By the personal link")
    REFERENCE = "reference", _l("By the number of the registration")
    EMAIL = "email", _l("By the e-mail address")
    NAME = "name", _l("By the name alone")


class AttendanceList(Base):
    """The list of the video platform that counts for a session; another one takes its place.

    `percent` is the share of the session from which on somebody took part, as the setting was.
    """

    __tablename__ = "meeting_attendance_list"
    __table_args__ = (CheckConstraint("percent BETWEEN 1 AND 100", name="share"),)

    session_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_session.id", ondelete="CASCADE"), unique=True
    )
    percent: Mapped[int]
    lines: Mapped[int]
    """How many lines it had, of which `recognised` were of somebody who has a place."""
    recognised: Mapped[int]
    taken_at: Mapped[datetime] = mapped_column(default=now)
    taken_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))

    session: Mapped[MeetingSession] = relationship()
    taken_by: Mapped[Account] = relationship()

    @property
    def meeting(self) -> Meeting:
        """The meeting of its session."""
        return self.session.meeting


class AttendanceLine(Base):
    """A line of the list: somebody's stay, or the cells as they were sent where nobody was found.

    `problem` says why nobody was, by code (`attendance_lists.PROBLEMS`).
    """

    __tablename__ = "meeting_attendance_line"
    __table_args__ = (
        CheckConstraint("(registration_id IS NULL) = (cells IS NOT NULL)", name="whose_or_cells"),
        CheckConstraint("(registration_id IS NULL) = (recognised_by IS NULL)", name="by_something"),
        CheckConstraint("(registration_id IS NULL) = (problem IS NOT NULL)", name="or_a_problem"),
        CheckConstraint(
            "registration_id IS NULL OR (began_at IS NOT NULL AND ended_at IS NOT NULL)",
            name="somebody_s_stay",
        ),
        CheckConstraint("ended_at >= began_at", name="ends_after_start"),
        UniqueConstraint("list_id", "number", name="uq_meeting_attendance_line"),
    )

    list_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_attendance_list.id", ondelete="CASCADE")
    )
    number: Mapped[int]
    registration_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("meeting_registration.id"), index=True
    )
    recognised_by: Mapped[Recognition | None]
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    cells: Mapped[dict | None] = mapped_column(JSONB(none_as_null=True))
    problem: Mapped[str | None]


class Attendance(Base):
    """How long somebody was in a session, and whether that was long enough to have taken part.

    Several stays add up, what overlaps counts once, and only within the hours of the session.
    """

    __tablename__ = "meeting_attendance"
    __table_args__ = (
        UniqueConstraint("list_id", "registration_id", name="uq_meeting_attendance"),
        CheckConstraint("seconds >= 0", name="seconds"),
    )

    list_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_attendance_list.id", ondelete="CASCADE")
    )
    registration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_registration.id"), index=True
    )
    seconds: Mapped[int]
    attended: Mapped[bool]

    list: Mapped[AttendanceList] = relationship()


class CheckIn(Base):
    """Somebody who came was checked in at the door; of a registration one holds at a time."""

    __tablename__ = "meeting_check_in"
    __table_args__ = (
        Index(
            "uq_meeting_check_in_open",
            "registration_id",
            unique=True,
            postgresql_where="undone_at IS NULL",
        ),
        CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone_by"),
        CheckConstraint("undone_at >= checked_at", name="undone_afterwards"),
    )

    registration_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_registration.id"))
    checked_at: Mapped[datetime] = mapped_column(default=now)
    checked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    registration: Mapped[Registration] = relationship()

    @property
    def organization_id(self) -> uuid.UUID | None:
        """So that a conflict with the organization hides it, too."""
        return self.registration.organization_id


class ParticipationCertificate(Base):
    """That somebody took part, on paper: `code` is the only key by which others check it.

    Made once, when it was noted that the person took part; `revoked_at` while that does not hold.
    """

    __tablename__ = "meeting_certificate"

    registration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_registration.id"), unique=True
    )
    code: Mapped[str] = mapped_column(Text, unique=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    """Of the mailed link by which it is read without an account, also by a guardian."""
    issued_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship()

    @property
    def holds(self) -> bool:
        """Whether it is true today."""
        return self.revoked_at is None

    @property
    def organization_id(self) -> uuid.UUID | None:
        """So that a conflict with the organization hides it, too."""
        return self.registration.organization_id
