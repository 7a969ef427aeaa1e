"""Progress updates with their files, links of records to actions, values of indicators by day."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.documents.models import Document


class Status(Labelled):
    """How far an action is, as a progress update says it."""

    NOT_STARTED = "not_started", _l("Not started")
    UNDER_WAY = "under_way", _l("Under way")
    CONTINUOUS = "continuous", _l("Continuing activity")
    DONE = "done", _l("Completed")
    DISCONTINUED = "discontinued", _l("Discontinued")


class UpdateState(Labelled):
    """Where a progress update is."""

    DRAFT = "draft", _l("Draft")
    SUBMITTED = "submitted", _l("With a second reader")
    RETURNED = "returned", _l("Sent back to its author")
    PUBLISHED = "published", _l("Published")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


EDITABLE = frozenset({UpdateState.DRAFT, UpdateState.RETURNED})
"""States in which the author may still change an update."""


class ProgressUpdate(Base):
    """What a programme officer reports of an action for a period.

    `links` are addresses of evidence. Once `published_at` is set nothing of it changes any more (a
    trigger says so, too): `corrects_id` names an earlier one that this one corrects.
    """

    __tablename__ = "action_plan_update"
    __table_args__ = (
        CheckConstraint("period_to >= period_from", name="period"),
        CheckConstraint("reader_id <> author_id", name="second_reader"),
        CheckConstraint(
            "(state IN ('published', 'withdrawn')) = (published_at IS NOT NULL)", name="published"
        ),
        CheckConstraint("published_at IS NULL OR reader_id IS NOT NULL", name="read"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn"),
        Index("ix_action_plan_update_action", "action_code", "published_at"),
        Index("ix_action_plan_update_list", "created_at", "id"),
    )

    action_code: Mapped[str]
    status: Mapped[Status]
    language: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    period_from: Mapped[date]
    period_to: Mapped[date]
    links: Mapped[list] = mapped_column(JSONB, default=list)
    state: Mapped[UpdateState]
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    reader_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    return_note: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    withdrawal_reason: Mapped[str] = mapped_column(Text, default="")
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("action_plan_update.id"))

    author: Mapped[Account] = relationship(foreign_keys=author_id, lazy="joined", innerjoin=True)
    reader: Mapped[Account | None] = relationship(foreign_keys=reader_id)
    files: Mapped[list["UpdateFile"]] = relationship(
        back_populates="update", order_by="UpdateFile.added_at"
    )

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it; of a withdrawn one only that and why it was withdrawn."""
        return self.published_at is not None


class UpdateFile(Base):
    """A file of evidence of a progress update."""

    __tablename__ = "action_plan_update_file"

    update_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("action_plan_update.id"), index=True)
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), unique=True)
    added_at: Mapped[datetime]

    update: Mapped[ProgressUpdate] = relationship(back_populates="files")
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)


class ActionLink(Base):
    """That a record has to do with an action; who may not see the record does not see the link.

    `about_organization_id` is the organization the record is about, by which a conflict of interest
    hides what happened to the link.
    """

    __tablename__ = "action_plan_link"
    __table_args__ = (
        Index(
            "uq_action_plan_link_open",
            "action_code",
            "subject_type",
            "subject_id",
            unique=True,
            postgresql_where="ended_at IS NULL",
        ),
    )

    action_code: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[uuid.UUID]
    about_organization_id: Mapped[uuid.UUID | None]
    linked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    linked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))


class IndicatorValue(Base):
    """What an indicator was on a day, part by part; `part` is "" for the whole.

    A value of None is "no data", which is not zero. `basis` is the number of cases that a share or
    a median is of.
    """

    __tablename__ = "action_plan_indicator_value"
    __table_args__ = (UniqueConstraint("code", "version", "day", "part"),)

    code: Mapped[str]
    version: Mapped[int]
    day: Mapped[date]
    part: Mapped[str]
    value: Mapped[Decimal | None] = mapped_column(Numeric)
    basis: Mapped[int | None]
    taken_at: Mapped[datetime]
