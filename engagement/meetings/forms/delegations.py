"""Delegations: the State, its papers, and what protocol officers find of them."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.core.countries import STATES
from engagement.documents.file_types import EXTENSIONS
from engagement.meetings.commands.delegations import NoteData
from engagement.meetings.models import DelegationFunction, Registration
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, YesNoField, options
from engagement.web.i18n import bdi_text, language

LONG = Length(max=2000, message=_l("Use at most %(max)d characters."))
ACCEPTED = {"accept": ",".join(f".{ending}" for ending in EXTENSIONS)}


class BeginForm(Form):
    """Which State; `codes` are those whose delegation the person administers, or all."""

    country = SelectField(
        _l("State represented"), validators=[InputRequired(_l("Choose the State."))]
    )

    def offer(self, codes: frozenset[str] | None) -> "BeginForm":
        """The States to choose from, in the order of their names in the page's language."""
        lang = language()
        offered = [each for each in STATES if codes is None or each.code in codes]
        ordered = sorted(offered, key=lambda each: each.orders[lang])
        self.country.choices = options(
            [("", _l("Choose…")), *((each.code, each.name(lang)) for each in ordered)]
        )
        return self


class NoteForm(Form):
    """A note verbale that gives the composition."""

    number = StringField(
        _l("Number of the note"),
        validators=[
            DataRequired(_l("Enter the number, as it stands on the note.")),
            Length(max=200, message=_l("Use at most %(max)d characters.")),
        ],
    )
    dated_on = DateField(
        _l("Date of the note"),
        validators=[InputRequired(_l("Enter the date that stands on the note."))],
    )
    file = FileField(
        _l("Note verbale"), validators=[FileRequired(_l("Choose a file."))], render_kw=ACCEPTED
    )

    def note(self) -> NoteData:
        """What was entered."""
        return NoteData(number=self.number.data, dated_on=self.dated_on.data)


class CredentialsForm(Form):
    """The document signed by the Head of State or Government or the foreign minister."""

    file = FileField(
        _l("Credentials"), validators=[FileRequired(_l("Choose a file."))], render_kw=ACCEPTED
    )


class CheckNoteForm(Form):
    """Whom the note names, of those who wait for it."""

    named = SelectMultipleField(
        _l("Members whom the note names"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[Optional()],
    )

    def offer(self, waiting: list[Registration]) -> "CheckNoteForm":
        """Those who wait, all ticked until somebody unticks one."""
        self.named.choices = options((str(each.id), bdi_text(each.name)) for each in waiting)
        if not self.is_submitted():
            self.named.data = [str(each.id) for each in waiting]
        return self


class ReturnForm(Form):
    """Send the note back."""

    reason = TextAreaField(
        _l("Why is it returned?"),
        validators=[DataRequired(_l("Say why, so that it can be put right.")), LONG],
    )


class ExamineForm(Form):
    """What was found of credentials."""

    in_order = YesNoField(
        _l("Are the credentials in due form?"),
        missing=_l("Say whether the credentials are in due form."),
    )
    note = TextAreaField(_l("What the State has to know"), validators=[Optional(), LONG])


class FunctionForm(Form):
    """What somebody is in the delegation."""

    function = LabelledField(
        _l("Function in the delegation"),
        DelegationFunction,
        missing=_l("Choose the function in the delegation."),
    )
