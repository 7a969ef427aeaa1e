"""Tables of organizations, by noun."""

from engagement.organizations.models.claim import (
    OPEN_CLAIM,
    Claim,
    ClaimNotice,
    ClaimState,
    ClaimWay,
)
from engagement.organizations.models.contact import KnownContact
from engagement.organizations.models.identity import FormerIdentity
from engagement.organizations.models.interest import Interest
from engagement.organizations.models.member import Invitation, Membership, MembershipRole
from engagement.organizations.models.organization import (
    IDENTITY,
    NameKind,
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationNameKey,
    ProfileSection,
    Protection,
)
from engagement.organizations.models.person import Nationality, OrganizationPerson
from engagement.organizations.models.protection import ProtectionRequest

__all__ = [
    "IDENTITY",
    "OPEN_CLAIM",
    "Claim",
    "ClaimNotice",
    "ClaimState",
    "ClaimWay",
    "FormerIdentity",
    "Interest",
    "Invitation",
    "KnownContact",
    "Membership",
    "MembershipRole",
    "NameKind",
    "Nationality",
    "Organization",
    "OrganizationKind",
    "OrganizationName",
    "OrganizationNameKey",
    "OrganizationPerson",
    "ProfileSection",
    "Protection",
    "ProtectionRequest",
]
