"""Who belongs to an organization, who leads it, who has been invited."""

import uuid

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.core.db import db
from engagement.organizations.models import Membership, MembershipRole, Organization


def open_memberships(organization: Organization) -> list[Membership]:
    """Who belongs to an organization now, focal points first."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .where(Membership.organization_id == organization.id, Membership.ended_at.is_(None))
        .order_by(Membership.role.desc(), Account.name)
    ).all()


def focal_points(organization_id: uuid.UUID) -> list[Account]:
    """The people who lead an organization now: they get its mail."""
    return db.session.scalars(
        select(Account)
        .join(Membership, Membership.person_id == Account.id)
        .where(
            Membership.organization_id == organization_id,
            Membership.role == MembershipRole.FOCAL_POINT,
            Membership.ended_at.is_(None),
            Account.deactivated_at.is_(None),
        )
        .order_by(Account.name)
    ).all()
