"""What an officer asks of those who register for one meeting."""

import uuid

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.meetings.models.category import Category
from engagement.meetings.models.meeting import Meeting


class QuestionKind(Labelled):
    """How a question is answered."""

    TEXT = "text", _l("In a line")
    LONG_TEXT = "long_text", _l("In several lines")
    YES_NO = "yes_no", _l("By yes or no")
    CHOICE = "choice", _l("By one of several choices")
    DATE = "date", _l("By a date")
    FILE = "file", _l("By a document")


class Question(Base):
    """One question, for one category or for all.

    `choices` are texts by language, each under its key, in order. With `show_if` it is asked only
    of whoever answered that earlier question by `show_value` (a key, or yes or no).
    """

    __tablename__ = "meeting_question"
    __table_args__ = (
        CheckConstraint("(show_if_id IS NULL) = (show_value IS NULL)", name="shown_for_an_answer"),
        CheckConstraint("show_if_id <> id", name="not_after_itself"),
        Index("ix_meeting_question_list", "meeting_id", "position"),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    category_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("meeting_category.id"))
    position: Mapped[int]
    kind: Mapped[QuestionKind]
    text: Mapped[dict] = mapped_column(JSONB)
    hint: Mapped[dict] = mapped_column(JSONB, default=dict)
    choices: Mapped[list] = mapped_column(JSONB, default=list)
    """[{"key": "a", "text": {"en": …, "fr": …}}, …]"""
    required: Mapped[bool] = mapped_column(default=False)
    show_if_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("meeting_question.id"))
    show_value: Mapped[str | None] = mapped_column(Text)

    meeting: Mapped[Meeting] = relationship(back_populates="questions")
    category: Mapped[Category | None] = relationship()
    show_if: Mapped["Question | None"] = relationship(remote_side="Question.id")

    def asked_of(self, category: Category, answers: dict[str, str]) -> bool:
        """Whether it is asked in a category of whoever gave these answers (by question id)."""
        if self.category_id not in {None, category.id}:
            return False
        return self.show_if_id is None or answers.get(str(self.show_if_id)) == self.show_value
