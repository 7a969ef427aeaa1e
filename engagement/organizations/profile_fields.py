"""What an organization says of itself from the first day on, asked alike wherever it is asked.

Each function makes a field of its own; what stands beside it on one page only, such as a
description, is added there.
"""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, URLField
from wtforms.validators import URL, InputRequired, Length, Optional

from engagement.core.major_groups import MajorGroup
from engagement.core.sectors import Sector
from engagement.organizations.models import (
    BUSINESS,
    CIVIL_SOCIETY,
    OrganizationKind,
    StaffBand,
    TurnoverBand,
)
from engagement.web.fields import CountryField, LabelledField, options
from engagement.web.name_fields import LatinName, NameField

NAME_LENGTH = Length(min=2, max=300, message=_l("A name has 2 to 300 characters."))


def official_name(**more) -> NameField:
    """The name in the script of the statutes."""
    return NameField(
        _l("Official name"),
        validators=[InputRequired(_l("Enter the name as it stands in the statutes.")), NAME_LENGTH],
        **more,
    )


def latin_name(**more) -> NameField:
    """The name in Latin letters, needed when the official one uses others."""
    return NameField(_l("Name in Latin letters"), validators=[LatinName(), NAME_LENGTH], **more)


def acronym() -> NameField:
    """What the organization is called for short."""
    return NameField(
        _l("Acronym"),
        validators=[Optional(), Length(max=40, message=_l("Use at most 40 characters."))],
    )


def seat() -> CountryField:
    """The country or area of the seat."""
    return CountryField(
        _l("Country or area of its seat"), missing=_l("Choose where the organization has its seat.")
    )


def kind() -> LabelledField:
    """What kind of organization it is: one of those that take part with a Major Group."""
    return LabelledField(
        _l("What kind of organization is it?"),
        OrganizationKind,
        members=CIVIL_SOCIETY,
        missing=_l("Choose what kind of organization it is."),
    )


def business_kind() -> LabelledField:
    """What kind of business it is."""
    return LabelledField(
        _l("What kind of business is it?"),
        OrganizationKind,
        members=BUSINESS,
        missing=_l("Choose what kind of business it is."),
    )


def sector() -> SelectField:
    """The main sector, by the sections of the international classification."""
    return SelectField(
        _l("In which sector does it mainly work?"),
        choices=lambda: options(
            [("", _l("Choose…")), *((each.value, each.in_words) for each in Sector)]
        ),
        validators=[InputRequired(_l("Choose the main sector."))],
        description=_l("The sections of the International Standard Industrial Classification."),
    )


def staff_band() -> LabelledField:
    """How many people work for it."""
    return LabelledField(
        _l("How many people work for it?"),
        StaffBand,
        missing=_l("Choose how many people work for it."),
        description=_l("Full-time posts, with all companies it controls."),
    )


def turnover_band() -> LabelledField:
    """What it turned over in the last closed year."""
    return LabelledField(
        _l("How large was its turnover in the last closed year?"),
        TurnoverBand,
        missing=_l("Choose how large its turnover was."),
        description=_l("With all companies it controls; a rough amount in US dollars is enough."),
    )


def major_group(**more) -> LabelledField:
    """One of the nine groups of Agenda 21."""
    return LabelledField(
        _l("Which Major Group does it belong to?"),
        MajorGroup,
        missing=_l("Choose the Major Group it belongs to."),
        **more,
    )


def website() -> URLField:
    """The address of the website, if there is one."""
    return URLField(
        _l("Website"),
        validators=[
            Optional(),
            Length(max=300, message=_l("Use at most 300 characters.")),
            URL(message=_l("Enter a web address that begins with https:// or http://.")),
        ],
    )
