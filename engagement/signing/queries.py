"""Read the keys."""

import uuid

from sqlalchemy import select

from engagement.core.db import db
from engagement.signing.models import SigningKey


def current_key() -> SigningKey | None:
    """The key that signs now; None before the first."""
    return db.session.scalars(select(SigningKey).where(SigningKey.ended_at.is_(None))).first()


def get_key(key_id: uuid.UUID) -> SigningKey | None:
    """A key by its id."""
    return db.session.get(SigningKey, key_id)


def key_called(kid: str) -> SigningKey | None:
    """A key, old or new, by its name."""
    return db.session.scalars(select(SigningKey).filter_by(kid=kid)).first()


def published() -> list[dict]:
    """The public halves of all keys that were not revoked, the newest first."""
    rows = db.session.scalars(
        select(SigningKey).where(SigningKey.revoked_at.is_(None)).order_by(SigningKey.number.desc())
    )
    return [row.public_jwk for row in rows]


def all_keys() -> list[SigningKey]:
    """All keys, the newest first."""
    return db.session.scalars(select(SigningKey).order_by(SigningKey.number.desc())).all()
