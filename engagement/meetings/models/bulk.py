"""What an officer does to several registrations at once, and what became of each."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.meetings.models.meeting import Meeting


class BulkKind(Labelled):
    """What can be done to several registrations at once."""

    APPROVE = "approve", _l("Approve")
    REFUSE = "refuse", _l("Refuse")
    WRITE = "write", _l("Write a message")
    EXTEND = "extend", _l("Give more time for offers")

    @property
    def can_be_undone(self) -> bool:
        """Whether it can be taken back for a time; a message that has left cannot."""
        return self in {BulkKind.APPROVE, BulkKind.REFUSE}


@dataclass(frozen=True)
class Outcome:
    """What came of an act for one registration: its state before and after, or why nothing did."""

    before: str | None = None
    after: str | None = None
    refusal: str | None = None

    @property
    def was_done(self) -> bool:
        """Whether something was done with it."""
        return self.before is not None


class BulkAct(Base):
    """One act on several registrations.

    `asked` are the ids of the registrations in their order. `outcomes` by id: {"before", "after":
    states} of what was done, {"refusal": sentence} of what could not be; of an id without one
    nothing is known to have happened. `undo_until` is None where nothing can be undone. `undone`
    is like `outcomes`; `undone_at` is when somebody last began to undo what was left then.
    """

    __tablename__ = "meeting_bulk_act"
    __table_args__ = (
        CheckConstraint(
            "undone_at IS NULL OR (undo_until IS NOT NULL AND undone_by_id IS NOT NULL)",
            name="undone_where_it_can_be",
        ),
        CheckConstraint(
            "(undo_until IS NOT NULL) = (kind IN ('approve', 'refuse'))", name="undo_of_decisions"
        ),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    kind: Mapped[BulkKind]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    words: Mapped[dict] = mapped_column(JSONB, default=dict)
    """What was written: reason, or subject, text and language; or the hours."""
    asked: Mapped[list] = mapped_column(JSONB)
    outcomes: Mapped[dict] = mapped_column(JSONB, default=dict)
    undo_until: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    undone: Mapped[dict] = mapped_column(JSONB, default=dict)

    meeting: Mapped[Meeting] = relationship()
    by: Mapped[Account] = relationship(foreign_keys=[by_id])

    @property
    def left(self) -> list[str]:
        """Ids of the registrations with which it was done and that were not taken back."""
        return [
            each
            for each in self.asked
            if self.outcome_of(each).was_done and not self.undone_of(each).was_done
        ]

    @property
    def can_be_undone(self) -> bool:
        """Whether the time for it is not over, and something is left of it."""
        return self.undo_until is not None and self.undo_until > now() and bool(self.left)

    def outcome_of(self, registration_id: str) -> Outcome:
        """What came of it for one registration; nothing is in it where nothing is known."""
        return Outcome(**self.outcomes.get(registration_id, {}))

    def undone_of(self, registration_id: str) -> Outcome:
        """What came of taking it back for one registration."""
        return Outcome(**self.undone.get(registration_id, {}))
