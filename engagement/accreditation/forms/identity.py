"""The section on names, seat and kind of an organization: its profile from the first day."""

from flask_babel import lazy_gettext as _l
from wtforms import URLField
from wtforms.validators import URL, InputRequired, Length, Optional

from engagement.accreditation.forms.section_form import SectionForm
from engagement.core.major_groups import MajorGroup
from engagement.organizations.models import OrganizationKind
from engagement.web.fields import CountryField, LabelledField
from engagement.web.name_fields import LatinName, LinesOf, NameField, NamesField

NAME_LENGTH = Length(min=2, max=300, message=_l("A name has 2 to 300 characters."))
SEVERAL = LinesOf(least=2, longest=300, most=20)


class IdentitySection(SectionForm):
    """Names, seat, kind, website; the search for duplicates and the register live on them."""

    name = NameField(
        _l("Official name"),
        description=_l("As it stands in the statutes, in their script."),
        validators=[InputRequired(_l("Enter the name as it stands in the statutes.")), NAME_LENGTH],
    )
    latin_name = NameField(
        _l("Name in Latin letters"),
        description=_l("Needed only if the official name uses another script."),
        validators=[LatinName(), NAME_LENGTH],
    )
    acronym = NameField(
        _l("Acronym"),
        validators=[Optional(), Length(max=40, message=_l("Use at most 40 characters."))],
    )
    other_names = NamesField(
        _l("Names in other languages"),
        description=_l("One a line, if the organization uses any."),
        validators=[Optional(), SEVERAL],
        render_kw={"rows": 3},
    )
    former_names = NamesField(
        _l("Former names"),
        description=_l("One a line: names by which others may still look for it."),
        validators=[Optional(), SEVERAL],
        render_kw={"rows": 3},
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
        description=_l(
            "The nine groups of Agenda 21. It decides with whom you work here, not whether you are"
            " accredited."
        ),
    )
    website = URLField(
        _l("Website"),
        validators=[
            Optional(),
            Length(max=300, message=_l("Use at most 300 characters.")),
            URL(message=_l("Enter a web address that begins with https:// or http://.")),
        ],
    )
    groups = (
        (_l("Names"), ("name", "latin_name", "acronym", "other_names", "former_names")),
        (_l("Seat and kind"), ("country", "kind", "major_group", "website")),
    )
