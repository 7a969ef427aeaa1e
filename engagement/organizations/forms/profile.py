"""Pages of organizations."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import Length, Optional

from engagement.organizations import profile_fields
from engagement.web.base_form import Form


class OrganizationForm(Form):
    """Create an organization: enough to see whether it is here already."""

    name = profile_fields.official_name()
    latin_name = profile_fields.latin_name()
    acronym = profile_fields.acronym()
    country = profile_fields.seat()
    kind = profile_fields.kind()
    major_group = profile_fields.major_group()
    website = profile_fields.website()
    registration_number = StringField(
        _l("Registration number"),
        validators=[Optional(), Length(max=100, message=_l("Use at most 100 characters."))],
    )
    declined = HiddenField()
    """Ids of organizations that were offered as perhaps the same, once the person went on."""
