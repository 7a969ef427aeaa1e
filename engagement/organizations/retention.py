"""What of organizations ages: invitations (who joined is a membership), and ended interests."""

from sqlalchemy import delete, func

from engagement.core.retention import declare
from engagement.organizations import settings
from engagement.organizations.models import Interest, Invitation

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
