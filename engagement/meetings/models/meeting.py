"""A meeting and its sessions."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.bodies.models import BodyKey, Mode
from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.meetings.models.people import AgeBand


class MeetingState(Labelled):
    """Who sees a meeting."""

    DRAFT = "draft", _l("Being prepared")
    PUBLISHED = "published", _l("Published")
    CANCELLED = "cancelled", _l("Cancelled")


class WaitingRule(Labelled):
    """In which order those who wait are offered places."""

    BY_DATE = "by_date", _l("In order of registration")
    LOTTERY = "lottery", _l("Drawn by lot, with a published seed")


class ListState(Labelled):
    """Which list of participants is published."""

    NONE = "none", _l("No list yet")
    PROVISIONAL = "provisional", _l("Provisional list")
    FINAL = "final", _l("Final list")


class Meeting(Base):
    """What people register for.

    Texts are kept by language. `zone` is the zone of its place (IANA): its hours and deadlines are
    meant there, and kept as instants. `starts_at` and `ends_at` are those of its sessions, kept
    for lists. `through_id`: registration is joint, and happens at that meeting. `sequence` grows
    with each change that calendars have to follow (RFC 5545).

    `lottery_seed` is secret until `lottery_drawn_at`; its hash is shown from the beginning, so that
    nobody can choose it afterwards.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
        CheckConstraint("through_id <> id", name="not_through_itself"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_at"),
        CheckConstraint(
            "(waiting_rule = 'lottery') = (lottery_at IS NOT NULL)", name="lottery_at_an_instant"
        ),
        CheckConstraint(
            "lottery_drawn_at IS NULL OR lottery_seed IS NOT NULL", name="drawn_with_a_seed"
        ),
        Index("ix_meeting_list", "starts_at", "id"),
    )

    title: Mapped[dict] = mapped_column(JSONB)
    description: Mapped[dict] = mapped_column(JSONB, default=dict)
    body: Mapped[BodyKey | None]
    mode: Mapped[Mode]
    zone: Mapped[str]
    place: Mapped[str | None] = mapped_column(Text)
    """Where people meet; None online."""
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.DRAFT)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    through_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    copied_from_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="SET NULL")
    )
    contact_email: Mapped[str | None] = mapped_column(Text)
    statements_until: Mapped[datetime | None]
    """The first instant at which written statements are too late; None calls for none."""
    youngest: Mapped[AgeBand] = mapped_column(default=AgeBand.ADULT)
    """The lowest age band that may register at all."""
    waiting_rule: Mapped[WaitingRule] = mapped_column(default=WaitingRule.BY_DATE)
    lottery_at: Mapped[datetime | None]
    lottery_seed: Mapped[str | None]
    lottery_drawn_at: Mapped[datetime | None]
    offer_hours: Mapped[int]
    notice: Mapped[dict] = mapped_column(JSONB, default=dict)
    """What the privacy notice says of this meeting beside the common text, by language."""
    notice_version: Mapped[int] = mapped_column(default=1)
    retention_days: Mapped[int]
    participants: Mapped[ListState] = mapped_column(default=ListState.NONE)
    attendance_closed_at: Mapped[datetime | None]
    """When an officer said that who took part is noted: whoever is not noted did not come."""
    needs_officer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    """Who alone reads accessibility needs; None is who made the meeting."""
    needs_reminded_at: Mapped[datetime | None]
    """When that officer was last mailed that needs are without an answer."""
    sequence: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None] = mapped_column(Text)

    created_by: Mapped[Account] = relationship(foreign_keys=[created_by_id])
    needs_officer: Mapped[Account | None] = relationship(foreign_keys=[needs_officer_id])
    through: Mapped["Meeting | None"] = relationship(
        lambda: Meeting, foreign_keys=[through_id], remote_side=lambda: Meeting.id
    )
    sessions: Mapped[list["MeetingSession"]] = relationship(
        back_populates="meeting", order_by="(MeetingSession.starts_at, MeetingSession.id)"
    )

    categories: Mapped[list["Category"]] = relationship(  # noqa: F821
        back_populates="meeting", order_by="(Category.position, Category.id)"
    )
    quotas: Mapped[list["Quota"]] = relationship(back_populates="meeting")  # noqa: F821
    questions: Mapped[list["Question"]] = relationship(  # noqa: F821
        back_populates="meeting", order_by="(Question.position, Question.id)"
    )

    own_id = None
    """What the reader has begun to register for it; known of `get_meeting_to_register` alone."""
    changes_seen = None
    """How often meetings had been changed when the queue was locked for a newcomer.

    What was made under this number, by any process, is as the meeting is until the command commits.
    """

    @property
    def reads_needs(self) -> Account:
        """The officer for accessibility needs."""
        return self.needs_officer or self.created_by

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.published_at is not None

    @property
    def registers_at(self) -> "Meeting":
        """The meeting whose registration this one shares; itself without one."""
        return self.through or self

    @property
    def modes(self) -> tuple[Mode, ...]:
        """How somebody can take part in it."""
        return (Mode.IN_PERSON, Mode.ONLINE) if self.mode is Mode.HYBRID else (self.mode,)

    @property
    def awaits_lot(self) -> bool:
        """Whether its places are still to be drawn."""
        return self.waiting_rule is WaitingRule.LOTTERY and self.lottery_drawn_at is None


class MeetingSession(Base):
    """One sitting: when, in which languages it is interpreted, by which link.

    Links are for confirmed people alone. `capacity` is how many the platform or the room takes.
    """

    __tablename__ = "meeting_session"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("capacity > 0", name="capacity_of_somebody"),
        Index("ix_meeting_session_list", "meeting_id", "starts_at"),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    title: Mapped[dict] = mapped_column(JSONB)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    join_url: Mapped[str | None] = mapped_column(Text)
    interpretation: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """Languages into which it is interpreted."""
    capacity: Mapped[int | None]
    child_friendly: Mapped[bool] = mapped_column(default=False)
    first_starts_at: Mapped[datetime]
    """When it was to begin as first announced; it can be postponed."""
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    cancelled_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(back_populates="sessions")
