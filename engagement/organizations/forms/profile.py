"""Pages of organizations."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import Length, Optional

from engagement.core.major_groups import MajorGroup
from engagement.core.sectors import Sector
from engagement.organizations import profile_fields
from engagement.organizations.models import StaffBand, TurnoverBand
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

    def of_kind(self) -> dict:
        """What is asked only of organizations of this sort, for the command."""
        return {"major_group": MajorGroup(self.major_group.data)}


class BusinessForm(Form):
    """Create a company: its sector and its size say which questions follow."""

    name = profile_fields.official_name()
    latin_name = profile_fields.latin_name()
    acronym = profile_fields.acronym()
    country = profile_fields.seat()
    kind = profile_fields.business_kind()
    sector = profile_fields.sector()
    staff_band = profile_fields.staff_band()
    turnover_band = profile_fields.turnover_band()
    website = profile_fields.website()
    registration_number = StringField(
        _l("Registration number"),
        validators=[Optional(), Length(max=100, message=_l("Use at most 100 characters."))],
    )
    declined = HiddenField()

    def of_kind(self) -> dict:
        """What is asked only of businesses, for the command."""
        return {
            "sector": Sector(self.sector.data),
            "staff_band": StaffBand(self.staff_band.data),
            "turnover_band": TurnoverBand(self.turnover_band.data),
        }
