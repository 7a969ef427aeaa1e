"""Mailed links and session tokens: random, kept as hashes, single use."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from engagement.accounts.models import Account, AccountToken, TokenPurpose
from engagement.core.clock import now
from engagement.core.db import db


def new_token() -> tuple[str, bytes]:
    """A random token of 256 bits and the hash to store."""
    token = secrets.token_urlsafe(32)
    return token, digest(token)


def digest(token: str) -> bytes:
    """The stored form of a token."""
    return hashlib.sha256(token.encode()).digest()


BOUND_TO_OTHER_ADDRESSES = frozenset({TokenPurpose.CHANGE_EMAIL, TokenPurpose.UNDO_EMAIL})


@dataclass(frozen=True)
class SignUp:
    """What somebody typed who opens an account; `opener` is known to that browser alone."""

    name: str
    password_hash: str
    opener: str


def issue(
    account: Account,
    purpose: TokenPurpose,
    lifetime: timedelta,
    *,
    new_email: str | None = None,
    sign_up: SignUp | None = None,
) -> str:
    """Make a token for a link and end earlier ones of the same purpose; within a command.

    `new_email` is the address that the link puts in force, `sign_up` the name and password.
    """
    end_all(account, purpose)
    token, token_hash = new_token()
    db.session.add(
        AccountToken(
            account_id=account.id,
            purpose=purpose,
            token_hash=token_hash,
            email_key=account.email_key,
            new_email=new_email,
            created_at=now(),
            expires_at=now() + lifetime,
            name=sign_up and sign_up.name,
            password_hash=sign_up and sign_up.password_hash,
            opener_hash=sign_up and digest(sign_up.opener),
        )
    )
    return token


def opened_by(token: AccountToken, opener: str | None) -> bool:
    """Whether the browser that asked for the link is the one that follows it."""
    return bool(
        opener
        and token.password_hash
        and token.opener_hash
        and hmac.compare_digest(token.opener_hash, digest(opener))
    )


def valid(token: str, purpose: TokenPurpose) -> AccountToken | None:
    """The unused, unexpired token for `purpose`, or None; dies with a change of address."""
    found = db.session.scalars(
        select(AccountToken).filter_by(token_hash=digest(token), purpose=purpose)
    ).first()
    if found is None or found.used_at is not None or found.expires_at <= now():
        return None
    moved = found.email_key != found.account.email_key
    if moved and purpose not in BOUND_TO_OTHER_ADDRESSES:
        return None
    return found


def end_all(account: Account, *purposes: TokenPurpose) -> None:
    """End the account's open tokens of `purposes`, or all; within a command.

    "All" leaves the link by which the former address takes its account back: who stole the
    account could end it otherwise.
    """
    condition = [AccountToken.account_id == account.id, AccountToken.used_at.is_(None)]
    if purposes:
        condition.append(AccountToken.purpose.in_(purposes))
    else:
        condition.append(AccountToken.purpose != TokenPurpose.UNDO_EMAIL)
    db.session.execute(
        update(AccountToken).where(*condition).values(used_at=now(), password_hash=None)
    )
