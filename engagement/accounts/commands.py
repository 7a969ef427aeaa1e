"""Verbs of accounts: sign up, verify, sign in and out, choose a new password."""

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from engagement.accounts import passwords, settings, tokens
from engagement.accounts.models import Account, AccountToken, SignIn, TokenPurpose
from engagement.accounts.permissions import Accounts
from engagement.accounts.queries import account_by_email, email_key
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import VISITOR, Actor, Role, can
from engagement.mail import outbox


@dataclass(frozen=True)
class Stranger:
    """Who reads a mail at an address without an account."""

    email: str
    language: str
    name: str = ""
    id: None = None


@command
def sign_up(*, name: str, email: str, password: str, language: str) -> None:
    """Open an account that waits for its address to be confirmed.

    Answers the same, and does the same work, for an address that has an account: its owner gets a
    mail that says so.
    """
    password_hash = passwords.hash_password(password)
    existing = account_by_email(email)
    if existing is None:
        try:
            with db.session.begin_nested():
                account = add_account(
                    name=name, email=email, password_hash=password_hash, language=language
                )
        except IntegrityError:  # a twin of this form was faster
            existing = account_by_email(email)
        else:
            record("accounts:account:created", account, actor=VISITOR)
            _mail_verification(account)
            return
    if existing.verified_at is None:
        existing.password_hash, existing.name = password_hash, name
        record("accounts:account:created", existing, actor=VISITOR, again=True)
        _mail_verification(existing)
    else:
        record("accounts:account:asked_again", existing, actor=VISITOR)
        outbox.send("accounts/already_registered", to=existing)


def add_account(*, name, email, language, password_hash=None, verified_at=None, roles=()):
    """Add the row of a new account; within a command that records it."""
    account = Account(
        email=email.strip(),
        email_key=email_key(email),
        name=name,
        language=language,
        password_hash=password_hash,
        role_names=sorted(roles),
        created_at=now(),
        verified_at=verified_at,
    )
    db.session.add(account)
    db.session.flush()
    return account


def _mail_verification(account):
    lifetime = timedelta(hours=settings.verification_hours())
    token = tokens.issue(account, TokenPurpose.VERIFY_EMAIL, lifetime)
    outbox.send("accounts/verify_email", to=account, token=token)


@command
def verify_email(token: AccountToken, *, browser: str) -> str:
    """Confirm the address by the mailed link and sign in; returns the cookie's token."""
    account = _spend(token)
    if account.verified_at is None:
        account.verified_at = now()
        record("accounts:account:verified", account, actor=as_actor(account))
    return start_session(account, browser=browser, how="verify_email")


@command
def sign_in(*, email: str, password: str, browser: str) -> str:
    """Check a password and open a session; returns the cookie's token.

    RuleViolation, the same for a wrong password, an unknown address and one not yet confirmed.
    """
    account = account_by_email(email)
    right = passwords.matches(account.password_hash if account else None, password)
    if not right or not account.is_active:
        raise RuleViolation(
            _l("The e-mail address or the password is not right. Check both, or ask for a link.")
        )
    if passwords.hasher.check_needs_rehash(account.password_hash):
        account.password_hash = passwords.hash_password(password)
    return start_session(account, browser=browser, how="password")


@command
def mail_sign_in_link(*, email: str, language: str) -> None:
    """Mail a link that signs in; an address without an account is told so, by mail alone."""
    _mail_link(email, language, TokenPurpose.SIGN_IN, "accounts/sign_in_link")


@command
def sign_in_by_link(token: AccountToken, *, browser: str) -> str:
    """Open a session by a mailed link, once; returns the cookie's token."""
    return start_session(_spend(token), browser=browser, how="link")


@command
def mail_reset_link(*, email: str, language: str) -> None:
    """Mail a link to choose a new password; an address without an account is told so, by mail."""
    _mail_link(email, language, TokenPurpose.RESET_PASSWORD, "accounts/reset_password")


def _mail_link(email, language, purpose, template):
    """A mail for every address, so that neither the page nor its duration tells who is known."""
    account = account_by_email(email)
    if account is None or account.deactivated_at is not None:
        stranger = Stranger(email.strip(), language)
        subject = outbox.send("accounts/no_account", to=stranger)
    elif account.verified_at is None:
        _mail_verification(account)
        subject = account
    else:
        lifetime = timedelta(minutes=settings.link_minutes())
        token = tokens.issue(account, purpose, lifetime)
        outbox.send(template, to=account, token=token, lifetime=lifetime)
        subject = account
    record("accounts:link:requested", subject, actor=VISITOR, purpose=purpose)


@command
def reset_password(token: AccountToken, *, password: str, browser: str) -> str:
    """Set a new password by a mailed link, end all other sessions, and sign in."""
    account = _spend(token)
    account.password_hash = passwords.hash_password(password)
    end_sessions(account)
    tokens.end_all(account)
    record("accounts:password:changed", account, actor=as_actor(account), how="link")
    outbox.send("accounts/password_changed", to=account)
    return start_session(account, browser=browser, how="reset")


@command
def end_sign_in(sign_in: SignIn, *, actor: Actor) -> None:
    """Sign out one browser, one's own only."""
    lock(sign_in)
    if sign_in.account_id != actor.id:
        raise NotAllowed(Accounts.OWN)
    if sign_in.ended_at is None:
        sign_in.ended_at = now()
        record("accounts:session:ended", sign_in.account, actor=actor)


@command
def create_staff(
    *, name: str, email: str, roles: list[Role], language: str, actor: Actor, password=None
):
    """Open a confirmed account with staff roles; by an administrator or at installation."""
    if not actor.is_system and not can(actor, Accounts.ADMINISTER):
        raise NotAllowed(Accounts.ADMINISTER)
    if account_by_email(email):
        raise RuleViolation(_l("There is an account with this e-mail address already."))
    account = add_account(
        name=name,
        email=email,
        language=language,
        password_hash=passwords.hash_password(password) if password else None,
        verified_at=now(),
        roles=roles,
    )
    record("accounts:account:created", account, actor=actor, roles=sorted(roles))
    return account


def start_session(account: Account, *, browser: str, how: str) -> str:
    """Add a session's row and record it; within a command. Returns the cookie's token."""
    token, token_hash = tokens.new_token()
    db.session.add(
        SignIn(
            account_id=account.id,
            token_hash=token_hash,
            created_at=now(),
            last_seen_at=now(),
            confirmed_at=now(),
            browser=browser[:200],
        )
    )
    record("accounts:session:started", account, actor=as_actor(account), how=how)
    return token


def end_sessions(account: Account) -> None:
    """End all sessions of a person; within a command."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.account_id == account.id, SignIn.ended_at.is_(None))
        .values(ended_at=now())
    )


def as_actor(account: Account) -> Actor:
    """The person as the one who acts, where nothing but the name matters."""
    return Actor(id=account.id, name=account.name)


def _spend(token: AccountToken) -> Account:
    """Use a mailed link up; RuleViolation when a twin was faster."""
    lock(token)
    if token.used_at is not None or token.expires_at <= now():
        raise RuleViolation(_l("This link was used before or is too old. Ask for a new one."))
    token.used_at = now()
    account = lock(token.account)
    if account.deactivated_at is not None:
        raise RuleViolation(_l("This account has been closed. Write to the secretariat."))
    return account


def strong(password: str, *, words: list[str]) -> str:
    """`password`, or RuleViolation with what to do when it is too weak."""
    if reason := passwords.weakness(password, words=words):
        raise RuleViolation(reason)
    return password
