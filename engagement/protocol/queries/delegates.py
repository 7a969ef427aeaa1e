"""Who acts for a State, who is invited to; and how the rules learn it."""

import uuid
from collections.abc import Iterable

from sqlalchemy import bindparam, select

from engagement.accounts import tokens
from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.db import db
from engagement.organizations.queries.actors import acts_for_states
from engagement.protocol.models import Delegate, DelegateFunction, StateInvitation

ADMINISTERS = (
    Delegate.function == DelegateFunction.ADMINISTRATOR,
    Delegate.ended_at.is_(None),
    Account.deactivated_at.is_(None),
)
"""That somebody administers a delegation and can; of delegates joined to their accounts."""

OPEN = (StateInvitation.accepted_at.is_(None), StateInvitation.revoked_at.is_(None))

acts_for_states(
    select(Delegate.country, Delegate.function == DelegateFunction.ADMINISTRATOR).where(
        Delegate.account_id == bindparam("person"), Delegate.ended_at.is_(None)
    )
)


def acting_for(country: str) -> list[Delegate]:
    """Who acts for a State now, administrators first."""
    return db.session.scalars(
        select(Delegate)
        .join(Delegate.account)
        .where(Delegate.country == country, Delegate.ended_at.is_(None))
        .order_by(Delegate.function, Account.name)
    ).all()


def administrators(countries: Iterable[str]) -> dict[str, list[Account]]:
    """The accounts that administer the delegations of these States, by code; one query."""
    found: dict[str, list[Account]] = {}
    for country, account in db.session.execute(
        select(Delegate.country, Account)
        .join(Account, Account.id == Delegate.account_id)
        .where(Delegate.country.in_(list(countries)), *ADMINISTERS)
        .order_by(Account.name)
    ):
        found.setdefault(country, []).append(account)
    return found


def get_delegate(delegate_id: uuid.UUID) -> Delegate | None:
    """Somebody's standing for a State by its id, also one that has ended."""
    return db.session.get(Delegate, delegate_id)


def get_invitation(invitation_id: uuid.UUID) -> StateInvitation | None:
    """An invitation by its id."""
    return db.session.get(StateInvitation, invitation_id)


def open_invitations(country: str) -> list[StateInvitation]:
    """Invitations of a State that nobody has accepted or revoked, oldest first."""
    return db.session.scalars(
        select(StateInvitation)
        .where(StateInvitation.country == country, *OPEN)
        .order_by(StateInvitation.created_at)
    ).all()


def invitation_by_token(token: str) -> StateInvitation | None:
    """The invitation a mailed link stands for, while it can be accepted."""
    return db.session.scalars(
        select(StateInvitation).where(
            StateInvitation.token_hash == tokens.digest(token),
            StateInvitation.expires_at > now(),
            *OPEN,
        )
    ).first()
