"""Reading organizations: whose member one is, who leads, which may be the same as another."""

from engagement.organizations.queries.actors import actor_for, lends_cases, lends_roles
from engagement.organizations.queries.alike import Offer, alike, offered
from engagement.organizations.queries.members import (
    focal_points,
    get_invitation,
    get_membership,
    invitation_by_token,
    invitations_for,
    is_member,
    led_alone,
    led_by_nobody,
    memberships_ended,
    open_invitations,
    open_membership,
    open_memberships,
)
from engagement.organizations.queries.organizations import (
    FURTHER_NAMES,
    get_organization,
    get_person,
    identity_of,
    of_member,
    people_as_data,
    people_of,
    profile_of,
    was_removed,
)

__all__ = [
    "FURTHER_NAMES",
    "Offer",
    "actor_for",
    "alike",
    "focal_points",
    "get_invitation",
    "get_membership",
    "get_organization",
    "get_person",
    "identity_of",
    "invitation_by_token",
    "invitations_for",
    "is_member",
    "led_alone",
    "led_by_nobody",
    "lends_cases",
    "lends_roles",
    "memberships_ended",
    "of_member",
    "offered",
    "open_invitations",
    "open_membership",
    "open_memberships",
    "people_as_data",
    "people_of",
    "profile_of",
    "was_removed",
]
