"""Nobody leaves an organization without a focal point behind by asking to be erased.

Who is erased belongs nowhere any more, and no invitation names the address.
"""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from engagement.accounts import departures
from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.organizations.models import Invitation, Membership
from engagement.organizations.queries import led_alone


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


departures.register(somebody_else_leads)
departures.on_erasure(leave)
