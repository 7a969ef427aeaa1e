"""What people change of their own account: name, language, time zone, password."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l

from engagement.accounts import passwords
from engagement.accounts.commands.sessions import set_password
from engagement.accounts.models import Account, SignIn
from engagement.accounts.permissions import Accounts
from engagement.audit.commands import record
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor
from engagement.core.text import LANGUAGES


@command
def change_profile(
    account: Account,
    *,
    actor: Actor,
    name: str,
    language: str,
    time_zone: str,
    languages_read: Collection[str] = (),
) -> None:
    """Change how one is addressed, in which language, and in which zone times are shown.

    `languages_read` are those in which staff can work on what applicants write.
    """
    lock(account)
    if account.id != actor.id:
        raise NotAllowed(Accounts.OWN)
    new = {
        "name": name,
        "language": language,
        "time_zone": time_zone,
        "languages_read": [code for code in LANGUAGES if code in languages_read],
    }
    changes = {
        key: [getattr(account, key), value]
        for key, value in new.items()
        if getattr(account, key) != value
    }
    for key, (_old, value) in changes.items():
        setattr(account, key, value)
    if changes:
        record("accounts:profile:changed", account, actor=actor, **changes)


@command
def change_password(account: Account, session: SignIn, *, actor: Actor, old: str, new: str) -> None:
    """Change one's password; RuleViolation when the old one is wrong. Ends other sessions."""
    lock(account)
    if account.id != actor.id:
        raise NotAllowed(Accounts.OWN)
    if not passwords.matches(account.password_hash, old):
        raise RuleViolation(_l("This is not your password. If you do not know it, ask for a link."))
    set_password(account, new, how="page", but=session)
