"""Finding organizations by id or by member."""

import uuid

from sqlalchemy import Select, select

from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.organizations.models import (
    NameKind,
    Organization,
    OrganizationName,
    OrganizationPerson,
)

FURTHER_NAMES = {"other_names": NameKind.OTHER, "former_names": NameKind.FORMER}
"""Answers that hold several names, one a line, and the kind of each."""


def get_organization(organization_id: uuid.UUID) -> Organization | None:
    """An organization by its id."""
    return db.session.get(Organization, organization_id)


def of_member(actor: Actor) -> Select:
    """The organizations a person belongs to."""
    return select(Organization).where(Organization.id.in_(actor.belongs_to))


def people_of(organization: Organization) -> list[OrganizationPerson]:
    """Who leads an organization, in the order in which they were added."""
    return db.session.scalars(
        select(OrganizationPerson)
        .filter_by(organization_id=organization.id)
        .order_by(OrganizationPerson.added_at, OrganizationPerson.id)
    ).all()


def get_person(person_id: uuid.UUID) -> OrganizationPerson | None:
    """Somebody who leads an organization, by the row's id."""
    return db.session.get(OrganizationPerson, person_id)


def identity_of(organization: Organization) -> dict:
    """Names, seat, kind, Major Group and website as answers of the section on them."""
    rows = db.session.scalars(
        select(OrganizationName)
        .where(
            OrganizationName.organization_id == organization.id,
            OrganizationName.kind.in_(FURTHER_NAMES.values()),
        )
        .order_by(OrganizationName.text)
    ).all()
    group = organization.major_group
    return {
        "name": organization.name,
        "latin_name": organization.latin_name or "",
        "acronym": organization.acronym or "",
        "country": organization.country,
        "kind": organization.kind.value,
        "major_group": group.value if group else None,
        "website": organization.website or "",
        **{
            answer: "\n".join(row.text for row in rows if row.kind == kind)
            for answer, kind in FURTHER_NAMES.items()
        },
    }
