"""Tables of organizations, by noun."""

from engagement.organizations.models.interest import Interest
from engagement.organizations.models.member import Invitation, Membership, MembershipRole
from engagement.organizations.models.organization import (
    NameKind,
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationNameKey,
    ProfileSection,
)

__all__ = [
    "Interest",
    "Invitation",
    "Membership",
    "MembershipRole",
    "NameKind",
    "Organization",
    "OrganizationKind",
    "OrganizationName",
    "OrganizationNameKey",
    "ProfileSection",
]
