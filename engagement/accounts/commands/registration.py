"""Open accounts: people sign up, administrators invite staff; a mailed link proves the address."""

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from engagement.accounts import passwords, terms, tokens
from engagement.accounts.commands.administering import administer
from engagement.accounts.commands.audit_engagements import (
    AuditTerms,
    audit_terms,
    engagement_for,
    open_engagement,
)
from engagement.accounts.commands.grave_acts import ask, deed
from engagement.accounts.commands.sessions import (
    Browser,
    Stranger,
    as_actor,
    bind_registrations,
    mail_verification,
    spend,
    start_session,
)
from engagement.accounts.models import Account, AccountToken, GraveAct, GraveKind
from engagement.accounts.permissions import Accounts
from engagement.accounts.queries import account_by_email, email_key
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import VISITOR, Actor, Role, can
from engagement.core.personal_data import masked
from engagement.mail import outbox

__all__ = [
    "Stranger",
    "accept_invitation",
    "add_account",
    "create_staff",
    "invite_staff",
    "resend_mail",
    "sign_up",
    "strong",
    "verify_email",
]


@command
def sign_up(*, name: str, email: str, password: str, language: str, opener: str = "") -> None:
    """Open an account that waits for its address to be confirmed.

    Answers the same, and does the same work, for an address that has an account: its owner gets a
    mail that says so. The password waits with the mailed link and counts only where the same
    browser follows it (`opener`): a stranger may have typed somebody else's address.
    """
    typed = tokens.SignUp(name, passwords.hash_password(password), opener)
    existing = account_by_email(email)
    if existing is None:
        try:
            with db.session.begin_nested():
                account = add_account(
                    name=name,
                    email=email,
                    language=language,
                )
        except IntegrityError:  # a twin of this form was faster
            existing = account_by_email(email)
        else:
            record("accounts:account:created", account, actor=VISITOR)
            mail_verification(account, typed)
            return
    if existing.verified_at is None and not existing.is_staff:
        record("accounts:account:created", existing, actor=VISITOR, again=True)
        mail_verification(existing, typed)
    else:
        record("accounts:account:asked_again", existing, actor=VISITOR)
        outbox.send("accounts/already_registered", to=existing)


def add_account(
    *,
    name,
    email,
    language,
    password_hash=None,
    verified_at=None,
    roles=(),
    terms_version=None,
):
    """Add the row of a new account; within a command that records it.

    `terms_version` is what its owner accepted; who opens none oneself is asked after signing in.
    """
    account = Account(
        email=email.strip(),
        email_key=email_key(email),
        name=name,
        language=language,
        password_hash=password_hash,
        role_names=sorted(roles),
        created_at=now(),
        verified_at=verified_at,
        terms_version=terms_version,
    )
    db.session.add(account)
    db.session.flush()
    return account


@command
def verify_email(
    token: AccountToken,
    *,
    browser: Browser,
    opener: str | None = None,
    name: str | None = None,
    password: str | None = None,
) -> str:
    """Confirm the address by the mailed link and sign in; returns the cookie's token.

    RuleViolation without a `password` unless the browser is the one that signed up.
    """
    account = spend(token)
    if account.verified_at is None:
        if password is not None:
            account.password_hash = passwords.hash_password(password)
            account.name = name or account.name
        elif tokens.opened_by(token, opener):
            account.password_hash, account.name = token.password_hash, token.name
        else:
            raise RuleViolation(_l("Choose a password."))
        account.verified_at, account.terms_version = now(), terms.VERSION
        record("accounts:account:verified", account, actor=as_actor(account))
        bind_registrations(account)
    token.password_hash = None
    return start_session(account, browser=browser, how="verify_email")


@command
def create_staff(
    *,
    name: str,
    email: str,
    roles: list[Role],
    language: str,
    actor: Actor,
    password: str | None = None,
    engagement: AuditTerms | None = None,
) -> Account:
    """Open a confirmed account with staff roles, at installation; people are invited instead."""
    if not actor.is_system:
        raise NotAllowed(Accounts.ADMINISTER)
    account = _add_staff(
        name,
        email,
        roles,
        language,
        verified_at=now(),
        password_hash=passwords.hash_password(password) if password else None,
    )
    record("accounts:account:created", account, actor=actor, roles=sorted(roles))
    if engagement is not None:
        open_engagement(account, engagement, actor=actor, reason="")
    return account


@command
def invite_staff(
    *,
    name: str,
    email: str,
    roles: list[Role],
    language: str,
    actor: Actor,
    reason: str,
    engagement: AuditTerms | None = None,
) -> GraveAct:
    """Ask a second administrator to invite somebody to the staff."""
    administer(None, actor)
    engaged = engagement_for(roles, (), engagement)
    return ask(
        GraveKind.INVITATION,
        None,
        actor=actor,
        reason=reason,
        wanted={
            "name": name,
            "email": email,
            "email_key": email_key(email),
            "language": language,
            "roles": sorted(roles),
            **engaged,
        },
        told={"email": masked(email), "roles": sorted(roles), **engaged},
    )


def refuse_known_address(account: None, wanted: dict) -> None:
    """Who has an account gets roles there."""
    _refuse_known(wanted["email"])


@deed(GraveKind.INVITATION, check=refuse_known_address)
def open_invited(account: None, wanted: dict, *, actor: Actor, reason: str) -> Account:
    """Open an account with staff roles that its owner makes usable by a mailed link.

    Nobody but its owner ever knows or sets its password.
    """
    opened = _add_staff(wanted["name"], wanted["email"], wanted["roles"], wanted["language"])
    record(
        "accounts:account:created",
        opened,
        actor=actor,
        roles=wanted["roles"],
        invited=True,
        reason=reason,
    )
    if "engagement" in wanted:
        open_engagement(opened, audit_terms(wanted["engagement"]), actor=actor, reason=reason)
    mail_verification(opened)
    return opened


def _refuse_known(email):
    if account_by_email(email):
        raise RuleViolation(
            _l("There is an account with this e-mail address. Give it roles on its own page.")
        )


def _add_staff(name, email, roles, language, **columns):
    _refuse_known(email)
    return add_account(name=name, email=email, language=language, roles=roles, **columns)


@command
def accept_invitation(token: AccountToken, *, password: str, browser: Browser) -> str:
    """Choose a password by the mailed invitation, which proves the address; signs in."""
    account = spend(token)
    account.password_hash = passwords.hash_password(password)
    account.verified_at = account.verified_at or now()
    record("accounts:account:verified", account, actor=as_actor(account))
    bind_registrations(account)
    return start_session(account, browser=browser, how="invitation")


@command
def resend_mail(account: Account, *, actor: Actor) -> None:
    """Mail the link that confirms the address once more; RuleViolation when it is confirmed."""
    lock(account)
    if not can(actor, Accounts.ADMINISTER, account):
        raise NotAllowed(Accounts.ADMINISTER)
    if account.verified_at is not None:
        raise RuleViolation(_l("This address is confirmed already. There is nothing to send."))
    record("accounts:link:sent_again", account, actor=actor)
    mail_verification(account)


def strong(password: str, *, words: list[str]) -> str:
    """`password`, or RuleViolation with what to do when it is too weak."""
    if reason := passwords.weakness(password, words=words):
        raise RuleViolation(reason)
    return password
