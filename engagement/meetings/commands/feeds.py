"""A person's calendar address: made, renewed, revoked."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update

from engagement.accounts import departures, tokens
from engagement.accounts.models import Account
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock, on_read
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor
from engagement.meetings.models import CalendarFeed
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.feeds import open_feed


@command
def make_feed(account: Account, *, actor: Actor) -> str:
    """Give somebody a calendar address, in place of the one there was: returns its token.

    It is known from now on to the person alone, since its hash is kept (R-30, R-32).
    """
    _refuse_others(account, actor)
    lock(account)
    _revoke(account)
    token, token_hash = tokens.new_token()
    feed = CalendarFeed(account_id=account.id, token_hash=token_hash)
    db.session.add(feed)
    record("meetings:feed:made", feed, actor=actor)
    return token


@command
def revoke_feed(account: Account, *, actor: Actor) -> bool:
    """Let the calendar address answer nobody any more; False where there was none."""
    _refuse_others(account, actor)
    lock(account)
    feed = open_feed(account.id)
    if feed is not None:
        _revoke(account)
        record("meetings:feed:revoked", feed, actor=actor)
    return feed is not None


@on_read
def note_read(connection, *, feed_id, at: datetime):
    """Remember that a calendar program read it, so that its owner sees whether one does."""
    connection.execute(
        update(CalendarFeed).where(CalendarFeed.id == feed_id).values(last_read_at=at)
    )


def forget_feeds(account: Account, addresses: Collection[str]) -> None:
    """Nothing of it stays of somebody who is erased."""
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.account_id == account.id))


departures.on_erasure(forget_feeds)


def _revoke(account):
    for feed in db.session.scalars(
        select(CalendarFeed).filter_by(account_id=account.id, revoked_at=None)
    ):
        feed.revoked_at = now()
    db.session.flush()


def _refuse_others(account, actor):
    if actor.id != account.id:
        raise NotAllowed(Registrations.OWN)
