"""The page of one person who leads an organization."""

from dataclasses import replace
from typing import Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.core.clock import today
from engagement.core.countries import choices as country_choices
from engagement.organizations.commands import PersonData
from engagement.organizations.models import Nationality, OrganizationPerson, PersonRole
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField, options
from engagement.web.i18n import language
from engagement.web.name_fields import LatinName, NameField
from engagement.web.number_fields import PercentField, WholeNumberField

NAME_LENGTH = Length(max=200, message=_l("A name has at most 200 characters here."))


class PersonForm(Form):
    """A member of the governing body; one name is enough."""

    name = NameField(
        _l("Full name, in its own script"),
        validators=[InputRequired(_l("Enter the name of the person.")), NAME_LENGTH],
    )
    latin_name = NameField(_l("Name in Latin letters"), validators=[LatinName(), NAME_LENGTH])
    position = StringField(
        _l("Role in the governing body"),
        validators=[
            InputRequired(_l("Enter the role, for example chair or treasurer.")),
            Length(max=200, message=_l("Use at most %(max)d characters.")),
        ],
    )
    nationality = LabelledField(
        _l("Nationality"),
        Nationality,
        missing=_l("Choose what is known of the nationality."),
    )
    nationalities = FieldList(
        SelectField(
            _l("Country or area"),
            choices=lambda: options([("", _l("Choose…")), *country_choices(language())]),
            validators=[Optional()],
        ),
        label=_l("Which nationalities?"),
        min_entries=2,
        max_entries=8,
    )
    birth_year = WholeNumberField(
        _l("Year of birth"),
        wrong=_l("Enter a year with four digits, for example 1975."),
        validators=[Optional()],
    )
    birth_year_is_approximate = BooleanField(_l("The year is approximate"))

    def validate_nationalities(self, field):
        """At least one when they are stated."""
        if self.nationality.data == Nationality.STATED and not any(field.data):
            raise ValidationError(_("Choose at least one nationality, or another answer above."))

    def validate_birth_year(self, field):
        """Of a person who lives."""
        if field.data is not None and not 1900 <= field.data <= today().year:
            raise ValidationError(_l("Enter a year with four digits, for example 1975."))

    def person(self) -> PersonData:
        """What was entered."""
        stated = self.nationality.data == Nationality.STATED
        return PersonData(
            name=self.name.data,
            latin_name=self.latin_name.data or None,
            position=self.position.data,
            nationality=Nationality(self.nationality.data),
            nationalities=tuple(filter(None, self.nationalities.data)) if stated else (),
            birth_year=self.birth_year.data,
            birth_year_is_approximate=self.birth_year_is_approximate.data,
        )

    STORED: tuple[str, ...] = (
        "name",
        "latin_name",
        "position",
        "birth_year",
        "birth_year_is_approximate",
    )

    @classmethod
    def of(cls, person: OrganizationPerson) -> Self:
        """The form filled with what is stored; what was posted wins."""
        return cls(
            data={name: getattr(person, name) for name in cls.STORED}
            | {
                "nationality": person.nationality.value,
                "nationalities": [*person.nationalities, ""],
            }
        )


class BusinessPersonForm(PersonForm):
    """Somebody who leads or owns a business; one person may be several things."""

    roles = SelectMultipleField(
        _l("What is this person in the company?"),
        choices=options(PersonRole.choices()),
        validators=[InputRequired(_l("Choose at least one."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    share = PercentField(
        _l("Share in percent"),
        wrong=_l("Enter a share above 0 and up to 100, for example 37.5."),
        validators=[Optional()],
    )
    position = StringField(
        _l("Title"),
        validators=[
            Optional(),
            Length(max=200, message=_l("Use at most %(max)d characters.")),
        ],
    )
    STORED = (*PersonForm.STORED, "roles", "share")

    def validate_share(self, field):
        """Only of an owner."""
        if field.data is not None and PersonRole.OWNER not in (self.roles.data or []):
            raise ValidationError(_l("Only a beneficial owner has a share: choose that, too."))

    def person(self) -> PersonData:
        """What was entered, with roles and share."""
        return replace(
            super().person(),
            position=self.position.data or "",
            roles=tuple(map(PersonRole, self.roles.data)),
            share=self.share.data,
        )
