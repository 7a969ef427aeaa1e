"""What anybody may know of an organization: the one rule for every public page, list, file, feed.

A public entry shows name, kind, Major Group, country or area, region; the website by choice. A
protected one shows its region instead of its country, no website, no note, and stands in no feed
and no bulk file. A withheld one does not appear; only how many there are is told (product 2.1).

One record: `public_view(organization)`, None when withheld. Lists: select `public_columns()` and
never the columns of `Organization` themselves, with `listed()` (pages) or `in_bulk()` (feeds,
downloads) in the WHERE, and filter by `country_is` and `region_is`.
"""

from dataclasses import dataclass

from sqlalchemy import and_, case, func, null, select

from engagement.core.countries import COUNTRIES, Region, country
from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.organizations.models import Organization, OrganizationKind, Protection

FEWEST_SHOWN = 5
"""No figure about people is shown below this, nor one from which it follows (product 2.1)."""


@dataclass(frozen=True)
class PublicOrganization:
    """An organization as the public sees it; `country` and `website` are None when kept back."""

    name: str
    name_language: str
    latin_name: str | None
    acronym: str | None
    kind: OrganizationKind
    major_group: MajorGroup | None
    country: str | None
    region: Region | None
    website: str | None
    is_protected: bool


def public_view(organization: Organization) -> PublicOrganization | None:
    """What the public sees of one organization, or None when its entry is withheld."""
    if organization.protection == Protection.WITHHELD:
        return None
    protected = organization.protection == Protection.PROTECTED
    place = country(organization.country)
    return PublicOrganization(
        name=organization.name,
        name_language=organization.name_language,
        latin_name=organization.latin_name,
        acronym=organization.acronym,
        kind=organization.kind,
        major_group=organization.major_group,
        country=None if protected else organization.country,
        region=place.region if place else None,
        website=organization.website if organization.shows_website and not protected else None,
        is_protected=protected,
    )


def public_columns() -> tuple:
    """The same as columns of a list, under the same names; `region` is a value of `Region`."""
    public = Organization.protection == Protection.NONE
    return (
        Organization.name,
        Organization.name_language,
        Organization.latin_name,
        Organization.acronym,
        Organization.kind,
        Organization.major_group,
        case((public, Organization.country), else_=null()).label("country"),
        region_column().label("region"),
        case((and_(public, Organization.shows_website), Organization.website), else_=null()).label(
            "website"
        ),
        (Organization.protection == Protection.PROTECTED).label("is_protected"),
    )


def region_column():
    """The region of an organization's seat, from the one table of countries."""
    codes: dict[Region, list[str]] = {}
    for place in COUNTRIES.values():
        if place.region:
            codes.setdefault(place.region, []).append(place.code)
    return case(
        *(
            (Organization.country.in_(of_region), region.value)
            for region, of_region in codes.items()
        ),
        else_=null(),
    )


def listed():
    """The condition of every public page: all but withheld entries."""
    return Organization.protection != Protection.WITHHELD


def in_bulk():
    """The condition of feeds and bulk files: neither protected nor withheld."""
    return Organization.protection == Protection.NONE


def country_is(code: str):
    """The condition of a filter by country: it does not tell where a protected one has its seat."""
    return and_(Organization.protection == Protection.NONE, Organization.country == code)


def region_is(region: Region):
    """The condition of a filter by region; protected entries show theirs."""
    return region_column() == region.value


def withheld(*conditions) -> int:
    """How many of the organizations with `conditions` are withheld for people's safety."""
    return db.session.scalar(
        select(func.count())
        .select_from(Organization)
        .where(Organization.protection == Protection.WITHHELD, *conditions)
    )


def figure_about_people(number: int) -> int | None:
    """`number` as it may be shown to the public, or None for "fewer than five"."""
    return number if number == 0 or number >= FEWEST_SHOWN else None
