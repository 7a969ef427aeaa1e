"""Pages of organizations."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, URLField
from wtforms.validators import URL, InputRequired, Length, Optional

from engagement.core.major_groups import MajorGroup
from engagement.organizations.models import OrganizationKind
from engagement.web.base_form import Form
from engagement.web.fields import CountryField, LabelledField
from engagement.web.name_fields import LatinName, NameField


class OrganizationForm(Form):
    """Create an organization: enough to see whether it is here already."""

    name = NameField(
        _l("Official name"),
        validators=[
            InputRequired(_l("Enter the name as it stands in the statutes.")),
            Length(min=2, max=300, message=_l("A name has 2 to 300 characters.")),
        ],
    )
    latin_name = NameField(
        _l("Name in Latin letters"),
        validators=[LatinName(), Length(max=300, message=_l("A name has 2 to 300 characters."))],
    )
    acronym = NameField(
        _l("Acronym"),
        validators=[Optional(), Length(max=40, message=_l("Use at most 40 characters."))],
    )
    country = CountryField(
        _l("Country or area of its seat"), missing=_l("Choose where the organization has its seat.")
    )
    kind = LabelledField(
        _l("What kind of organization is it?"),
        OrganizationKind,
        missing=_l("Choose what kind of organization it is."),
    )
    major_group = LabelledField(
        _l("Which Major Group does it belong to?"),
        MajorGroup,
        missing=_l("Choose the Major Group it belongs to."),
    )
    website = URLField(
        _l("Website"),
        validators=[
            Optional(),
            Length(max=300, message=_l("Use at most 300 characters.")),
            URL(message=_l("Enter a web address that begins with https:// or http://.")),
        ],
    )
    registration_number = StringField(
        _l("Registration number"),
        validators=[Optional(), Length(max=100, message=_l("Use at most 100 characters."))],
    )
    declined = HiddenField()
    """Ids of organizations that were offered as perhaps the same, once the person went on."""
