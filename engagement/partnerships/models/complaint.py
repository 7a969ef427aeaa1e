"""What anybody complains about in a partnership or a meeting with business."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.partnerships.models.partnership import Partnership


class ComplaintState(Labelled):
    """How far it is."""

    RECEIVED = "received", _l("Not looked into yet")
    LOOKED_INTO = "looked_into", _l("Being looked into")
    ANSWERED = "answered", _l("Answered")
    CLOSED = "closed", _l("Closed")


class Complaint(Base):
    """A complaint with its number; its author follows it by a link, kept as a hash.

    `partnership_id` is empty for one about something else. `due_on` is the day by which the next
    step is taken. `answer` is what the author reads; `note` is for colleagues alone.
    """

    __tablename__ = "partnership_complaint"
    __table_args__ = (
        CheckConstraint(
            "(state IN ('answered', 'closed')) = (answered_at IS NOT NULL)", name="answered"
        ),
        CheckConstraint("(answered_at IS NULL) = (answer = '')", name="answered_in_words"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
        Index(
            "ix_partnership_complaint_open",
            "due_on",
            postgresql_where="state IN ('received', 'looked_into')",
        ),
        Index("ix_partnership_complaint_list", "received_at", "id"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    partnership_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("partnership.id"), index=True
    )
    organization_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    state: Mapped[ComplaintState] = mapped_column(default=ComplaintState.RECEIVED)
    text: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None]
    language: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    received_at: Mapped[datetime]
    due_on: Mapped[date]
    escalated_at: Mapped[datetime | None]
    taken_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    closed_at: Mapped[datetime | None]

    partnership: Mapped[Partnership | None] = relationship(lazy="joined")
    taken_by: Mapped[Account | None] = relationship(foreign_keys=[taken_by_id])
    answered_by: Mapped[Account | None] = relationship(foreign_keys=[answered_by_id])
