"""Accept the terms of use."""

from engagement.accounts.models import Account
from engagement.accounts.terms import VERSION
from engagement.audit.commands import record
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor


@command
def accept_terms(account: Account, *, actor: Actor) -> None:
    """Note that a person accepted the terms in force; oneself only. May be called twice."""
    lock(account)
    if account.id != actor.id:
        raise NotAllowed("accounts:terms:accept")
    if account.terms_version == VERSION:
        return
    before = account.terms_version
    account.terms_version = VERSION
    record("accounts:terms:accepted", account, actor=actor, version=[before, VERSION])
