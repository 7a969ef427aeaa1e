"""What should have been recorded of an accreditation of before the platform."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from engagement.core.partial_dates import written
from engagement.organizations import profile_fields
from engagement.standing.forms.steps import SHORT
from engagement.web.base_form import Form
from engagement.web.fields import DateField
from engagement.web.known_date import KnownDateField


class CorrectionForm(Form):
    """The facts, as they are recorded until somebody writes another."""

    name = profile_fields.official_name()
    latin_name = profile_fields.latin_name()
    acronym = profile_fields.acronym()
    country = profile_fields.seat()
    major_group = profile_fields.major_group()
    since = KnownDateField(
        _l("Accredited since"),
        wrong=_l("Enter a year, a month and a year, or a whole date, for example 3 2019."),
        validators=[InputRequired(_l("Enter since when the organization is accredited."))],
    )
    number = StringField(
        _l("Number of the accreditation"),
        validators=[
            InputRequired(_l("Enter the number of the accreditation.")),
            Length(max=60, message=_l("Use at most 60 characters.")),
        ],
    )
    report_due_on = DateField(_l("Next report due"))
    reason = TextAreaField(
        _l("What was wrong, and why?"),
        validators=[InputRequired(_l("Say what was wrong, and how it came about.")), SHORT],
    )
    evidence = TextAreaField(
        _l("Where is the evidence?"),
        validators=[InputRequired(_l("Say where a colleague finds what shows it.")), SHORT],
    )
    seen = HiddenField()

    def validate_number(self, field):
        """No sign that cannot stand in an address."""
        if "/" in (field.data or ""):
            raise ValidationError(_l("Leave out the stroke: a number stands in addresses."))

    def facts(self) -> dict[str, str]:
        """What was typed, as of `queries.corrections.as_recorded`."""
        due = self.report_due_on.data
        return {
            "name": self.name.data or "",
            "latin_name": self.latin_name.data or "",
            "acronym": self.acronym.data or "",
            "country": self.country.data,
            "major_group": self.major_group.data,
            "since": written(*self.since.data),
            "number": self.number.data,
            "report_due_on": due.isoformat() if due else "",
        }
