"""How often a password or a code may be tried: per account; a password besides in known browsers.

Anybody can use up the tries of an address by typing it. So who signed in from a browser before
has tries of their own there, and an administrator can let somebody in again.
"""

from datetime import datetime

from engagement.accounts import queries
from engagement.accounts.models import Account
from engagement.core import limits

PURPOSE, KNOWN_PURPOSE, CODE_PURPOSE = "sign-in", "sign-in-known", "code"
TRIES, SECONDS = 10, 15 * 60


def count(email: str, browser_key: str) -> None:
    """Count one try. Raises TooOften."""
    key = queries.email_key(email)
    if queries.knows_browser(key, browser_key):
        limits.count(KNOWN_PURPOSE, f"{key} {browser_key}", limit=TRIES, seconds=SECONDS)
    else:
        limits.count(PURPOSE, key, limit=TRIES, seconds=SECONDS)


def count_code(account: Account) -> None:
    """Count one try of a code, or of the password that is asked for again. Raises TooOften."""
    limits.count(CODE_PURPOSE, str(account.id), limit=TRIES, seconds=SECONDS)


def blocked_until(account: Account) -> datetime | None:
    """Until when nobody can try the account's password from a browser new to it, or None."""
    return limits.used_up_until(PURPOSE, account.email_key, limit=TRIES, seconds=SECONDS)


def code_blocked_until(account: Account) -> datetime | None:
    """Until when the account's codes cannot be tried, or None."""
    return limits.used_up_until(CODE_PURPOSE, str(account.id), limit=TRIES, seconds=SECONDS)


def forgive(account: Account) -> None:
    """Forget the tries; within a command."""
    limits.forget(PURPOSE, account.email_key)
    limits.forget(CODE_PURPOSE, str(account.id))
