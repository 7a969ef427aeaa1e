"""The second factor: set up, used at sign-in and before sensitive acts, replaced, taken off."""

from flask_babel import lazy_gettext as _l

from engagement.accounts import passwords, second_factor
from engagement.accounts.commands.sessions import (
    Browser,
    as_actor,
    end_sessions,
    greet,
    renew_token,
)
from engagement.accounts.models import Account, SignIn
from engagement.accounts.permissions import Accounts
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor
from engagement.mail import outbox

WRONG_CODE = _l("This code is not right or was used before. Wait for the next one and type that.")


@command
def enter_code(session: SignIn, *, code: str, browser: Browser) -> str:
    """Complete a sign-in by a code of the app or a recovery code; returns the new token.

    RuleViolation for a wrong code and one used before.
    """
    account = _lock_open(session)
    if not account.has_second_factor:
        raise RuleViolation(_l("Set up the second factor first."))
    how = spend_code(account, code)
    session.second_factor_at = session.confirmed_at = session.last_seen_at = now()
    record("accounts:second_factor:given", account, actor=as_actor(account), how=how)
    greet(account, browser)
    return renew_token(session)


@command
def confirm_identity(session: SignIn, *, secret: str) -> None:
    """Prove again who sits there, by the password or a code, before a sensitive act."""
    account = _lock_open(session)
    digits = second_factor.plain_digits(secret)
    if account.has_second_factor and len(digits) == 6 and digits.isdigit():
        how = spend_code(account, secret)
    elif passwords.matches(account.password_hash, secret):
        how = "password"
    else:
        raise RuleViolation(_l("This is not right. Type your password, or a new code of the app."))
    session.confirmed_at = now()
    record("accounts:identity:confirmed", account, actor=as_actor(account), how=how)


@command
def begin_second_factor(account: Account, *, actor: Actor) -> None:
    """Make a new secret to be confirmed; the one in force stays until then."""
    lock(account)
    _own(account, actor)
    account.totp_next_nonce = second_factor.new_nonce()
    record("accounts:second_factor:begun", account, actor=actor)


@command
def confirm_second_factor(session: SignIn, *, code: str, browser: Browser) -> tuple[str, list[str]]:
    """Put the new secret in force by a first code; returns the new token and recovery codes.

    Ends the person's other sessions and tells them by mail.
    """
    account = _lock_open(session)
    account.totp_last_step = None
    step = second_factor.matching_step(account, account.totp_next_nonce, code)
    if step is None:
        raise RuleViolation(
            _l("This code is not right. Check the time of your phone and type the newest code.")
        )
    account.totp_nonce, account.totp_next_nonce = account.totp_next_nonce, None
    account.totp_confirmed_at, account.totp_last_step = now(), step
    codes = _give_recovery_codes(account)
    was_half = session.second_factor_at is None
    session.second_factor_at = session.confirmed_at = session.last_seen_at = now()
    end_sessions(account, but=session)
    record("accounts:second_factor:set_up", account, actor=as_actor(account))
    outbox.send("accounts/second_factor_on", to=account)
    if was_half:
        greet(account, browser)
    return renew_token(session), codes


@command
def renew_recovery_codes(account: Account, session: SignIn, *, actor: Actor) -> list[str]:
    """Replace the recovery codes; returns the new ones, to be shown once."""
    lock(account)
    _own(account, actor)
    if not account.has_second_factor:
        raise RuleViolation(_l("Set up the second factor first."))
    codes = _give_recovery_codes(account)
    end_sessions(account, but=session)
    record("accounts:second_factor:codes_renewed", account, actor=actor)
    outbox.send("accounts/recovery_codes_renewed", to=account)
    return codes


@command
def remove_second_factor(account: Account, session: SignIn, *, actor: Actor) -> None:
    """Sign in by password or link alone again; RuleViolation for staff, who need it."""
    lock(account)
    _own(account, actor)
    if account.is_staff:
        raise RuleViolation(_l("Staff need a second factor. You can replace it by another app."))
    clear_second_factor(account)
    end_sessions(account, but=session)
    record("accounts:second_factor:removed", account, actor=actor)
    outbox.send("accounts/second_factor_off", to=account)


@command
def set_up_second_factor_for_demo(account: Account) -> str:
    """Put a second factor in force without its owner and return the secret; demo mode only."""
    second_factor.refuse_outside_demo()
    account.totp_nonce, account.totp_confirmed_at = second_factor.new_nonce(), now()
    record("accounts:second_factor:set_up", account, actor=SYSTEM)
    return second_factor.secret_of(account, account.totp_nonce)


def spend_code(account: Account, typed: str) -> str:
    """Use a code up, the account locked; returns which kind. RuleViolation for a wrong one."""
    step = second_factor.matching_step(account, account.totp_nonce, typed)
    if step is not None:
        account.totp_last_step = step
        return "app"
    hashed = second_factor.recovery_hash(account, typed)
    if hashed not in account.recovery_code_hashes:
        raise RuleViolation(WRONG_CODE)
    account.recovery_code_hashes = [one for one in account.recovery_code_hashes if one != hashed]
    outbox.send("accounts/recovery_code_used", to=account, left=len(account.recovery_code_hashes))
    return "recovery_code"


def clear_second_factor(account: Account) -> None:
    """Forget the app and the recovery codes; within a command."""
    account.totp_nonce = account.totp_next_nonce = None
    account.totp_confirmed_at = account.totp_last_step = None
    account.recovery_code_hashes = []


def _give_recovery_codes(account):
    codes = second_factor.new_recovery_codes()
    account.recovery_code_hashes = second_factor.recovery_hashes(account, codes)
    return codes


def _lock_open(session):
    """The account first, as everywhere: who changes roles locks it and then ends sessions."""
    account = lock(session.account)
    lock(session)
    if session.ended_at is not None or not account.is_active:
        raise RuleViolation(_l("This session has ended. Sign in again."))
    return account


def _own(account, actor):
    if account.id != actor.id:
        raise NotAllowed(Accounts.OWN)
