"""What of encouraging ages: addresses for one mail, in our table and in the mails themselves."""

from engagement.core.retention import declare
from engagement.mail.forgetting import old_addresses
from engagement.outreach import settings
from engagement.outreach.deletion import deletion
from engagement.outreach.models import FollowUp

declare(
    "outreach.unconfirmed",
    settings.confirm_days,
    lambda limit: deletion(FollowUp.confirmed_at.is_(None), FollowUp.asked_at <= limit),
)
declare(
    "outreach.follow_ups",
    settings.keep_follow_ups_days,
    lambda limit: deletion(FollowUp.closed_at <= limit),
)
declare(
    "outreach.mails",
    settings.keep_follow_ups_days,
    lambda limit: old_addresses(FollowUp, limit),
)
