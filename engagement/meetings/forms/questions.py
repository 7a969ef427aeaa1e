"""A question that a meeting asks of those who register."""

import uuid

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import Optional

from engagement.core.text import LANGUAGES, text_in
from engagement.meetings.commands.questions import CONDITIONS, QuestionData, values
from engagement.meetings.models import Meeting, Question, QuestionKind
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField, options
from engagement.web.i18n import language
from engagement.web.language_fields import TextsField


class QuestionForm(Form):
    """The question, how it is answered, and of whom it is asked."""

    text = TextsField(_l("Question"), missing=_l("Write the question in at least one language."))
    hint = TextsField(_l("Hint below the question"), most=500)
    answered = LabelledField(
        _l("How is it answered?"), QuestionKind, missing=_l("Choose how it is answered.")
    )
    choices = TextsField(_l("Choices, each on a line of its own"), most=4000, long=True)
    required = BooleanField(_l("It has to be answered"))
    category = SelectField(_l("Of whom is it asked?"), validators=[Optional()])
    condition = SelectField(_l("When is it asked?"), validators=[Optional()])

    def offer(self, meeting: Meeting, question: Question | None = None) -> "QuestionForm":
        """Let a category and an earlier answer of this meeting be chosen."""
        kinds = [(str(each.id), each.kind.label) for each in meeting.categories]
        self.category.choices = options([("", _l("Of everybody")), *kinds])
        earlier = [
            (f"{each.id}:{value}", answer_in_words(each, value))
            for each in meeting.questions
            if each.kind in CONDITIONS and (question is None or each.position < question.position)
            for value in values(each)
        ]
        self.condition.choices = options([("", _l("Always")), *earlier])
        return self

    def question(self) -> QuestionData:
        """What was entered."""
        other, _sign, value = (self.condition.data or "").partition(":")
        return QuestionData(
            kind=QuestionKind(self.answered.data),
            text=self.text.texts,
            hint=self.hint.texts,
            choices=lines_by_language(self.choices.texts),
            required=self.required.data,
            category_id=uuid.UUID(self.category.data) if self.category.data else None,
            show_if_id=uuid.UUID(other) if other else None,
            show_value=value or None,
        )

    @classmethod
    def of(cls, question: Question, **more) -> "QuestionForm":
        """The form filled with what is stored; what was posted wins."""
        condition = f"{question.show_if_id}:{question.show_value}" if question.show_if_id else ""
        kept = {
            "text": question.text,
            "hint": question.hint,
            "answered": question.kind.value,
            "choices": by_lines(question.choices),
            "required": question.required,
            "category": str(question.category_id or ""),
            "condition": condition,
        }
        return cls(data=kept, **more)


def lines_by_language(texts: dict[str, str]) -> list[dict[str, str]]:
    """The choices line by line: the second line of each language is the second choice."""
    lines = {lang: [line.strip() for line in text.splitlines()] for lang, text in texts.items()}
    most = max((len(each) for each in lines.values()), default=0)
    rows = [
        {lang: each[place] for lang, each in lines.items() if place < len(each) and each[place]}
        for place in range(most)
    ]
    return [row for row in rows if row]


def by_lines(choices: list) -> dict[str, str]:
    """The same as lines, for the form."""
    return {
        lang: "\n".join(choice["text"].get(lang, "") for choice in choices)
        for lang in LANGUAGES
        if any(choice["text"].get(lang) for choice in choices)
    }


def answer_in_words(question: Question, value: str) -> str:
    """An answer of a question, as staff choose it: the question's words and the answer's."""
    words = {"yes": _("Yes"), "no": _("No")}
    words |= {each["key"]: text_in(each["text"], language())[0] for each in question.choices}
    asked = text_in(question.text, language())[0]
    return _("If “%(question)s” is answered: %(answer)s", question=asked, answer=words[value])
