"""Mailed links and session tokens: random, kept as hashes, single use."""

import hashlib
import secrets
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


def issue(account: Account, purpose: TokenPurpose, lifetime: timedelta, *, email_key=None) -> str:
    """Make a token for a link and end earlier ones of the same purpose; within a command."""
    end_all(account, purpose)
    token, token_hash = new_token()
    db.session.add(
        AccountToken(
            account_id=account.id,
            purpose=purpose,
            token_hash=token_hash,
            email_key=email_key or account.email_key,
            created_at=now(),
            expires_at=now() + lifetime,
        )
    )
    return token


def valid(token: str, purpose: TokenPurpose) -> AccountToken | None:
    """The unused, unexpired token for `purpose`, or None; dies with a change of address."""
    found = db.session.scalars(
        select(AccountToken).filter_by(token_hash=digest(token), purpose=purpose)
    ).first()
    if found is None or found.used_at is not None or found.expires_at <= now():
        return None
    if purpose != TokenPurpose.CHANGE_EMAIL and found.email_key != found.account.email_key:
        return None
    return found


def end_all(account: Account, *purposes: TokenPurpose) -> None:
    """End the account's open tokens (of `purposes`, or all); within a command."""
    condition = [AccountToken.account_id == account.id, AccountToken.used_at.is_(None)]
    if purposes:
        condition.append(AccountToken.purpose.in_(purposes))
    db.session.execute(update(AccountToken).where(*condition).values(used_at=now()))
