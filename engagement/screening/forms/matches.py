"""What is asked about a match: what it is, why; several at once; a file; a name; legal advice."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from engagement.core.clock import today
from engagement.core.countries import choices as country_choices
from engagement.documents.file_types import EXTENSIONS
from engagement.screening.models import ClearReason, Outcome
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField, YesNoField, options
from engagement.web.i18n import language
from engagement.web.number_fields import WholeNumberField

LONG = Length(max=4000, message=_l("Use at most 4,000 characters."))
WORDS = _l("Say what shows it: another reader has to see why, years from now.")


class ProposeForm(Form):
    """Not the same, with its reason, or the same."""

    outcome = LabelledField(
        _l("Are the two the same?"),
        Outcome,
        missing=_l("Say whether the two are the same."),
    )
    reason = RadioField(
        _l("Why not?"), choices=options(ClearReason.choices()), validators=[Optional()]
    )
    text = TextAreaField(_l("What shows it?"), validators=[InputRequired(WORDS), LONG])

    def validate(self, extra_validators=None):
        """Whoever says that they are not the same says why."""
        valid = super().validate(extra_validators)
        if self.outcome.data == Outcome.CLEAR and not self.reason.data:
            self.reason.errors = [_l("Choose why it is not the same.")]
            return False
        return valid


class ConfirmForm(Form):
    """The second person agrees."""

    looked_at = TextAreaField(
        _l("What did you look at?"),
        validators=[InputRequired(_l("Say in a few words what you looked at.")), LONG],
    )


class ReasonForm(Form):
    """Why a proposal goes back, or a match is opened again."""

    why = TextAreaField(
        _l("Why?"), validators=[InputRequired(_l("Say why, for the colleague who reads it.")), LONG]
    )


class ClearSeveralForm(Form):
    """The same reason for several."""

    reason = LabelledField(
        _l("Why are they not the same?"),
        ClearReason,
        missing=_l("Choose why they are not the same."),
    )
    text = TextAreaField(_l("What shows it?"), validators=[InputRequired(WORDS), LONG])


class EvidenceForm(Form):
    """One file."""

    file = FileField(
        _l("File"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ",".join(f".{ending}" for ending in EXTENSIONS)},
    )


class NameForm(Form):
    """A name to be looked for in the lists."""

    KINDS = (("person", _l("A person")), ("organization", _l("An organization")))

    kind = RadioField(
        _l("Who is it?"),
        choices=options(KINDS),
        validators=[InputRequired(_l("Choose whether it is a person or an organization."))],
    )
    name = StringField(
        _l("Name"),
        description=_l("As it is written, in any script."),
        validators=[
            InputRequired(_l("Enter a name.")),
            Length(max=300, message=_l("Use at most 300 characters.")),
        ],
    )
    country = SelectField(
        _l("Country or nationality, if you know it"),
        choices=lambda: options([("", _l("Not known")), *country_choices(language())]),
        validators=[Optional()],
    )
    year = WholeNumberField(
        _l("Year of birth, if you know it"),
        wrong=_l("Enter a year with four digits, for example 1975."),
        validators=[Optional()],
    )

    def validate_year(self, field):
        """Of somebody who may be alive."""
        if field.data is not None and not 1850 <= field.data <= today().year:
            raise ValidationError(_l("Enter a year with four digits, for example 1975."))

    def content(self) -> dict:
        """What was entered, in the shape of a party's content."""
        return {
            "kind": self.kind.data,
            "names": [[self.name.data, "primary", None]],
            "countries": [self.country.data] if self.country.data else [],
            "births": [[None, self.year.data, None, None, False]] if self.year.data else [],
            "identifiers": [],
        }


class AdviceForm(Form):
    """The legal adviser's word, in writing."""

    advice = TextAreaField(
        _l("Your advice"),
        validators=[InputRequired(_l("Write your advice: a decision rests on it.")), LONG],
    )
    in_writing = YesNoField(
        _l("May the match be put to the organization in writing?"),
        missing=_l("Say whether the match may be put to the organization in writing."),
    )
    text = TextAreaField(
        _l("What the organization reads, besides the entry and where to ask to be taken off"),
        validators=[Optional(), LONG],
    )

    def validate(self, extra_validators=None):
        """What is put to an organization has words of its own."""
        valid = super().validate(extra_validators)
        if self.in_writing.data == "yes" and not self.text.data:
            self.text.errors = [_l("Write what the organization reads.")]
            return False
        return valid
