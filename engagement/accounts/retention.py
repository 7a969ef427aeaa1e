"""What of accounts ages."""

from datetime import timedelta

from sqlalchemy import column, delete, exists, func, or_, select, table, update

from engagement.accounts import settings
from engagement.accounts.models import (
    Account,
    AccountToken,
    AuditEngagement,
    ErasureRequest,
    GraveAct,
    SignIn,
)
from engagement.core.clock import now
from engagement.core.retention import declare
from engagement.mail.models import Message

MEMBERSHIPS = table("organization_membership", column("person_id"))
"""Who belongs to an organization; the model stands above."""


def over(limit):
    """Sign-ins that were ended, or that nobody has used for longer than any may go unused."""
    idle = timedelta(days=settings.session_days())
    return delete(SignIn).where(or_(SignIn.ended_at <= limit, SignIn.last_seen_at <= limit - idle))


def never_confirmed(limit):
    """Accounts of sign-ups that nobody confirmed since the last link, and that nothing needs.

    Who was invited to the staff stays: administrators decide about that.
    """
    return (
        Account.verified_at.is_(None),
        Account.created_at <= limit,
        func.cardinality(Account.role_names) == 0,
        ~exists().where(AccountToken.account_id == Account.id, AccountToken.created_at > limit),
        ~exists().where(MEMBERSHIPS.c.person_id == Account.id),
        *(
            ~exists().where(kept.account_id == Account.id)
            for kept in (AuditEngagement, ErasureRequest, GraveAct, SignIn)
        ),
    )


declare(
    "accounts.mails_of_unconfirmed",  # before the accounts, by its name
    settings.keep_unconfirmed_days,
    lambda limit: delete(Message).where(
        Message.person_id.in_(select(Account.id).where(*never_confirmed(limit)))
    ),
)
declare(
    "accounts.unconfirmed",
    settings.keep_unconfirmed_days,
    lambda limit: delete(Account).where(*never_confirmed(limit)),
)
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
            *GraveAct.unsettled(),
            GraveAct.asked_at <= limit,
        )
        .values(withdrawn_at=now(), wanted={})
    ),
)
