"""Reading the register: a public list, so the same for everybody."""

from datetime import date

from sqlalchemy import Select, or_, select

from engagement.accreditation.models import Accreditation, AccreditationStatus, StatusPeriod
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.matching.names import normalise
from engagement.organizations.models import Organization, OrganizationName
from engagement.organizations.public import country_is, listed, public_columns

LISTED = (
    AccreditationStatus.ACTIVE,
    AccreditationStatus.REPORT_DUE,
    AccreditationStatus.SUSPENDED,
)
"""Listed on a date = active, report due or suspended on that date, with its status."""

REGISTER_ORDER = (Organization.name, Accreditation.id)


def register(
    *,
    day: date | None = None,
    words: str = "",
    country: str | None = None,
    major_group: MajorGroup | None = None,
) -> Select:
    """Entries listed on `day` (today by default), as columns; filters are optional."""
    day = day or today()
    statement = (
        select(
            Accreditation.id,
            Accreditation.number,
            Accreditation.since,
            *public_columns(),
            StatusPeriod.status,
        )
        .join(Organization, Organization.id == Accreditation.organization_id)
        .join(StatusPeriod, StatusPeriod.accreditation_id == Accreditation.id)
        .where(
            listed(),
            StatusPeriod.status.in_(LISTED),
            StatusPeriod.valid_from <= day,
            or_(StatusPeriod.valid_to.is_(None), StatusPeriod.valid_to > day),
        )
    )
    for word in normalise(words).split()[:8]:
        statement = statement.where(
            select(OrganizationName.id)
            .where(
                OrganizationName.organization_id == Organization.id,
                OrganizationName.normalised.contains(word, autoescape=True),
            )
            .exists()
        )
    if country:
        statement = statement.where(country_is(country))
    if major_group:
        statement = statement.where(Organization.major_group == major_group)
    return statement


def entry(number: str) -> Accreditation | None:
    """The accreditation with this number."""
    return db.session.scalars(select(Accreditation).filter_by(number=number)).first()
