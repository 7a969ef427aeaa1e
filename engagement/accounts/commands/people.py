"""What administrators do with accounts; never the password, never their own roles."""

from flask_babel import lazy_gettext as _l

from engagement.accounts import tokens, tries
from engagement.accounts.commands.administering import administer, keep_an_administrator
from engagement.accounts.commands.audit_engagements import (
    AuditTerms,
    audit_terms,
    close_engagement,
    engagement_for,
    open_engagement,
)
from engagement.accounts.commands.grave_acts import ask, deed
from engagement.accounts.commands.second_factor import clear_second_factor
from engagement.accounts.commands.sessions import end_sessions, release_work
from engagement.accounts.models import Account, GraveAct, GraveKind
from engagement.accounts.permissions import Accounts
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, Role
from engagement.mail import outbox

SAME_ROLES = _l("These are the person's roles already. Change one, or go back.")


@command
def change_roles(
    account: Account,
    *,
    actor: Actor,
    roles: list[Role],
    reason: str,
    engagement: AuditTerms | None = None,
) -> GraveAct | None:
    """Give a person exactly `roles`; ends their sessions and tells them by mail.

    Roles are taken away at once. A change that adds one waits as a whole for a second
    administrator: it is returned. Who becomes an auditor is engaged by the same act.
    RuleViolation for one's own roles, and when no administrator would be left.
    """
    administer(account, actor)
    old, new = sorted(account.role_names), sorted(roles)
    if old == new:
        raise RuleViolation(SAME_ROLES)
    if set(new) - set(old):
        wanted = {"from": old, "roles": new, **engagement_for(new, old, engagement)}
        return ask(GraveKind.ROLES, account, actor=actor, reason=reason, wanted=wanted, told=wanted)
    _set_roles(account, new, actor, reason)
    return None


def refuse_other_roles(account: Account, wanted: dict) -> None:
    """What was asked for builds on the roles of then; and an administrator must stay."""
    if sorted(account.role_names) != wanted["from"]:
        raise RuleViolation(
            _l("The roles were changed meanwhile. Take this back and ask for it anew.")
        )


@deed(GraveKind.ROLES, check=refuse_other_roles)
def give_roles(account: Account, wanted: dict, *, actor: Actor, reason: str) -> Account:
    """Roles that two administrators agreed on."""
    _set_roles(account, wanted["roles"], actor, reason)
    if "engagement" in wanted:
        open_engagement(account, audit_terms(wanted["engagement"]), actor=actor, reason=reason)
    return account


def _set_roles(account, new, actor, reason):
    old = sorted(account.role_names)
    if Role.ADMINISTRATOR in old and Role.ADMINISTRATOR not in new:
        keep_an_administrator(account)
    account.role_names = new
    if Role.AUDITOR not in new:
        close_engagement(account)
    end_sessions(account)
    record("accounts:roles:changed", account, actor=actor, roles=[old, new], reason=reason)
    release_work(account)
    outbox.send("accounts/roles_changed", to=account, roles=[Role(name).label for name in new])


@command
def deactivate(account: Account, *, actor: Actor, reason: str) -> None:
    """Close an account until it is opened again; ends its sessions and links at once."""
    administer(account, actor)
    if account.deactivated_at is not None:
        raise RuleViolation(_l("This account is closed already."))
    if Role.ADMINISTRATOR in account.role_names:
        keep_an_administrator(account)
    account.deactivated_at = now()
    end_sessions(account)
    tokens.end_all(account)
    record("accounts:account:deactivated", account, actor=actor, reason=reason)
    release_work(account)
    outbox.send("accounts/account_closed", to=account)


@command
def activate(account: Account, *, actor: Actor, reason: str) -> None:
    """Open a closed account again; without its roles, for those take two administrators (A34)."""
    administer(account, actor)
    if account.deactivated_at is None:
        raise RuleViolation(_l("This account is open already."))
    had, account.role_names, account.deactivated_at = sorted(account.role_names), [], None
    close_engagement(account)
    record("accounts:account:activated", account, actor=actor, roles=[had, []], reason=reason)
    outbox.send("accounts/account_opened", to=account)


@command
def let_in_again(account: Account, *, actor: Actor, reason: str) -> None:
    """Forget the tries of a password or code that block it; RuleViolation when none do."""
    administer(account, actor)
    if tries.blocked_until(account) is None and tries.code_blocked_until(account) is None:
        raise RuleViolation(_l("This person can sign in: nothing stops them any more."))
    tries.forgive(account)
    record("accounts:account:let_in_again", account, actor=actor, reason=reason)


def refuse_without_factor(account: Account, wanted: dict) -> None:
    """There must be something to take off."""
    if not account.has_second_factor:
        raise RuleViolation(_l("This person has no second factor to take off."))


@command
def ask_factor_reset(account: Account, *, actor: Actor, reason: str) -> GraveAct:
    """Ask a second administrator to take off a lost second factor; the person is told."""
    administer(account, actor)
    act = ask(GraveKind.SECOND_FACTOR, account, actor=actor, reason=reason)
    outbox.send("accounts/factor_reset_asked", to=account)
    return act


@deed(GraveKind.SECOND_FACTOR, check=refuse_without_factor)
def reset_factor(account: Account, wanted: dict, *, actor: Actor, reason: str) -> Account:
    """Take the second factor off; the person sets it up anew at the next sign-in."""
    clear_second_factor(account)
    end_sessions(account)
    record("accounts:second_factor:reset", account, actor=actor, reason=reason)
    outbox.send("accounts/second_factor_off", to=account)
    return account


@command
def take_off_second_factor(account: Account, *, actor: Actor, reason: str) -> None:
    """Take a second factor off from the console, where no two administrators can; the system's."""
    if not actor.is_system:
        raise NotAllowed(Accounts.ADMINISTER)
    lock(account)
    refuse_without_factor(account, {})
    reset_factor(account, {}, actor=SYSTEM, reason=reason)
