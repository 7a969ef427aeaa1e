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
    BUSINESS,
    CIVIL_SOCIETY,
    IDENTITY,
    NameKind,
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationNameKey,
    ProfileSection,
    Protection,
)
from engagement.organizations.models.person import (
    PEOPLE_SECTIONS,
    Nationality,
    OrganizationPerson,
    PersonRole,
)
from engagement.organizations.models.protection import ProtectionRequest
from engagement.organizations.models.size import SizeClass, StaffBand, TurnoverBand

__all__ = [
    "BUSINESS",
    "CIVIL_SOCIETY",
    "IDENTITY",
    "OPEN_CLAIM",
    "PEOPLE_SECTIONS",
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
    "PersonRole",
    "ProfileSection",
    "Protection",
    "ProtectionRequest",
    "SizeClass",
    "StaffBand",
    "TurnoverBand",
]
