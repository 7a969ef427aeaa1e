"""How often something may be tried: counters in PostgreSQL, shared by all processes.

Many people share one address, so addresses get a coarse limit and accounts a fine one.
"""

import hashlib
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.clock import now
from engagement.core.db import Base, bookkeeping, db
from engagement.core.errors import TooOften


class LimitCounter(Base):
    """How often `key` was used in the window that began at `window_start`."""

    __tablename__ = "limit_counter"

    id = None  # type: ignore[assignment]
    key: Mapped[str] = mapped_column(primary_key=True)
    window_start: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int]


def count(purpose: str, who: str, *, limit: int, seconds: int) -> None:
    """Count one use by `who`; TooOften beyond `limit` uses in a fixed window of `seconds`.

    `who` (an e-mail, an address) is stored as a hash only. Counted before the act and committed
    by itself, so that a refused act counts, too.
    """
    start = datetime.fromtimestamp(now().timestamp() // seconds * seconds, UTC)
    key = f"{purpose}:{hashlib.sha256(who.casefold().encode()).hexdigest()[:32]}"
    if add_use(key, start) > limit:
        raise TooOften(start + timedelta(seconds=seconds))


@bookkeeping
def add_use(key: str, start: datetime) -> int:
    """Count one use of `key` in the window from `start`; returns the uses so far."""
    return db.session.scalars(
        insert(LimitCounter)
        .values(key=key, window_start=start, count=1)
        .on_conflict_do_update(
            index_elements=["key", "window_start"], set_={"count": LimitCounter.count + 1}
        )
        .returning(LimitCounter.count)
    ).one()


@bookkeeping
def forget_old() -> int:
    """Delete counters older than two days; returns how many."""
    old = LimitCounter.window_start < now() - timedelta(days=2)
    gone = db.session.scalars(delete(LimitCounter).where(old).returning(LimitCounter.key))
    return len(gone.all())
