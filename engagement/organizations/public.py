"""What anybody may know of an organization: the one rule for every public page, list, file, feed.

A public entry shows name, kind, Major Group, country or area, region; the website by choice. A
protected one shows its region instead of its country, no website, no note, and stands in no feed
and no bulk file. A withheld one does not appear; only how many there are is told (product 2.1).

One record: `public_view(organization)`, None when withheld. Lists: select `public_columns()` and
never the columns of `Organization` themselves, with `listed()` (pages) or `in_bulk()` (feeds,
downloads) in the WHERE, and filter by these columns: they tell of no country of a protected one.

Lists as of a past day take names, seat and Major Group from `identities()`. Protection is that of
today on every day: what an entry was called, and where it was, stays unsaid while it is protected.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, func, null, select, union_all

from engagement.core.countries import COUNTRIES, Region, country
from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.organizations.models import (
    FormerIdentity,
    Organization,
    OrganizationKind,
    Protection,
)


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


def public_view(organization: Organization, day: date | None = None) -> PublicOrganization | None:
    """What the public sees of one organization, or None when its entry is withheld.

    With `day`, the names, seat and Major Group as they stood on it.
    """
    if organization.protection == Protection.WITHHELD:
        return None
    protected = organization.protection == Protection.PROTECTED
    identity = organization if day is None else identity_on(organization, day)
    place = country(identity.country)
    return PublicOrganization(
        name=identity.name,
        name_language=identity.name_language,
        latin_name=identity.latin_name,
        acronym=identity.acronym,
        kind=organization.kind,
        major_group=identity.major_group,
        country=None if protected else identity.country,
        region=place.region if place else None,
        website=organization.website if organization.shows_website and not protected else None,
        is_protected=protected,
    )


def identity_on(organization: Organization, day: date) -> Organization | FormerIdentity:
    """What holds the names, seat and Major Group of a day, as far as the public may know them."""
    return next(
        (each for each in former_identities(organization) if each.until > day), organization
    )


def former_identities(organization: Organization) -> list[FormerIdentity]:
    """What an organization was before, first things first; of a protected entry nothing."""
    if organization.protection != Protection.NONE:
        return []
    return db.session.scalars(
        select(FormerIdentity)
        .filter_by(organization_id=organization.id)
        .order_by(FormerIdentity.until)
    ).all()


def goes_on_as(organization: Organization) -> Organization | None:
    """The organization into which one was merged, where the public may know of it.

    None as well when either of them is protected: the country of the one would tell where the
    other is.
    """
    if organization.merged_into_id is None:
        return None
    into = db.session.get_one(Organization, organization.merged_into_id)
    told = {organization.protection, into.protection} == {Protection.NONE}
    return into if told else None


IDENTITY = ("name", "name_language", "latin_name", "acronym", "country", "major_group")


def identities():
    """A subquery: for each organization its identity from day `since` to before `until`.

    Both are empty where it has no begin or no end. Of a protected entry that of today, for ever.
    """
    earlier = func.lag(FormerIdentity.until).over(
        partition_by=FormerIdentity.organization_id, order_by=FormerIdentity.until
    )
    latest = (
        select(func.max(FormerIdentity.until))
        .where(
            FormerIdentity.organization_id == Organization.id,
            Organization.protection == Protection.NONE,
        )
        .scalar_subquery()
    )
    return union_all(
        select(
            FormerIdentity.organization_id,
            earlier.label("since"),
            FormerIdentity.until,
            *(getattr(FormerIdentity, name) for name in IDENTITY),
        )
        .join(Organization, Organization.id == FormerIdentity.organization_id)
        .where(Organization.protection == Protection.NONE),
        select(
            Organization.id,
            latest,
            null(),
            *(getattr(Organization, name) for name in IDENTITY),
        ),
    ).subquery("identity")


def public_columns(identity=Organization) -> tuple:
    """The same as columns of a list, under the same names; `region` is a value of `Region`.

    `identity` is `Organization` as it is now, or the columns of `identities()` beside it.
    """
    public = Organization.protection == Protection.NONE
    return (
        identity.name,
        identity.name_language,
        identity.latin_name,
        identity.acronym,
        Organization.kind,
        identity.major_group,
        case((public, identity.country), else_=null()).label("country"),
        region_column(identity).label("region"),
        case((and_(public, Organization.shows_website), Organization.website), else_=null()).label(
            "website"
        ),
        (Organization.protection == Protection.PROTECTED).label("is_protected"),
    )


def region_column(identity=Organization):
    """The region of an organization's seat, from the one table of countries."""
    codes: dict[Region, list[str]] = {}
    for place in COUNTRIES.values():
        if place.region:
            codes.setdefault(place.region, []).append(place.code)
    return case(
        *((identity.country.in_(of_region), region.value) for region, of_region in codes.items()),
        else_=null(),
    )


def listed():
    """The condition of every public page: all but withheld entries."""
    return Organization.protection != Protection.WITHHELD


def in_bulk():
    """The condition of feeds and bulk files: neither protected nor withheld."""
    return Organization.protection == Protection.NONE


def withheld(*conditions) -> int:
    """How many of the organizations with `conditions` are withheld for people's safety."""
    return db.session.scalar(
        select(func.count())
        .select_from(Organization)
        .where(Organization.protection == Protection.WITHHELD, *conditions)
    )
