"""One entry of the register: a stable address by its number."""

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, case, exists, func, select
from sqlalchemy.orm import joinedload

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
from engagement.organizations.queries.claims import belongs_to

OTHER_NAMES = (NameKind.LATIN, NameKind.ACRONYM, NameKind.OTHER, NameKind.FORMER)
LONGEST_NUMBER = 60


def entry(number: str) -> Accreditation | None:
    """The accreditation with this number, listed today or not, with the periods of its status."""
    found = db.session.scalars(_entry(), {"number": number[:LONGEST_NUMBER]})
    return found.unique().first()


@functools.cache
def _entry():
    """The statement of an entry: its periods are few, so they come with it, one a row."""
    return (
        select(Accreditation)
        .where(Accreditation.number == bindparam("number"))
        .options(joinedload(Accreditation.periods))
    )


def other_names(organization: Organization, day: date | None = None) -> list[OrganizationName]:
    """The names beside the official one, former names last; of a protected entry none of these.

    As of a past day only names in other languages: the others stand in the identity of that day.
    """
    kinds = (NameKind.OTHER,) if day else OTHER_NAMES
    if organization.protection != Protection.NONE:
        kinds = tuple(kind for kind in kinds if kind != NameKind.FORMER)
    names = db.session.scalars(_names(), {"organization_id": organization.id})
    return sorted(
        (name for name in names if name.kind in kinds),
        key=lambda name: (OTHER_NAMES.index(name.kind), name.text),
    )


@functools.cache
def _names():
    return select(OrganizationName).where(
        OrganizationName.organization_id == bindparam("organization_id")
    )


@dataclass(frozen=True)
class Moment:
    """A day of an entry's history: a status began, or an identity ended (`old`, then `new`)."""

    day: date
    period: StatusPeriod | None = None
    old: FormerIdentity | None = None
    new: FormerIdentity | Organization | None = None


def history(
    accreditation: Accreditation, day: date, former: Sequence[FormerIdentity] | None = None
) -> list[Moment]:
    """What happened to an entry until a day, the latest first.

    Identities from before the accreditation are no part of the register. `former` are those of
    its organization where they have been read already.
    """
    organization = accreditation.organization
    moments = [
        Moment(period.valid_from, period=period)
        for period in accreditation.periods
        if period.valid_to is None or period.valid_to > period.valid_from
    ]
    former = former_identities(organization) if former is None else former
    for old, new in itertools.pairwise([*former, organization]):
        if old.until > accreditation.since:
            moments.append(Moment(old.until, old=old, new=new))
    return sorted(
        (moment for moment in moments if moment.day <= day),
        key=lambda moment: moment.day,
        reverse=True,
    )


class Entry(NamedTuple):
    """What the page of an entry stands on."""

    accreditation: Accreditation
    checked_on: date
    """When it was last checked or confirmed: at first when it began."""
    was_changed: bool
    """Whether its organization was ever called otherwise, or was elsewhere."""
    has_members: bool


def checked_entry(number: str, day: date) -> Entry | None:
    """The entry with this number, checked until `day`, in one statement."""
    wanted = {"number": number[:LONGEST_NUMBER], "day": day}
    row = db.session.execute(_checked_entry(), wanted).unique().first()
    if row is None:
        return None
    accreditation, checked, was_changed, has_members = row
    since = accreditation.since
    return Entry(accreditation, max(checked or since, since), was_changed, has_members)


@functools.cache
def _checked_entry():
    organization_id = Accreditation.organization_id
    last = select(func.max(EntryCheck.checked_on)).where(
        EntryCheck.organization_id == organization_id,
        EntryCheck.checked_on <= bindparam("day"),
    )
    return _entry().add_columns(
        last.scalar_subquery(),
        exists().where(FormerIdentity.organization_id == organization_id),
        exists().where(belongs_to(organization_id)),
    )


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
