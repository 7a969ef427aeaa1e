"""Verbs of membership."""

import uuid

from engagement.core.clock import now
from engagement.core.db import db
from engagement.organizations.models import Membership, MembershipRole, Organization


def add_member(organization: Organization, person_id: uuid.UUID, role: MembershipRole):
    """Add the row of a membership that begins now; within a command that records it."""
    membership = Membership(
        organization_id=organization.id, person_id=person_id, role=role, started_at=now()
    )
    db.session.add(membership)
    return membership
