"""What administrators do with accounts; never the password, never their own roles."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from engagement.accounts import settings, tokens, tries
from engagement.accounts.commands.second_factor import clear_second_factor
from engagement.accounts.commands.sessions import end_sessions, release_work
from engagement.accounts.models import Account, FactorReset
from engagement.accounts.permissions import Accounts
from engagement.accounts.queries import open_factor_reset
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.mail import outbox


@command
def change_roles(account: Account, *, actor: Actor, roles: list[Role], reason: str) -> None:
    """Give a person exactly `roles`; ends their sessions and tells them by mail.

    RuleViolation for one's own roles, and when no administrator would be left.
    """
    _administer(account, actor)
    old, new = sorted(account.role_names), sorted(roles)
    if old == new:
        raise RuleViolation(_l("These are the person's roles already. Change one, or go back."))
    if Role.ADMINISTRATOR in old and Role.ADMINISTRATOR not in new:
        _keep_an_administrator(account)
    account.role_names = new
    end_sessions(account)
    record("accounts:roles:changed", account, actor=actor, roles=[old, new], reason=reason)
    release_work(account)
    outbox.send("accounts/roles_changed", to=account, roles=[Role(name).label for name in new])


@command
def deactivate(account: Account, *, actor: Actor, reason: str) -> None:
    """Close an account until it is opened again; ends its sessions and links at once."""
    _administer(account, actor)
    if account.deactivated_at is not None:
        raise RuleViolation(_l("This account is closed already."))
    if Role.ADMINISTRATOR in account.role_names:
        _keep_an_administrator(account)
    account.deactivated_at = now()
    end_sessions(account)
    tokens.end_all(account)
    record("accounts:account:deactivated", account, actor=actor, reason=reason)
    release_work(account)
    outbox.send("accounts/account_closed", to=account)


@command
def activate(account: Account, *, actor: Actor, reason: str) -> None:
    """Open a closed account again."""
    _administer(account, actor)
    if account.deactivated_at is None:
        raise RuleViolation(_l("This account is open already."))
    account.deactivated_at = None
    record("accounts:account:activated", account, actor=actor, reason=reason)
    outbox.send("accounts/account_opened", to=account)


@command
def let_in_again(account: Account, *, actor: Actor, reason: str) -> None:
    """Forget the tries of a password that block signing in; RuleViolation when nothing does."""
    _administer(account, actor)
    if tries.blocked_until(account) is None:
        raise RuleViolation(_l("This person can sign in: nothing stops them any more."))
    tries.forgive(account)
    record("accounts:account:let_in_again", account, actor=actor, reason=reason)


@command
def ask_factor_reset(account: Account, *, actor: Actor, reason: str) -> FactorReset:
    """Ask a second administrator to take off a lost second factor; the person is told."""
    _administer(account, actor)
    if not account.has_second_factor:
        raise RuleViolation(_l("This person has no second factor to take off."))
    earlier = open_factor_reset(account)
    if earlier is not None and not _is_over(earlier):
        raise RuleViolation(_l("This was asked for already. A second administrator confirms it."))
    if earlier is not None:
        earlier.withdrawn_at = now()
        db.session.flush()
    reset = FactorReset(account_id=account.id, reason=reason, asked_by_id=actor.id, asked_at=now())
    db.session.add(reset)
    record("accounts:second_factor:reset_asked", account, actor=actor, reason=reason)
    outbox.send("accounts/factor_reset_asked", to=account)
    return reset


@command
def confirm_factor_reset(account: Account, *, actor: Actor) -> None:
    """Take the second factor off, as another administrator asked; the person sets it up anew.

    RuleViolation for who asked, and when nothing was asked for or too long ago.
    """
    _administer(account, actor)
    reset = open_factor_reset(account)
    if reset is None or _is_over(reset):
        raise RuleViolation(_l("Nobody is asking for this any more. Ask for it anew."))
    if reset.asked_by_id == actor.id:
        raise RuleViolation(_l("You asked for this yourself. Another administrator confirms it."))
    reset.confirmed_by_id, reset.confirmed_at = actor.id, now()
    clear_second_factor(account)
    end_sessions(account)
    record("accounts:second_factor:reset", account, actor=actor, reason=reset.reason)
    outbox.send("accounts/second_factor_off", to=account)


@command
def withdraw_factor_reset(account: Account, *, actor: Actor) -> None:
    """Take the request for a reset back; any administrator may."""
    _administer(account, actor)
    reset = open_factor_reset(account)
    if reset is None:
        raise RuleViolation(_l("Nobody is asking for this any more."))
    reset.withdrawn_at = now()
    record("accounts:second_factor:reset_withdrawn", account, actor=actor)


@command
def take_off_second_factor(account: Account, *, actor: Actor, reason: str) -> None:
    """Take a second factor off from the console, where no two administrators can; the system's."""
    if not actor.is_system:
        raise NotAllowed(Accounts.ADMINISTER)
    lock(account)
    if not account.has_second_factor:
        raise RuleViolation(_l("This person has no second factor to take off."))
    clear_second_factor(account)
    end_sessions(account)
    record("accounts:second_factor:reset", account, actor=actor, reason=reason)
    outbox.send("accounts/second_factor_off", to=account)


def _is_over(reset):
    return reset.asked_at + timedelta(days=settings.factor_reset_days()) <= now()


def _administer(account, actor):
    """Lock the person and all administrators, always in one order, so that none is the last."""
    db.session.execute(
        select(Account.id)
        .where(or_(Account.id == account.id, _is_administrator()))
        .order_by(Account.id)
        .with_for_update()
    )
    db.session.refresh(account)
    if not can(actor, Accounts.ADMINISTER, account):
        raise NotAllowed(Accounts.ADMINISTER)
    if account.id == actor.id:
        raise RuleViolation(
            _l("Nobody changes their own roles and access. Ask another administrator.")
        )


def _is_administrator():
    """The condition that an account has the role."""
    return Account.role_names.contains([Role.ADMINISTRATOR.value])


def _keep_an_administrator(account):
    """RuleViolation unless another active administrator stays."""
    other = db.session.scalar(
        select(Account.id)
        .where(
            _is_administrator(),
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
