"""What of accounts ages."""

from datetime import timedelta

from sqlalchemy import delete, func, or_

from engagement.accounts import settings
from engagement.accounts.models import AccountToken, ErasureRequest, FactorReset, SignIn
from engagement.core.retention import declare


def over(limit):
    """Sign-ins that were ended, or that nobody has used for longer than any may go unused."""
    idle = timedelta(days=settings.session_days())
    return delete(SignIn).where(or_(SignIn.ended_at <= limit, SignIn.last_seen_at <= limit - idle))


declare(
    "accounts.links",
    settings.keep_links_days,
    lambda limit: delete(AccountToken).where(
        func.least(AccountToken.used_at, AccountToken.expires_at) <= limit
    ),
)
declare("accounts.sign_ins", settings.keep_sign_ins_days, over)
declare(
    "accounts.erasure_requests",
    settings.keep_requests_days,
    lambda limit: delete(ErasureRequest).where(ErasureRequest.answered_at <= limit),
)
declare(
    "accounts.factor_resets",
    settings.keep_requests_days,
    lambda limit: delete(FactorReset).where(
        func.coalesce(FactorReset.confirmed_at, FactorReset.withdrawn_at) <= limit
    ),
)
