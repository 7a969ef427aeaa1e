"""Forms of lists: send one, confirm or refuse a version, keep the exclusion list."""

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from engagement.core.clock import today
from engagement.core.countries import choices as country_choices
from engagement.screening.commands.exclusions import Exclusion
from engagement.screening.models import EntryKind
from engagement.web.base_form import Form
from engagement.web.fields import DIGITS, DateField, LabelledField, options
from engagement.web.i18n import language

MOST = _l("Use at most %(max)d characters.")
FIRST_BIRTH = 1850


class SendListForm(Form):
    """The files of a list."""

    files = MultipleFileField(
        _l("Files of the list"), validators=[FileRequired(_l("Choose the file, or all files."))]
    )


class SignOffForm(Form):
    """A version is confirmed."""

    reason = TextAreaField(
        _l("What did you compare it with, and what did you find?"),
        validators=[
            InputRequired(_l("Say what you compared it with: it stands beside the version.")),
            Length(max=2000, message=MOST),
        ],
    )


class RefuseForm(Form):
    """A version is not confirmed."""

    reason = TextAreaField(
        _l("Why is it not confirmed?"),
        validators=[
            InputRequired(_l("Say why it is not confirmed.")),
            Length(max=2000, message=MOST),
        ],
    )


def text(label, missing=None, *, most=300, field=StringField):
    """A line or an area of text; without `missing` it may stay empty."""
    needed = InputRequired(missing) if missing else Optional()
    return field(label, validators=[needed, Length(max=most, message=MOST)])


class ExclusionForm(Form):
    """Somebody is put on our own list."""

    kind = LabelledField(
        _l("Is it a person or an organization?"),
        EntryKind,
        members=[EntryKind.PERSON, EntryKind.ORGANIZATION],
        missing=_l("Choose whether it is a person or an organization."),
    )
    name = text(_l("Name, in Latin letters if there is one"), _l("Enter the name."))
    original = text(_l("Name in its own script"))
    other_names = text(_l("Other names, one a line"), most=3000, field=TextAreaField)
    country = SelectField(_l("Country or area"), validators=[Optional()])
    birth_year = text(_l("Year of birth"), most=10)
    identifier = text(_l("Registration number, or number of a document"))
    grounds = text(
        _l("Why it is excluded"), _l("Say why it is excluded."), most=3000, field=TextAreaField
    )
    evidence = text(
        _l("Where this can be read again"),
        _l("Say where it can be read again: a decision, a judgment, a reference in the files."),
        most=1000,
        field=TextAreaField,
    )
    until = DateField(_l("Last day of the exclusion"), validators=[Optional()])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.country.choices = options(
            [("", _l("Not known, or several")), *country_choices(language())]
        )

    def validate_birth_year(self, field):
        """Four digits, of somebody who can have been born."""
        typed = (field.data or "").translate(DIGITS)
        if typed and not (typed.isdigit() and FIRST_BIRTH <= int(typed) <= today().year):
            raise ValidationError(_l("Enter the year in four digits, for example 1961."))

    def validate_name(self, field):
        """Something that can be compared."""
        if not any(letter.isalnum() for letter in field.data or ""):
            raise ValidationError(_l("Enter the name."))

    def exclusion(self) -> Exclusion:
        """What was typed."""
        year = (self.birth_year.data or "").translate(DIGITS)
        lines = (self.other_names.data or "").splitlines()
        return Exclusion(
            kind=EntryKind(self.kind.data),
            name=self.name.data,
            original=self.original.data or None,
            other_names=[line.strip() for line in lines if line.strip()],
            country=self.country.data or None,
            birth_year=int(year) if year else None,
            identifier=self.identifier.data or None,
            grounds=self.grounds.data,
            evidence=self.evidence.data,
            until=self.until.data if isinstance(self.until.data, date) else None,
        )


class EndExclusionForm(Form):
    """An entry of our own list ends."""

    reason = TextAreaField(
        _l("Why does the exclusion end, and where can this be read again?"),
        validators=[
            InputRequired(_l("Say why the exclusion ends.")),
            Length(max=2000, message=MOST),
        ],
    )
