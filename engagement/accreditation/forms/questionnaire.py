"""The sections of the questionnaire for companies, made from its one table (`screening`).

Answers stand under the keys of the questions, what explains an answer under `details_key`; who
reads them is the rating, see `engagement.screening.questionnaire`.
"""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from engagement.accreditation.forms.section_form import SectionForm, text
from engagement.screening.questionnaire import NA, NO, YES, Kind, Part, Path, Question, questions
from engagement.web.fields import YesNoField, options
from engagement.web.number_fields import AmountField

SECTIONS = ("ethics", "exclusions", "disclosures")
"""Keys of the sections, as `Question.stored_in` names them."""

LONGEST = Length(max=2000, message=_l("Use at most %(max)d characters."))
EXPLAIN = {
    frozenset({YES}): _l("If yes: say more"),
    frozenset({NO}): _l("If no: say more"),
}


class QuestionnaireSection(SectionForm):
    """Questions of one section and path; a subclass is made for each."""

    asked: tuple[Question, ...] = ()

    def validate(self, extra_validators=None):
        """An answer that asks for an explanation has one."""
        valid = super().validate(extra_validators)
        for question in self.asked:
            called = self[question.key].data in question.details_when
            if called and not (self[question.details_key].data or "").strip():
                field = self[question.details_key]
                field.errors = [*field.errors, _l("Explain your answer in a few words.")]
                valid = False
        return valid


class ChoiceField(RadioField):
    """One of a few answers; an empty one is told by the required-message alone."""

    def pre_validate(self, form):
        """Only what was chosen is looked at."""
        if self.data:
            super().pre_validate(form)


def answer_field(question: Question):
    """The field of a question, by its kind."""
    hint = question.hint or ""
    if question.kind == Kind.YES_NO:
        return YesNoField(question.text, description=hint)
    if question.kind == Kind.TEXT:
        return text(question.text, hint=hint)
    if question.kind == Kind.AMOUNT:
        return AmountField(
            question.text,
            description=hint,
            wrong=_l("Enter a whole amount without cents, for example 12500."),
            validators=[Optional()],
        )
    choices = question.choices
    if question.kind == Kind.YES_NO_NA:
        choices = ((YES, _l("Yes")), (NO, _l("No")), (NA, _l("Does not apply")))
    return ChoiceField(
        question.text,
        description=hint,
        choices=options(choices),
        validators=[InputRequired(_l("Choose an answer."))],
    )


def section_form(key: str, path: Path) -> type[SectionForm]:
    """The form of one section of the questionnaire on a path."""
    asked = tuple(each for each in questions(path) if each.stored_in == key)
    fields: dict = {}
    names: dict[Part, list[str]] = {}
    for question in asked:
        own = names.setdefault(question.section, [])
        own.append(question.key)
        fields[question.key] = answer_field(question)
        if question.details_when:
            own.append(question.details_key)
            label = EXPLAIN.get(frozenset(question.details_when), _l("Explain your answer"))
            fields[question.details_key] = TextAreaField(
                label, validators=[Optional(), LONGEST], render_kw={"rows": 2}
            )
    further = list(names)[1:]
    return type(
        f"{key.title()}On{path.title()}",
        (QuestionnaireSection,),
        fields
        | {
            "asked": asked,
            "details": tuple(each.details_key for each in asked if each.details_when),
            "groups": tuple((part.label, tuple(names[part])) for part in further),
        },
    )


QUESTIONNAIRE_FORMS = {key: section_form(key, Path.STANDARD) for key in SECTIONS}
SHORT_QUESTIONNAIRE_FORMS = {key: section_form(key, Path.SME) for key in SECTIONS}
