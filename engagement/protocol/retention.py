"""What of the two short tracks ages: contacts of who has left, and invitations."""

from sqlalchemy import Date, cast, delete, func, or_, update

from engagement.core.retention import declare
from engagement.protocol import settings
from engagement.protocol.models import Representative, StateInvitation

declare(
    "protocol.contacts",
    settings.keep_contacts_days,
    lambda limit: (
        update(Representative)
        .where(
            Representative.to_day <= cast(limit, Date),
            or_(Representative.email.is_not(None), Representative.telephone.is_not(None)),
        )
        .values(email=None, telephone=None)
    ),
)
declare(
    "protocol.invitations",
    settings.keep_invitations_days,
    lambda limit: delete(StateInvitation).where(
        func.least(
            StateInvitation.accepted_at, StateInvitation.revoked_at, StateInvitation.expires_at
        )
        <= limit
    ),
)
