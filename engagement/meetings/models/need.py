"""What somebody needs in order to take part: sealed, for one named officer."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.meetings.models.registration import Registration


class NeedKind(Labelled):
    """What is asked about by name."""

    CAPTIONS = "captions", _l("Captions")
    SIGN_LANGUAGE = "sign_language", _l("Sign language interpretation")
    PAPERS = "papers", _l("Accessible papers")
    ASSISTANT = "assistant", _l("A personal assistant")
    MORE_TIME = "more_time", _l("More time")
    OTHER = "other", _l("Something else")


class AccessNeed(Base):
    """The accessibility needs of one registration, told once, and the officer's answer.

    Only the person and the meeting's officer for needs see it; it stands in no mail, no export,
    no search and no audit data, and is deleted soon after the meeting.
    """

    __tablename__ = "meeting_access_need"
    __table_args__ = (
        CheckConstraint("cardinality(kinds) > 0", name="says_something"),
        CheckConstraint("NOT ('other' = ANY (kinds)) OR note IS NOT NULL", name="other_in_words"),
        CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answered"),
        CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered_by"),
    )

    registration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_registration.id"), unique=True
    )
    kinds: Mapped[list[str]] = mapped_column(ARRAY(Text))
    """Values of `NeedKind`."""
    note: Mapped[str | None] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    registration: Mapped[Registration] = relationship()

    @property
    def chosen(self) -> list[NeedKind]:
        """What was ticked, in the order of the question."""
        return [kind for kind in NeedKind if kind.value in self.kinds]

    @property
    def organization_id(self) -> uuid.UUID | None:
        """So that a conflict with the organization hides it, too."""
        return self.registration.organization_id
