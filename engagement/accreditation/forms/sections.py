"""The sections of an application: each form class is its section's schema.

A draft may be saved incomplete: what came is stored, and the section counts as complete only
when its form is valid.
"""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from engagement.core.clock import today
from engagement.core.countries import choices as country_choices
from engagement.web.base_form import Form
from engagement.web.fields import DateField, YesNoField, options
from engagement.web.i18n import language

SHORT, LONG = 300, 3000


def text(label, missing, *, longest=LONG, least=1):
    """A free text that must be given, with its limit told in words."""
    kind = TextAreaField if longest > SHORT else StringField
    return kind(
        label,
        validators=[
            InputRequired(missing),
            Length(
                min=least,
                max=longest,
                message=_l("Use between %(min)d and %(max)d characters."),
            ),
        ],
    )


class SectionForm(Form):
    """A section's answers as plain JSON values."""

    def to_answers(self) -> dict:
        """Field name -> string, list of strings or None; dates as ISO text."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.answers().items()
        }

    @classmethod
    def of(cls, answers: dict, **kwargs):
        """The form filled with stored answers; what was posted wins."""
        fresh = cls(formdata=None, meta={"csrf": False})
        data = {
            field.name: date.fromisoformat(answers[field.name])
            if isinstance(field, DateField) and answers.get(field.name)
            else answers.get(field.name)
            for field in fresh
            if field.name in answers
        }
        return cls(data=data, **kwargs)


class OrganizationSection(SectionForm):
    """What the organization is."""

    mandate = text(
        _l("What does your organization do?"),
        _l("Describe in a few sentences what your organization does."),
        least=20,
    )
    members = text(
        _l("Who are its members?"),
        _l("Say who can become a member and how many members there are."),
        longest=1500,
    )
    founded_year = StringField(
        _l("Year in which it was founded"),
        validators=[InputRequired(_l("Enter the year in which it was founded."))],
    )

    def validate_founded_year(self, field):
        """A year of four digits, not in the future."""
        if not (field.data or "").isdecimal() or not 1600 <= int(field.data) <= today().year:
            raise ValidationError(_l("Enter a year with four digits, for example 2014."))


class LegalStatusSection(SectionForm):
    """How the organization exists in law or custom."""

    legal_form = text(
        _l("Legal form"),
        _l("Enter the legal form, for example association or foundation."),
        longest=SHORT,
    )
    registration_number = text(
        _l("Registration number"),
        _l("Enter the number, or how the organization is recognized if it has none."),
        longest=100,
    )
    registration_authority = text(
        _l("Who registered or recognized it?"),
        _l("Enter the name of the office or the customary authority."),
        longest=SHORT,
    )
    registered_on = DateField(
        _l("Date of registration"),
        validators=[InputRequired(_l("Enter the date of registration."))],
    )
    independent = YesNoField(_l("Is it independent of any government?"))
    distributes_profit = YesNoField(_l("Does it distribute profit to members or owners?"))

    def validate_registered_on(self, field):
        """Not in the future."""
        if field.data and field.data > today():
            raise ValidationError(_l("The date of registration cannot be in the future."))


class EnvironmentSection(SectionForm):
    """What it does for the environment."""

    focus = text(
        _l("What do you do for the environment?"),
        _l("Describe your work on the environment."),
        least=20,
    )
    results = text(
        _l("What came of it in the last two years?"),
        _l("Describe results of the last two years."),
        least=20,
    )


class InternationalSection(SectionForm):
    """Where it works."""

    at_home = text(
        _l("What do you do in your own country?"),
        _l("Describe your work in your own country."),
        least=20,
    )
    abroad = text(
        _l("What do you do in or with other countries?"),
        _l("Describe your work in or with other countries."),
        least=20,
    )
    countries = SelectMultipleField(
        _l("In which other countries or areas are you active?"),
        choices=lambda: options(country_choices(language())),
        validators=[InputRequired(_l("Choose at least one country or area."))],
    )


SECTION_FORMS: dict[str, type[SectionForm]] = {
    "organization": OrganizationSection,
    "legal_status": LegalStatusSection,
    "environment": EnvironmentSection,
    "international": InternationalSection,
}
