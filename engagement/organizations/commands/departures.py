"""Nobody leaves an organization without a focal point behind by asking to be erased.

Who is erased belongs nowhere any more and claims nothing, and nothing names the address.
"""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select

from engagement.accounts import departures
from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import SYSTEM
from engagement.organizations.models import (
    Claim,
    ClaimNotice,
    Invitation,
    KnownContact,
    Membership,
)
from engagement.organizations.queries import led_alone
from engagement.organizations.workflow import EXPIRE, workflow


def somebody_else_leads(account: Account) -> None:
    """Guard: a colleague is named first where there is one."""
    for organization in led_alone(account):
        raise RuleViolation(
            _l(
                "You are the only focal point of %(organization)s. Make a colleague focal point"
                " first; then you can ask for this.",
                organization=organization.name,
            )
        )


def leave(account: Account, addresses: Collection[str]) -> None:
    """End the person's memberships, and delete the invitations that went to the person."""
    memberships = db.session.scalars(
        select(Membership).filter_by(person_id=account.id, ended_at=None).with_for_update()
    ).all()
    for membership in memberships:
        membership.ended_at = now()
    db.session.execute(delete(Invitation).where(Invitation.email_key.in_(addresses)))
    db.session.execute(delete(KnownContact).where(KnownContact.email_key.in_(addresses)))
    forget_claims(account, addresses)


def forget_claims(account: Account, addresses: Collection[str]) -> None:
    """End the person's open claims, and empty the addresses in all that name one of theirs."""
    claims = db.session.scalars(select(Claim).filter_by(claimant_id=account.id)).all()
    for claim in claims:
        claim.proof_email = claim.proof_hash = None
        db.session.flush()
        if claim.is_open:
            workflow.fire(EXPIRE, claim, actor=SYSTEM)
            claim.ended_at = now()
    told = select(ClaimNotice).where(func.lower(ClaimNotice.email).in_(addresses))
    for notice in db.session.scalars(told):
        notice.email = ""
    for claim in db.session.scalars(select(Claim).where(func.lower(Claim.email).in_(addresses))):
        claim.email = ""


departures.register(somebody_else_leads)
departures.on_erasure(leave)
