"""Reading organizations: whose member one is, who leads, which may be the same as another."""

from engagement.organizations.queries.actors import actor_for
from engagement.organizations.queries.alike import alike, offered
from engagement.organizations.queries.members import focal_points, open_memberships
from engagement.organizations.queries.organizations import get_organization, of_member

__all__ = [
    "actor_for",
    "alike",
    "focal_points",
    "get_organization",
    "of_member",
    "offered",
    "open_memberships",
]
