"""Fields of a meeting's own questions, and answers as they are kept: words, keys, ISO days."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from engagement.core.text import text_in
from engagement.meetings.models import Question, QuestionKind
from engagement.web.fields import DateField, options
from engagement.web.i18n import bdi_text, language

LINE = Length(max=400, message=_l("Use at most 400 characters."))
LINES = Length(max=4000, message=_l("Use at most 4,000 characters."))


def name_of(question: Question) -> str:
    """The name of a question's field."""
    return f"question_{question.id.hex}"


def fields_of(questions: list[Question]) -> dict[str, Any]:
    """Unbound fields by name. None is required here: that depends on other answers."""
    return {name_of(each): _field(each) for each in questions}


def answer_of(field) -> str | None:
    """What was typed, as it is kept; None for nothing, and for a day that cannot be."""
    if isinstance(field.data, date):
        return field.data.isoformat()
    return field.data or None


def kept_answer(question: Question, answer: str | None) -> Any:
    """An answer as its field takes it."""
    if answer and question.kind is QuestionKind.DATE:
        return date.fromisoformat(answer)
    return answer


def _field(question):
    label = bdi_text(text_in(question.text, language())[0])
    if question.kind is QuestionKind.DATE:
        return DateField(label)
    if question.kind is QuestionKind.LONG_TEXT:
        return TextAreaField(label, validators=[Optional(), LINES])
    if question.kind is QuestionKind.YES_NO:
        pairs = [("yes", _l("Yes")), ("no", _l("No"))]
        return RadioField(label, choices=options(pairs), validators=[Optional()])
    if question.kind is QuestionKind.CHOICE:
        pairs = [
            (each["key"], bdi_text(text_in(each["text"], language())[0]))
            for each in question.choices
        ]
        return RadioField(label, choices=options(pairs), validators=[Optional()])
    return StringField(label, validators=[Optional(), LINE])
