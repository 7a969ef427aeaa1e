"""One entry of the register: a stable address by its number."""

import itertools
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import selectinload

from engagement.accreditation.models import Accreditation, StatusPeriod
from engagement.core.db import db
from engagement.directory.models import EntryCheck
from engagement.organizations.models import (
    FormerIdentity,
    NameKind,
    Organization,
    OrganizationName,
    Protection,
)
from engagement.organizations.public import former_identities, goes_on_as

OTHER_NAMES = (NameKind.LATIN, NameKind.ACRONYM, NameKind.OTHER, NameKind.FORMER)
LONGEST_NUMBER = 60


def entry(number: str) -> Accreditation | None:
    """The accreditation with this number, listed today or not, with the periods of its status."""
    return db.session.scalars(_entry(number)).first()


def _entry(number):
    return (
        select(Accreditation)
        .filter_by(number=number[:LONGEST_NUMBER])
        .options(selectinload(Accreditation.periods))
    )


def other_names(organization: Organization, day: date | None = None) -> list[OrganizationName]:
    """The names beside the official one, former names last; of a protected entry none of these.

    As of a past day only names in other languages: the others stand in the identity of that day.
    """
    kinds = (NameKind.OTHER,) if day else OTHER_NAMES
    if organization.protection != Protection.NONE:
        kinds = tuple(kind for kind in kinds if kind != NameKind.FORMER)
    names = db.session.scalars(
        select(OrganizationName).where(
            OrganizationName.organization_id == organization.id,
            OrganizationName.kind.in_(kinds),
        )
    )
    return sorted(names, key=lambda name: (OTHER_NAMES.index(name.kind), name.text))


@dataclass(frozen=True)
class Moment:
    """A day of an entry's history: a status began, or an identity ended (`old`, then `new`)."""

    day: date
    period: StatusPeriod | None = None
    old: FormerIdentity | None = None
    new: FormerIdentity | Organization | None = None


def history(accreditation: Accreditation, day: date) -> list[Moment]:
    """What happened to an entry until a day, the latest first.

    Identities from before the accreditation are no part of the register.
    """
    organization = accreditation.organization
    moments = [
        Moment(period.valid_from, period=period)
        for period in accreditation.periods
        if period.valid_to is None or period.valid_to > period.valid_from
    ]
    former = former_identities(organization)
    for old, new in itertools.pairwise([*former, organization]):
        if old.until > accreditation.since:
            moments.append(Moment(old.until, old=old, new=new))
    return sorted(
        (moment for moment in moments if moment.day <= day),
        key=lambda moment: moment.day,
        reverse=True,
    )


def checked_entry(number: str, day: date) -> tuple[Accreditation, date] | tuple[None, None]:
    """The entry, and when it was last checked or confirmed until `day`: at first when it began."""
    last = (
        select(func.max(EntryCheck.checked_on))
        .where(
            EntryCheck.organization_id == Accreditation.organization_id,
            EntryCheck.checked_on <= day,
        )
        .scalar_subquery()
    )
    row = db.session.execute(_entry(number).add_columns(last)).first()
    if row is None:
        return None, None
    accreditation, checked = row
    return accreditation, max(checked or accreditation.since, accreditation.since)


@dataclass(frozen=True)
class Successor:
    """The organization into which that of an entry was merged, and the number of its entry."""

    organization: Organization
    number: str | None


def successor(accreditation: Accreditation) -> Successor | None:
    """As what a merged entry goes on, where the public may know it."""
    into = goes_on_as(accreditation.organization)
    if into is None:
        return None
    same_track = case((Accreditation.track == accreditation.track, 0), else_=1)
    numbers = (
        select(Accreditation.number)
        .filter_by(organization_id=into.id)
        .order_by(same_track, Accreditation.number)
    )
    return Successor(into, db.session.scalars(numbers.limit(1)).first())


def numbers_of(organization: Organization) -> list[str]:
    """The numbers of an organization's accreditations."""
    return db.session.scalars(
        select(Accreditation.number)
        .filter_by(organization_id=organization.id)
        .order_by(Accreditation.number)
    ).all()


def is_public(organization: Organization) -> bool:
    """Whether its entries have a page."""
    return organization.protection != Protection.WITHHELD
