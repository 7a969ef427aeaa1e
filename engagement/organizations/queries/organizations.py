"""Finding organizations by id or by member."""

import uuid

from sqlalchemy import Select, select

from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.organizations.models import Organization, OrganizationPerson


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
