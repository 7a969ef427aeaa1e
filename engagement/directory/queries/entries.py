"""One entry of the register: a stable address by its number."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from engagement.accreditation.models import Accreditation
from engagement.core.db import db
from engagement.organizations.models import NameKind, Organization, OrganizationName

OTHER_NAMES = (NameKind.LATIN, NameKind.ACRONYM, NameKind.OTHER, NameKind.FORMER)
LONGEST_NUMBER = 60


def entry(number: str) -> Accreditation | None:
    """The accreditation with this number, listed today or not, with the periods of its status."""
    return db.session.scalars(
        select(Accreditation)
        .filter_by(number=number[:LONGEST_NUMBER])
        .options(selectinload(Accreditation.periods))
    ).first()


def other_names(organization: Organization) -> list[OrganizationName]:
    """The names beside the official one, former names last."""
    names = db.session.scalars(
        select(OrganizationName).where(
            OrganizationName.organization_id == organization.id,
            OrganizationName.kind.in_(OTHER_NAMES),
        )
    )
    return sorted(names, key=lambda name: (OTHER_NAMES.index(name.kind), name.text))
