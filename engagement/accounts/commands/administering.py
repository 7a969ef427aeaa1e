"""What every act of administration begins with: who may, in which order rows are locked."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from engagement.accounts.models import Account
from engagement.accounts.permissions import Accounts
from engagement.core.db import db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can


def administer(account: Account | None, actor: Actor) -> None:
    """Lock the person and all administrators, always in one order, so that none is the last.

    Without an `account` it is about somebody who has none yet. NotAllowed, and RuleViolation for
    oneself; within a command, first.
    """
    who = [Account.role_names.contains([Role.ADMINISTRATOR.value])]
    if account is not None:
        who.append(Account.id == account.id)
    db.session.execute(select(Account.id).where(or_(*who)).order_by(Account.id).with_for_update())
    if account is not None:
        db.session.refresh(account)
    if not can(actor, Accounts.ADMINISTER, account):
        raise NotAllowed(Accounts.ADMINISTER)
    if account is not None and account.id == actor.id:
        raise RuleViolation(
            _l("Nobody changes their own roles and access. Ask another administrator.")
        )


def keep_an_administrator(account: Account) -> None:
    """RuleViolation unless another active administrator stays."""
    other = db.session.scalar(
        select(Account.id)
        .where(
            Account.role_names.contains([Role.ADMINISTRATOR.value]),
            Account.id != account.id,
            Account.verified_at.is_not(None),
            Account.deactivated_at.is_(None),
        )
        .limit(1)
    )
    if other is None:
        raise RuleViolation(
            _l("This is the last administrator. Make somebody else an administrator first.")
        )
