"""Begin keys, and withdraw one that others may have."""

import uuid

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select, text

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.signing import keys, queries
from engagement.signing.models import SigningKey
from engagement.signing.permissions import Signing

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('engagement.signing'))")


@command
def rotate(*, actor: Actor, reason: str, key: uuid.UUID | None = None) -> SigningKey:
    """End the key that signs and begin another; what was signed before can still be checked."""
    if not can(actor, Signing.ROTATE):
        raise NotAllowed(Signing.ROTATE)
    if earlier := once.take(key, actor):
        return db.session.get(SigningKey, earlier.result_id)
    db.session.execute(ONE_AT_A_TIME)
    begun = _begin(actor=actor, reason=reason)
    once.remember(key, begun.id)
    return begun


@command
def revoke(signing_key: SigningKey, *, actor: Actor, reason: str) -> None:
    """Believe nothing any more that a key signed; another is begun where it is the one that signs.

    For a key that others may have: what it signed honestly has to be downloaded again.
    RuleViolation for one that was revoked before.
    """
    if not can(actor, Signing.REVOKE):
        raise NotAllowed(Signing.REVOKE)
    db.session.execute(ONE_AT_A_TIME)
    lock(signing_key)
    if signing_key.revoked_at is not None:
        raise RuleViolation(_l("This key was revoked already."))
    if signing_key.ended_at is None:
        _begin(actor=actor, reason=reason)
    signing_key.revoked_at = now()
    record(
        "signing:key:revoked",
        signing_key,
        actor=actor,
        number=signing_key.number,
        kid=signing_key.kid,
        reason=reason,
    )


@command
def ensure_key(*, actor: Actor) -> SigningKey:
    """The key that signs, begun now where there is none or the deployment's secret is another.

    With another secret the stored key's private half cannot be derived any more: it is ended, and
    stays published.
    """
    db.session.execute(ONE_AT_A_TIME)
    current = queries.current_key()
    if current is not None and is_ours(current):
        return current
    return _begin(actor=actor, reason="secret changed" if current else "first key")


def is_ours(key: SigningKey) -> bool:
    """Whether this deployment's secret gives the private half of a stored key."""
    return keys.private_key(key.number).thumbprint() == key.kid


def _begin(*, actor, reason):
    before = queries.current_key()
    moment = now()
    if before is not None:
        before.ended_at = moment
        db.session.flush()
    number = (db.session.scalar(select(func.max(SigningKey.number))) or 0) + 1
    public = keys.public_half(keys.private_key(number))
    begun = SigningKey(
        number=number, kid=public["kid"], public_jwk=public, began_at=moment, ended_at=None
    )
    db.session.add(begun)
    db.session.flush()
    record(
        "signing:key:begun",
        begun,
        actor=actor,
        number=number,
        kid=begun.kid,
        ended=before.kid if before else None,
        reason=reason,
    )
    return begun
