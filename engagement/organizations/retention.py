"""What of organizations ages: invitations, ended interests, addresses that are not needed now."""

from sqlalchemy import delete, func, select

from engagement.core.retention import declare
from engagement.organizations import settings
from engagement.organizations.models import (
    Interest,
    Invitation,
    KnownContact,
    Membership,
    MembershipRole,
)

declare(
    "organizations.invitations",
    settings.keep_invitations_days,
    lambda limit: delete(Invitation).where(
        func.least(Invitation.accepted_at, Invitation.revoked_at, Invitation.expires_at) <= limit
    ),
)
declare(
    "organizations.interests",
    settings.keep_interests_days,
    lambda limit: delete(Interest).where(Interest.ended_at <= limit),
)
declare(
    "organizations.known_contacts",
    settings.keep_contacts_days,
    lambda limit: delete(KnownContact).where(
        KnownContact.organization_id.in_(
            select(Membership.organization_id).where(
                Membership.role == MembershipRole.FOCAL_POINT,
                Membership.ended_at.is_(None),
                Membership.started_at <= limit,
            )
        )
    ),
)
