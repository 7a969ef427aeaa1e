"""Finding organizations by id or by member."""

import uuid

from sqlalchemy import Select, select

from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.organizations.models import Organization


def get_organization(organization_id: uuid.UUID) -> Organization | None:
    """An organization by its id."""
    return db.session.get(Organization, organization_id)


def of_member(actor: Actor) -> Select:
    """The organizations a person belongs to."""
    return select(Organization).where(Organization.id.in_(actor.belongs_to))
