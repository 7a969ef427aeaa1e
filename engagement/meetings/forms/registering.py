"""What somebody who registers is asked: about the person, and the meeting's own questions."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from engagement.core.text import text_in
from engagement.core.versions import KeptByKey
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.commands.registering import Details
from engagement.meetings.forms.answers import (
    answer_of,
    fields_of,
    kept_answer,
    name_of,
)
from engagement.meetings.models import (
    AgeBand,
    Category,
    CategoryKind,
    Gender,
    Mode,
    Question,
    Registration,
    Relation,
)
from engagement.meetings.queries.answers import asked
from engagement.web.base_form import Form
from engagement.web.fields import CountryField, LabelledField, options
from engagement.web.i18n import bdi_text, country_name, language

SHORT = Length(max=200, message=_l("Use at most %(max)d characters."))
OF_A_BODY = frozenset(
    {
        CategoryKind.SPECIALIZED_AGENCY,
        CategoryKind.UN_BODY,
        CategoryKind.AGREEMENT,
        CategoryKind.INTERGOVERNMENTAL,
        CategoryKind.MEDIA,
    }
)
"""Kinds of which one has to say for which body one comes; of the others the register knows it."""

REQUIRED = (InputRequired, DataRequired)


def age_field(youngest: AgeBand) -> LabelledField:
    """Age bands that a meeting admits."""
    return LabelledField(
        _l("How old are you?"),
        AgeBand,
        missing=_l("Say which age group you belong to."),
        members=[each for each in AgeBand if each.rank >= youngest.rank],
    )


def mode_field(modes: tuple[Mode, ...]) -> LabelledField:
    """The ways in which one can take part."""
    return LabelledField(
        _l("How will you take part?"),
        Mode,
        missing=_l("Choose how you take part."),
        members=list(modes),
    )


def name_field() -> StringField:
    """What somebody is called."""
    return StringField(_l("Full name"), validators=[DataRequired(_l("Enter your name.")), SHORT])


def represents_field() -> StringField:
    """The body for which somebody comes."""
    return StringField(
        _l("For which body do you come?"),
        validators=[DataRequired(_l("Name the body for which you come.")), SHORT],
    )


class NameForm(Form):
    """The one field that is filled before somebody has written anything."""

    name = name_field()


class RegistrationForm(Form):
    """All that is asked of one person for one category; built by `form_of`.

    `category` and `questions` (those that can be asked in it, each after the one it hangs on) are
    set by `form_of`.
    """

    category: Category
    questions: list[Question]

    def let_empty(self) -> "RegistrationForm":
        """Ask for nothing: what is there is kept as a draft."""
        self.is_draft = True
        for field in self:
            if field.name in {"csrf_token", "form_key"}:
                continue
            field.validators = [each for each in field.validators if not isinstance(each, REQUIRED)]
            field.validators = [*field.validators, Optional()]
        return self

    is_draft = False

    def validate(self, extra_validators=None):
        """Ignore questions that do not apply; ask for an answer to required ones that do."""
        super().validate(extra_validators)
        applying = {each.id for each in asked(self.category, self.typed_answers())}
        for question in self.questions:
            field = self.field_of(question)
            if question.id not in applying:
                field.errors = []
            elif self.wants(question) and not field.errors:
                field.errors = [_l("Answer this question.")]
        return not self.errors

    def wants(self, question: Question) -> bool:
        """Whether a question that applies has to be answered and is not."""
        empty = answer_of(self.field_of(question)) is None
        return question.required and empty and not self.is_draft

    def field_of(self, question: Question):
        """The field of a question."""
        return self[name_of(question)]

    def typed_answers(self) -> dict[str, str]:
        """Answers by question id, also those to questions that do not apply."""
        answers = {str(each.id): answer_of(self.field_of(each)) for each in self.questions}
        return {key: answer for key, answer in answers.items() if answer is not None}

    def details(self, *, lang: str, kept: Registration | None = None) -> Details:
        """What was said; what the form does not ask stays as it is in `kept`."""
        return Details(
            name=self._text("name", kept) or "",
            language=kept.language if kept else lang,
            mode=self._mode(kept),
            age_band=self._member("age_band", AgeBand, kept),
            country=self._text("country", kept),
            represents=self._text("represents", kept),
            relation=self._member("relation", Relation, kept),
            position=self._text("position", kept),
            function=kept.function if kept else None,
            gender=self._member("gender", Gender, kept),
            first_time=self._first_time(kept),
            listed=self.listed.data if "listed" in self else bool(kept and kept.listed),
            answers=self.typed_answers(),
        )

    def _text(self, name, kept):
        if name in self:
            return self[name].data or None
        return getattr(kept, name) if kept else None

    def _member(self, name, labelled, kept):
        if name in self:
            return labelled(self[name].data) if self[name].data else None
        return getattr(kept, name) if kept else None

    def _mode(self, kept):
        modes = self.category.meeting.modes
        return self._member("mode", Mode, kept) or (kept.mode if kept else modes[-1])

    def _first_time(self, kept):
        if "first_time" not in self:
            return kept.first_time if kept else None
        return {"yes": True, "no": False}.get(self.first_time.data)


@dataclass(frozen=True)
class Asked:
    """What of a form is asked: who it is as well, the own consent, that the notice was read."""

    identity: bool = True
    consent: bool = True
    notice: bool = True


WHOLE = Asked()
_classes: KeptByKey[type] = KeptByKey(AREA, most=200)
"""A class of its own for each request would cost as much as reading what was written in it."""


def form_of(
    category: Category,
    *,
    states: tuple[str, ...] = (),
    kept: Registration | None = None,
    name: str = "",
    what: Asked = WHOLE,
) -> RegistrationForm:
    """The form of a category, filled with what is kept; what was posted wins.

    `states` are those for which the person acts, `name` what somebody new is called.
    """
    questions = in_order(category)
    made = _classes.get(
        (language(), category.id, states, what, *(each.id for each in questions)),
        lambda: type(
            "FormOfCategory",
            (RegistrationForm,),
            _parts(category, states, what) | fields_of(questions),
        ),
    )
    form = made(data=_filled(kept, questions) if kept else {"name": name})
    form.category, form.questions = category, questions
    return form


def in_order(category: Category) -> list[Question]:
    """The questions of a category that have a field, each right after the one it hangs on."""
    mine = [
        each
        for each in category.meeting.questions
        if each.kind != "file" and each.category_id in {None, category.id}
    ]

    def with_those_that_hang_on(question_id: uuid.UUID | None) -> list[Question]:
        found = []
        for each in mine:
            if each.show_if_id == question_id:
                found += [each, *with_those_that_hang_on(each.id)]
        return found

    return with_those_that_hang_on(None)


def condition_of(question: Question) -> Markup | None:
    """When a question is asked, in words; None for one that everybody is asked."""
    parent = question.show_if
    if parent is None:
        return None
    words = {"yes": str(_l("Yes")), "no": str(_l("No"))}
    words |= {each["key"]: text_in(each["text"], language())[0] for each in parent.choices}
    sentence = _l("Only if you answered %(answer)s to the question before: %(question)s")
    return Markup(escape(str(sentence))) % {
        "answer": bdi_text(words.get(question.show_value, question.show_value)),
        "question": bdi_text(text_in(parent.text, language())[0]),
    }


def _parts(category, states, what):
    meeting, kind = category.meeting, category.kind
    parts: dict[str, Any] = {}
    if what.identity:
        parts["name"] = name_field()
        parts["age_band"] = age_field(meeting.youngest)
        if len(meeting.modes) > 1:
            parts["mode"] = mode_field(meeting.modes)
    if not kind.by_organization and (what.identity or not kind.by_state):
        parts["country"] = _country(kind, states)
    if kind in OF_A_BODY:
        if what.identity:
            parts["represents"] = represents_field()
        parts["relation"] = LabelledField(
            _l("What are you to this body?"), Relation, missing=_l("Say what you are to this body.")
        )
    parts["position"] = StringField(_l("Your position or title"), validators=[Optional(), SHORT])
    if what.consent:
        parts |= _of_oneself()
    if what.notice:
        parts["notice"] = BooleanField(
            _l("I have read the privacy notice of this meeting"),
            validators=[InputRequired(_l("Read the privacy notice and tick the box."))],
        )
    return parts


def _of_oneself():
    return {
        "gender": RadioField(
            _l("Gender"),
            choices=options((each.value, each.label) for each in Gender),
            validators=[Optional()],
        ),
        "first_time": RadioField(
            _l("Is it the first time that you take part in a meeting of UNEP?"),
            choices=options([("yes", _l("Yes")), ("no", _l("No"))]),
            validators=[Optional()],
        ),
        "listed": BooleanField(_l("Show me in the list of participants")),
    }


def _country(kind, states):
    if not kind.by_state:
        return CountryField(_l("In which country or area do you live?"))
    return SelectField(
        _l("For which State do you come?"),
        choices=options((code, country_name(code)) for code in states),
        validators=[InputRequired(_l("Choose the State."))],
    )


def _filled(kept, questions):
    names = ("name", "country", "represents", "position", "listed")
    filled = {name: getattr(kept, name) for name in names}
    for name in ("age_band", "mode", "relation", "gender"):
        filled[name] = getattr(kept, name).value if getattr(kept, name) else None
    filled["first_time"] = {True: "yes", False: "no", None: None}[kept.first_time]
    for question in questions:
        filled[name_of(question)] = kept_answer(question, kept.answers.get(str(question.id)))
    return filled
