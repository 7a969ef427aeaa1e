"""The register of accredited companies, as it is on a day: a list of its own (product 3.1).

Companies are few, so their list reads accreditations and identities as they are, unlike the
register of the Major Groups. Sector and size are those of today on every day.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Select, and_, exists, or_, select

from engagement.accreditation.models import Accreditation, StatusPeriod
from engagement.accreditation.queries import held_on
from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.core.db import db
from engagement.core.sectors import Sector
from engagement.matching.names import normalise
from engagement.organizations import settings
from engagement.organizations.models import (
    NameKind,
    Organization,
    OrganizationName,
    SizeClass,
    StaffBand,
    TurnoverBand,
)
from engagement.organizations.models.size import size_class
from engagement.organizations.public import identities as known_identities
from engagement.organizations.public import in_bulk, listed, public_columns, withheld

_OFFICIAL = select(
    OrganizationName.organization_id, OrganizationName.normalised.label("sort_name")
).where(OrganizationName.kind == NameKind.OFFICIAL)
OF_COMPANIES = Accreditation.track == PRIVATE_SECTOR.key


def companies(
    day: date,
    *,
    words: str = "",
    filters: Mapping[str, str] | None = None,
    files: bool = False,
) -> tuple[Select, tuple]:
    """The statement of the list as of `day`, and the columns that it is ordered by.

    `filters` are values for sector, size, region and status; `files` leaves protected entries out.
    """
    identity = known_identities()
    official = _OFFICIAL.subquery("official")
    columns = {column.key: column for column in public_columns(identity.c)}
    statement = (
        select(
            Accreditation.id,
            Accreditation.number,
            Accreditation.since,
            Accreditation.valid_until,
            StatusPeriod.status,
            Organization.sector,
            Organization.staff_band,
            Organization.turnover_band,
            official.c.sort_name,
            *columns.values(),
        )
        .join(Organization, Organization.id == Accreditation.organization_id)
        .join(StatusPeriod, StatusPeriod.accreditation_id == Accreditation.id)
        .join(identity, identity.c.organization_id == Organization.id)
        .join(official, official.c.organization_id == Organization.id)
        .where(
            OF_COMPANIES,
            in_bulk() if files else listed(),
            held_on(day),
            or_(identity.c.since.is_(None), identity.c.since <= day),
            or_(identity.c.until.is_(None), identity.c.until > day),
            *_narrowed(filters or {}, columns),
        )
    )
    if words:
        named = exists().where(
            OrganizationName.organization_id == Organization.id,
            OrganizationName.normalised.contains(normalise(words), autoescape=True),
            or_(OrganizationName.kind != NameKind.FORMER, in_bulk()),
        )
        statement = statement.where(named)
    return statement, (official.c.sort_name, Accreditation.id)


def everything(statement: Select, order: tuple) -> Iterable:
    """All rows of the list, in its order."""
    return db.session.execute(statement.order_by(*order))


def _narrowed(filters: Mapping[str, str], columns: Mapping) -> Iterable:
    if sector := filters.get("sector"):
        yield Organization.sector == Sector(sector)
    if region := filters.get("region"):
        yield columns["region"] == region
    if status := filters.get("status"):
        yield StatusPeriod.status == status
    if size := filters.get("size"):
        small = and_(
            Organization.staff_band.in_(_small(StaffBand, settings.sme_staff())),
            Organization.turnover_band.in_(_small(TurnoverBand, settings.sme_turnover())),
        )
        yield small if size == SizeClass.SME else ~small


def _small(bands, most: int) -> list:
    return [band for band in bands if band.most is not None and band.most <= most]


def size_of(row) -> SizeClass | None:
    """The size class of a row of the list, by the bounds of today."""
    return size_class(
        row.staff_band,
        row.turnover_band,
        staff_most=settings.sme_staff(),
        turnover_most=settings.sme_turnover(),
    )


def withheld_on(day: date) -> int:
    """How many accredited companies are withheld for people's safety."""
    return withheld(
        exists().where(
            OF_COMPANIES,
            Accreditation.organization_id == Organization.id,
            StatusPeriod.accreditation_id == Accreditation.id,
            held_on(day),
        )
    )


def any_of(ids: Iterable) -> bool:
    """Whether one of these organizations is, or was, an accredited company."""
    held = select(Accreditation.id).where(
        OF_COMPANIES, Accreditation.organization_id.in_(list(ids))
    )
    return bool(db.session.scalar(select(held.exists())))
