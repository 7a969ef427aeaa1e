"""Sign in and out: a password or a mailed link begins a session, which any browser may end."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from engagement.accounts import passwords, second_factor, settings, tokens
from engagement.accounts.models import Account, AccountToken, KnownBrowser, SignIn, TokenPurpose
from engagement.accounts.permissions import Accounts
from engagement.accounts.queries import account_by_email
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import VISITOR, Actor
from engagement.jobs.queue import enqueue
from engagement.mail import outbox


@dataclass(frozen=True)
class Browser:
    """Where somebody signs in: `name` is what the person recognizes it by, `key` a cookie's.

    `shared` is a computer or phone that others use, too. Without a key nobody is told of the
    browser.
    """

    name: str
    key: str = ""
    shared: bool = True


@dataclass(frozen=True)
class Stranger:
    """Who reads a mail at an address that is no account's, or no longer."""

    email: str
    language: str
    name: str = ""
    id: uuid.UUID | None = None


@command
def sign_in(*, email: str, password: str, browser: Browser) -> str:
    """Check a password and begin a session; returns the cookie's token.

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
def mail_reset_link(*, email: str, language: str) -> None:
    """Mail a link to choose a new password; an address without an account is told so, by mail."""
    _mail_link(email, language, TokenPurpose.RESET_PASSWORD, "accounts/reset_password")


def _mail_link(email, language, purpose, template):
    """A mail for every address, so that neither the page nor its duration tells who is known."""
    lifetime = timedelta(minutes=settings.link_minutes())
    account = account_by_email(email)
    if account is None or account.deactivated_at is not None:
        stranger = Stranger(email.strip(), language)
        subject = outbox.send("accounts/no_account", to=stranger)
    elif account.verified_at is None:
        mail_verification(account)
        subject = account
    else:
        token = tokens.issue(account, purpose, lifetime)
        outbox.send(template, to=account, token=token, lifetime=lifetime)
        subject = account
    record("accounts:link:requested", subject, actor=VISITOR, purpose=purpose)


def mail_verification(account: Account, sign_up: tokens.SignUp | None = None) -> None:
    """Mail the link that confirms an address, or renews an invitation; within a command."""
    if account.is_staff:
        lifetime = timedelta(days=settings.invitation_days())
        token = tokens.issue(account, TokenPurpose.ACCEPT_INVITATION, lifetime)
        outbox.send("accounts/invitation", to=account, token=token, lifetime=lifetime)
    else:
        lifetime = timedelta(hours=settings.verification_hours())
        token = tokens.issue(account, TokenPurpose.VERIFY_EMAIL, lifetime, sign_up=sign_up)
        outbox.send("accounts/verify_email", to=account, token=token)


@command
def sign_in_by_link(token: AccountToken, *, browser: Browser) -> str:
    """Begin a session by a mailed link, once; returns the cookie's token."""
    return start_session(spend(token), browser=browser, how="link")


@command
def reset_password(token: AccountToken, *, password: str, browser: Browser) -> str:
    """Set a new password by a mailed link, end all other sessions, and sign in."""
    account = spend(token)
    set_password(account, password, how="link")
    return start_session(account, browser=browser, how="reset")


def set_password(account: Account, password: str, *, how: str, but: SignIn | None = None) -> None:
    """Store a new password; ends sessions and links, mails the person; within a command."""
    account.password_hash = passwords.hash_password(password)
    end_sessions(account, but=but)
    tokens.end_all(account)
    record("accounts:password:changed", account, actor=as_actor(account), how=how)
    outbox.send("accounts/password_changed", to=account)


@command
def end_session(sign_in: SignIn, *, actor: Actor) -> None:
    """Sign out one browser, one's own only."""
    lock(sign_in)
    if sign_in.account_id != actor.id:
        raise NotAllowed(Accounts.OWN)
    if sign_in.ended_at is None:
        sign_in.ended_at = now()
        record("accounts:session:ended", sign_in.account, actor=actor)


def start_session(
    account: Account, *, browser: Browser, how: str, with_second_factor: bool = False
) -> str:
    """Add a session's row and record it; within a command. Returns the cookie's token.

    For who needs a second factor the session opens nothing until that was given.
    """
    if account.is_staff and not account.has_second_factor and account.totp_next_nonce is None:
        account.totp_next_nonce = second_factor.new_nonce()
    token, token_hash = tokens.new_token()
    session = SignIn(
        account=account,
        token_hash=token_hash,
        created_at=now(),
        last_seen_at=now(),
        confirmed_at=now(),
        second_factor_at=now() if with_second_factor else None,
        browser=browser.name[:200],
        shared=browser.shared or account.is_staff,
    )
    db.session.add(session)
    record("accounts:session:started", account, actor=as_actor(account), how=how)
    if not session.is_half:
        greet(account, browser)
    return token


def renew_token(session: SignIn) -> str:
    """Give a session a new token when it gains rights; within a command."""
    token, session.token_hash = tokens.new_token()
    return token


def greet(account: Account, browser: Browser) -> None:
    """Tell the person of a sign-in from a browser not seen before, once; within a command.

    Not of the first one ever, which is where the account was opened.
    """
    if not browser.key:
        return
    first_ever = not db.session.scalar(
        select(KnownBrowser.id).filter_by(account_id=account.id).limit(1)
    )
    added = db.session.execute(
        insert(KnownBrowser)
        .values(account_id=account.id, key_hash=tokens.digest(browser.key), first_seen_at=now())
        .on_conflict_do_nothing()
        .returning(KnownBrowser.id)
    ).first()
    if added and not first_ever:
        outbox.send("accounts/new_browser", to=account, browser=browser.name[:200], at=now())


def end_sessions(account: Account, *, but: SignIn | None = None) -> None:
    """End all sessions of a person, or all `but` one; within a command."""
    condition = [SignIn.account_id == account.id, SignIn.ended_at.is_(None)]
    if but is not None:
        condition.append(SignIn.id != but.id)
    db.session.execute(update(SignIn).where(*condition).values(ended_at=now()))


def release_work(account: Account) -> None:
    """Let what the person may not work on any more be given free, by a job: cases stand above.

    Within a command that changed roles, access or the address.
    """
    enqueue("accreditation.release_cases", person_id=str(account.id))


def bind_registrations(account: Account) -> None:
    """Let the person find what others registered for the address, by a job: meetings stand above.

    Within a command that proved the address.
    """
    enqueue("meetings.bind_registrations", account_id=str(account.id))


def as_actor(account: Account) -> Actor:
    """The person as the one who acts, where nothing but the name matters."""
    return Actor(id=account.id, name=account.name)


def spend(token: AccountToken) -> Account:
    """Use a mailed link up; RuleViolation when a twin was faster. Within a command."""
    account = lock(token.account)
    lock(token)
    if token.used_at is not None or token.expires_at <= now():
        raise RuleViolation(_l("This link was used before or is too old. Ask for a new one."))
    token.used_at = now()
    if account.deactivated_at is not None:
        raise RuleViolation(_l("This account has been closed. Write to the secretariat."))
    return account
