"""Asking and answering questions, and asking for papers."""

from collections.abc import Collection

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.accreditation.commands import Asked, MissingPart
from engagement.accreditation.models import Cause
from engagement.accreditation.question_library import LIBRARY
from engagement.accreditation.tracks import Track
from engagement.web.base_form import Form
from engagement.web.fields import options

OWN_QUESTIONS = 4
QUESTION = Length(max=1000, message=_l("Use at most 1,000 characters."))
ANSWER = Length(max=5000, message=_l("Use at most 5,000 characters."))


class JustificationForm(Form):
    """Why one more round is needed."""

    text = TextAreaField(
        _l("Why is one more round of questions needed?"),
        validators=[
            InputRequired(_l("Give the reason; the applicant reads it.")),
            Length(max=2000, message=_l("Use at most 2,000 characters.")),
        ],
    )


class RoundRequestForm(Form):
    """What still has to be asked."""

    text = TextAreaField(
        _l("What do you still have to ask, and why was it not asked before?"),
        validators=[
            InputRequired(_l("Say what you still have to ask; the head of unit reads it.")),
            Length(max=2000, message=_l("Use at most 2,000 characters.")),
        ],
    )


class AskForm(Form):
    """Tick questions of the library, change their words if need be, add own ones; name papers."""

    def questions(self) -> list[Asked]:
        """What was chosen and written, in the order of the page."""
        asked = []
        for question in LIBRARY:
            if self[f"pick_{question.key}"].data:
                field = self[f"words_{question.key}"]
                changed = field.data and _plain(field.data) != _plain(str(field.offered))
                asked.append(Asked(text=field.data) if changed else Asked(question.key))
        own = (self[f"own_{number}"].data for number in range(1, OWN_QUESTIONS + 1))
        return asked + [Asked(text=text) for text in own if text]

    def papers(self) -> list[MissingPart]:
        """The papers that were named, with what is wrong with each."""
        answers = self.answers()
        return [
            MissingPart(
                document=name.removeprefix("cause_"),
                cause=Cause(value),
                note=answers[f"note_{name.removeprefix('cause_')}"] or "",
            )
            for name, value in answers.items()
            if name.startswith("cause_") and value
        ]

    def suggest(self, *, certified: Collection[str], harmful: Collection[str]) -> None:
        """Name the certified copies of papers with the question who certified them, lost files."""
        named = [self._name(key, Cause.NOT_CERTIFIED) for key in certified]
        self["pick_certified_copies"].data = any(named)
        for key in harmful:
            self._name(key, Cause.HARMFUL)

    def _name(self, key: str, cause: Cause) -> bool:
        field = next((field for field in self if field.name == f"cause_{key}"), None)
        offered = field is not None and cause in {each.value for each in field.choices}
        if offered:
            field.data = cause.value
        return offered

    def validate(self, extra_validators=None):
        """At least one question or paper."""
        valid = super().validate(extra_validators)
        if valid and not self.questions() and not self.papers():
            self.form_errors.append(_("Choose at least one question or paper, or write your own."))
            return False
        return valid


def _plain(text):
    return " ".join(text.split())


def ask_form(
    language: str,
    track: Track,
    asked: frozenset[str] = frozenset(),
    harmful: frozenset[str] = frozenset(),
) -> AskForm:
    """The form, with the words of the library as an applicant reads them in `language`.

    `asked` are the papers whose certified copy was asked for before: it is not offered again.
    `harmful` are those with a file in which harmful software was found.
    """
    fields = {}
    with force_locale(language):
        offered = {question.key: str(question.text) for question in LIBRARY}
    for question in LIBRARY:
        fields[f"pick_{question.key}"] = BooleanField(question.text)
        fields[f"words_{question.key}"] = TextAreaField(
            _l("Words of this question, in the language of the application"),
            validators=[QUESTION],
            default=offered[question.key],
        )
    for number in range(1, OWN_QUESTIONS + 1):
        fields[f"own_{number}"] = TextAreaField(
            _l("Your own question %(number)d", number=number), validators=[QUESTION]
        )
    for paper in track.documents:
        unfit = set() if paper.certified and paper.key not in asked else {Cause.NOT_CERTIFIED}
        unfit |= set() if paper.key in harmful else {Cause.HARMFUL}
        causes = [(key, words) for key, words in Cause.choices() if key not in unfit]
        fields[f"cause_{paper.key}"] = SelectField(
            paper.title, choices=options([("", _l("Not asked for")), *causes]), default=""
        )
        fields[f"note_{paper.key}"] = TextAreaField(
            _l("Note on this document"), validators=[QUESTION]
        )
    form = type("AskFormOfLibrary", (AskForm,), fields)()
    for key, text in offered.items():
        form[f"words_{key}"].offered = text
    return form


class AnswersForm(Form):
    """One box a question; all are needed only when they are sent."""

    def by_number(self) -> dict[int, str]:
        """Answers by number of the question."""
        return {
            int(name.removeprefix("answer_")): value or ""
            for name, value in self.answers().items()
            if name.startswith("answer_")
        }

    def require_all(self) -> bool:
        """Whether every question has an answer; the empty ones get an error."""
        empty = [field for field in self if field.name.startswith("answer_") and not field.data]
        for field in empty:
            field.errors = [*field.errors, _("Answer this question before you send.")]
        return not empty


def answers_form(questions: list[dict]) -> AnswersForm:
    """The form for the questions of a round (`queries.questions_in_words`)."""
    fields = {
        f"answer_{question['number']}": TextAreaField(
            _l("Answer to question %(number)d", number=question["number"]), validators=[ANSWER]
        )
        for question in questions
    }
    saved = {f"answer_{question['number']}": question["answer"] for question in questions}
    return type("AnswersFormOfRound", (AnswersForm,), fields)(data=saved)
