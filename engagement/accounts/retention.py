"""What of accounts ages."""

from datetime import timedelta

from sqlalchemy import delete, func, or_, update

from engagement.accounts import settings
from engagement.accounts.models import AccountToken, ErasureRequest, GraveAct, SignIn
from engagement.core.clock import now
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
    "accounts.grave_acts",
    settings.keep_requests_days,
    lambda limit: delete(GraveAct).where(
        func.coalesce(GraveAct.confirmed_at, GraveAct.withdrawn_at) <= limit
    ),
)
declare(
    "accounts.lapsed_grave_acts",
    settings.grave_act_days,
    lambda limit: (
        update(GraveAct)
        .where(
            GraveAct.confirmed_at.is_(None),
            GraveAct.withdrawn_at.is_(None),
            GraveAct.asked_at <= limit,
        )
        .values(withdrawn_at=now(), wanted={})
    ),
)
