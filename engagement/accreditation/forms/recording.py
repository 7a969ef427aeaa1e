"""Entering accreditations granted before the platform: a list, or one by hand."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from engagement.accreditation import member_lists
from engagement.core.clock import today
from engagement.organizations import profile_fields
from engagement.web.base_form import Form
from engagement.web.fields import options
from engagement.web.known_date import KnownDateField

NEW = "new"
"""Chosen when the organization is none of those offered."""


class ListForm(Form):
    """A CSV file with a list of members."""

    file = FileField(
        _l("List of members"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ".csv,text/csv"},
    )


class RecordForm(Form):
    """One accreditation that was granted before the platform."""

    name = profile_fields.official_name()
    latin_name = profile_fields.latin_name()
    acronym = profile_fields.acronym()
    country = profile_fields.seat()
    kind = profile_fields.kind()
    major_group = profile_fields.major_group()
    website = profile_fields.website()
    number = StringField(
        _l("Number of the accreditation"),
        validators=[Optional(), Length(max=60, message=_l("Use at most 60 characters."))],
    )
    since = KnownDateField(
        _l("Accredited since"),
        wrong=_l("Enter a year, a month and a year, or a whole date, for example 3 2019."),
        validators=[InputRequired(_l("Enter since when the organization is accredited."))],
    )
    emails = TextAreaField(
        _l("Known e-mail addresses"),
        validators=[Optional(), Length(max=2000, message=_l("Use at most 2,000 characters."))],
    )
    organization = RadioField(
        _l("Which organization is it?"), choices=[], validators=[Optional()], validate_choice=False
    )
    declined = HiddenField()
    """Ids of organizations that were offered as perhaps the same, once the person went on."""

    def offer(self, pairs) -> None:
        """Let the person choose among organizations that are here, as (id, name), or none."""
        none = (NEW, _l("None of these: a new entry"))
        self.organization.choices = options([*pairs, none])

    def validate_since(self, field):
        """Not before UNEP, not to come."""
        if field.data and field.data[0] > today():
            raise ValidationError(_l("This day is still to come."))
        if field.data and field.data[0].year < member_lists.FIRST_YEAR:
            raise ValidationError(_l("This lies before 1972, when UNEP was founded."))

    def validate_emails(self, field):
        """Addresses, one a line."""
        if not member_lists.are_addresses(field.data or ""):
            raise ValidationError(
                _l("Write at most five e-mail addresses, one a line, for example x@example.org.")
            )

    def validate_number(self, field):
        """No sign that cannot stand in an address."""
        if "/" in (field.data or ""):
            raise ValidationError(_l("Leave out the stroke: a number stands in addresses."))

    def values(self) -> dict:
        """What was typed, as an entry of a list gives it."""
        since, precision = self.since.data
        typed = {
            "name": self.name.data,
            "latin_name": self.latin_name.data,
            "acronym": self.acronym.data,
            "country": self.country.data,
            "kind": self.kind.data,
            "major_group": self.major_group.data,
            "website": self.website.data,
            "number": member_lists.number(self.number.data or ""),
            "emails": member_lists.addresses(self.emails.data or ""),
            "since": since.isoformat(),
            "precision": precision.value,
        }
        return {name: value for name, value in typed.items() if value}


class ReasonForm(Form):
    """Why a run is not confirmed."""

    reason = TextAreaField(
        _l("Why is it not confirmed?"),
        validators=[
            InputRequired(_l("Say why it is not confirmed; who entered it will read this.")),
            Length(max=2000, message=_l("Use at most 2,000 characters.")),
        ],
    )


class ConfirmForm(Form):
    """A page with one button."""
