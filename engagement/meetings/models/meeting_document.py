"""The agenda of a meeting and its documents, each in versions by language (action I.B.4)."""

import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import LANGUAGES, Labelled
from engagement.documents.models import Document
from engagement.meetings.models.meeting import Meeting


class AgendaItem(Base):
    """What a meeting speaks about, by the number that stands in its agenda: 5 (a)."""

    __tablename__ = "meeting_agenda_item"
    __table_args__ = (Index("ix_meeting_agenda_item_list", "meeting_id", "position"),)

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[str] = mapped_column(Text)
    title: Mapped[dict] = mapped_column(JSONB)
    position: Mapped[int]
    """Its place in the agenda; numbers such as "5 bis" say nothing of it."""

    meeting: Mapped[Meeting] = relationship()

    @property
    def statements_until(self) -> datetime | None:
        """The first instant at which statements on it are too late; None calls for none."""
        return self.meeting.statements_until


class DocumentAudience(Labelled):
    """Who may read a document."""

    EVERYBODY = "everybody", _l("Everybody")
    ACCREDITED = "accredited", _l("States and accredited organizations")
    STATES = "states", _l("States only")


class Commenters(Labelled):
    """Who may contribute to a document."""

    ACCREDITED = "accredited", _l("States and accredited organizations")
    STATES = "states", _l("States only")


class MeetingDocument(Base):
    """A document of a meeting, announced with the day by which it should be there.

    `first_due_on` is what was announced first, and stays: whether the document is in time is
    counted against it, whatever was announced afterwards. Accredited organizations get unedited
    documents together with the Committee (domain 1.6), so none is for States alone.

    `commenters` can contribute before `comments_until`, None where it is not opened. As with days,
    `first_comments_until` is what was announced first, and what contributions are late against.
    """

    __tablename__ = "meeting_document"
    __table_args__ = (
        CheckConstraint("NOT unedited OR audience <> 'states'", name="unedited_not_for_states"),
        CheckConstraint(
            "(commenters IS NULL) = (comments_until IS NULL)", name="comments_of_somebody"
        ),
        CheckConstraint(
            "comments_until IS NULL OR first_comments_until IS NOT NULL",
            name="comments_announced_first",
        ),
        CheckConstraint(
            "audience <> 'states' OR commenters IS DISTINCT FROM 'accredited'",
            name="commenters_read_it",
        ),
        Index("uq_meeting_document_symbol", "meeting_id", "symbol", unique=True),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    agenda_item_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("meeting_agenda_item.id"), index=True
    )
    symbol: Mapped[str] = mapped_column(Text)
    title: Mapped[dict] = mapped_column(JSONB)
    audience: Mapped[DocumentAudience]
    unedited: Mapped[bool]
    due_on: Mapped[date]
    first_due_on: Mapped[date]
    commenters: Mapped[Commenters | None]
    comments_until: Mapped[datetime | None]
    first_comments_until: Mapped[datetime | None]
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    meeting: Mapped[Meeting] = relationship()
    agenda_item: Mapped[AgendaItem | None] = relationship()
    versions: Mapped[list["DocumentVersion"]] = relationship(
        back_populates="paper",
        order_by="(DocumentVersion.uploaded_at, DocumentVersion.id)",
        lazy="selectin",
    )

    @property
    def statements_until(self) -> datetime | None:
        """The first instant at which contributions to it are too late; None calls for none."""
        return self.comments_until

    @property
    def current(self) -> list["DocumentVersion"]:
        """What readers get: the version in force of each language that is there, in their order."""
        there = {each.language: each for each in self.versions if each.is_current}
        return [there[each] for each in LANGUAGES if each in there]

    @property
    def missing(self) -> list[str]:
        """Languages in which nothing is published."""
        there = {each.language for each in self.current}
        return [each for each in LANGUAGES if each not in there]

    @property
    def first_published_at(self) -> datetime | None:
        """When it was there first, in whatever language."""
        moments = [each.published_at for each in self.versions if each.published_at]
        return min(moments, default=None)

    def languages_at(self, instant: datetime) -> int:
        """In how many languages it was published at an instant."""
        return len(
            {
                each.language
                for each in self.versions
                if each.published_at and each.published_at <= instant
            }
        )

    def days_late(self, present: datetime) -> int | None:
        """Days after the first announced day, by the clocks of the meeting; 0 in time.

        None while it is not there and the day is not over.
        """
        first = self.first_published_at
        day = (first or present).astimezone(ZoneInfo(self.meeting.zone)).date()
        late = (day - self.first_due_on).days
        if first is None and late <= 0:
            return None
        return max(0, late)


class DocumentVersion(Base):
    """A document in one language: uploaded, published, later replaced and kept."""

    __tablename__ = "meeting_document_version"
    __table_args__ = (
        CheckConstraint(
            "(published_at IS NULL) = (published_by_id IS NULL)", name="published_by_somebody"
        ),
        CheckConstraint(
            "replaced_at IS NULL OR published_at IS NOT NULL", name="replaced_after_published"
        ),
        CheckConstraint("language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')", name="language"),
        Index(
            "uq_meeting_document_version_waiting",
            "meeting_document_id",
            "language",
            unique=True,
            postgresql_where="published_at IS NULL",
        ),
        Index(
            "uq_meeting_document_version_current",
            "meeting_document_id",
            "language",
            unique=True,
            postgresql_where="published_at IS NOT NULL AND replaced_at IS NULL",
        ),
    )

    meeting_document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_document.id"))
    language: Mapped[str]
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), index=True)
    uploaded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    uploaded_at: Mapped[datetime] = mapped_column(default=now)
    published_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]

    paper: Mapped[MeetingDocument] = relationship(back_populates="versions")
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_current(self) -> bool:
        """Whether readers get this one."""
        return self.published_at is not None and self.replaced_at is None
