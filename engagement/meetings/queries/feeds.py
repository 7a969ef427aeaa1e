"""Calendar addresses of people."""

import uuid

from sqlalchemy import select

from engagement.accounts.tokens import digest
from engagement.core.db import db
from engagement.meetings.models import CalendarFeed


def open_feed(account_id: uuid.UUID) -> CalendarFeed | None:
    """The address that a person has now."""
    return db.session.scalars(
        select(CalendarFeed).filter_by(account_id=account_id, revoked_at=None)
    ).first()


def feed_by_token(token: str) -> CalendarFeed | None:
    """The open one with this token, of somebody whose account is open."""
    feed = db.session.scalars(
        select(CalendarFeed).filter_by(token_hash=digest(token), revoked_at=None)
    ).first()
    return feed if feed is not None and feed.account.is_active else None
