"""Change of an e-mail address: the new one proves itself by a link, the old one can undo it."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from engagement.accounts import settings, tokens
from engagement.accounts.commands.administering import administer
from engagement.accounts.commands.grave_acts import ask, deed
from engagement.accounts.commands.sessions import (
    Stranger,
    as_actor,
    bind_registrations,
    end_sessions,
    release_work,
    spend,
)
from engagement.accounts.models import (
    Account,
    AccountToken,
    GraveAct,
    GraveKind,
    SignIn,
    TokenPurpose,
)
from engagement.accounts.permissions import Accounts
from engagement.accounts.queries import account_by_email, email_key
from engagement.accounts.readdressing import follow
from engagement.audit.commands import record
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor
from engagement.core.personal_data import masked
from engagement.mail import outbox

TAKEN = _l("Another account has this address now. Write to the secretariat.")


@command
def request_email_change(
    account: Account, *, actor: Actor, email: str, reason: str | None = None
) -> GraveAct | None:
    """Mail a link to the new address, for its owner; an administrator asks a second one.

    Answers the same when the address belongs to another account: that account's owner is told.
    """
    if account.id == actor.id:
        lock(account)
        wanted = {"email": email, "email_key": email_key(email)}
        refuse_same_address(account, wanted)
        mail_link_to_new(account, wanted, actor=actor, reason=None)
        return None
    administer(account, actor)
    if not reason:
        raise NotAllowed(Accounts.ADMINISTER)
    return ask(
        GraveKind.EMAIL,
        account,
        actor=actor,
        reason=reason,
        wanted={"email": email, "email_key": email_key(email)},
        told={"email": masked(email)},
    )


def refuse_same_address(account: Account, wanted: dict) -> None:
    """The address must be another one."""
    if wanted["email_key"] == account.email_key:
        raise RuleViolation(_l("This is the address of the account already. Enter the new one."))


@deed(GraveKind.EMAIL, check=refuse_same_address)
def mail_link_to_new(
    account: Account, wanted: dict, *, actor: Actor, reason: str | None
) -> Account:
    """Mail the link that puts the new address in force; within a command."""
    email = wanted["email"]
    record("accounts:email:change_asked", account, actor=actor, email=masked(email), reason=reason)
    other = account_by_email(email)
    if other is not None:
        outbox.send("accounts/already_registered", to=other)
        return account
    token = tokens.issue(
        account,
        TokenPurpose.CHANGE_EMAIL,
        timedelta(hours=settings.verification_hours()),
        new_email=email,
    )
    reader = Stranger(email, account.language, account.name, account.id)
    outbox.send("accounts/confirm_new_email", to=reader, token=token)
    return account


@command
def change_email(token: AccountToken, *, session: SignIn | None = None) -> Account:
    """Put the new address in force by its link; ends other sessions, tells the old address.

    `session` is the browser that may stay signed in. RuleViolation when another account took the
    address meanwhile.
    """
    account = spend(token)
    old_email = account.email
    keeps = session if session is not None and session.account_id == account.id else None
    _set_email(account, token.new_email, but=keeps)
    follow(account, old_email)
    record(
        "accounts:email:changed",
        account,
        actor=as_actor(account),
        email=[masked(old_email), masked(account.email)],
    )
    lifetime = timedelta(days=settings.undo_email_days())
    undo = tokens.issue(account, TokenPurpose.UNDO_EMAIL, lifetime, new_email=old_email)
    reader = Stranger(old_email, account.language, account.name, account.id)
    outbox.send(
        "accounts/email_changed", to=reader, token=undo, email=account.email, lifetime=lifetime
    )
    return account


@command
def undo_email_change(token: AccountToken) -> Account:
    """Give the account its former address back and end every session: somebody else was in it."""
    account = spend(token)
    taken_back = account.email
    _set_email(account, token.new_email)
    follow(account, taken_back, tell_before=False)
    record(
        "accounts:email:change_undone",
        account,
        actor=as_actor(account),
        email=[masked(taken_back), masked(account.email)],
    )
    lifetime = timedelta(minutes=settings.link_minutes())
    reset = tokens.issue(account, TokenPurpose.RESET_PASSWORD, lifetime)
    outbox.send("accounts/reset_password", to=account, token=reset, lifetime=lifetime)
    return account


def _set_email(account, email, *, but=None):
    try:
        with db.session.begin_nested():
            account.email, account.email_key = email, email_key(email)
            db.session.flush()
    except IntegrityError:
        raise RuleViolation(TAKEN) from None
    tokens.end_all(account)
    end_sessions(account, but=but)
    release_work(account)
    bind_registrations(account)
