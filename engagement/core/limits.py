"""How often something may be tried: counters in PostgreSQL, shared by all processes.

Many people share one address, so addresses get a coarse limit and accounts a fine one.
"""

import hashlib
import threading
import uuid
from datetime import UTC, datetime, timedelta
from typing import cast

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import ReturningInsert

from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import Base, ask, bookkeeping, db
from engagement.core.errors import TooOften


class LimitCounter(Base):
    """How often `key` was used in the window that began at `window_start`."""

    __tablename__ = "limit_counter"

    id = None  # type: ignore[assignment]
    key: Mapped[str] = mapped_column(primary_key=True)
    window_start: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int]


COUNTERS = cast(Table, LimitCounter.__table__)
USE = {
    "key": bindparam("of", type_=COUNTERS.c.key.type),
    "window_start": bindparam("since", type_=COUNTERS.c.window_start.type),
    "count": bindparam("uses", type_=COUNTERS.c.count.type),
}


def _counting(new: Insert) -> ReturningInsert:
    return new.on_conflict_do_update(
        index_elements=["key", "window_start"],
        set_={"count": COUNTERS.c.count + USE["count"]},
    ).returning(COUNTERS.c.count)


COUNTED = _counting(insert(COUNTERS).values(USE))
FIRST = select(*USE.values()).select_from(once.TAKEN.cte("taken"))
COUNTED_IF_FIRST = _counting(insert(COUNTERS).from_select(list(USE), FIRST))
"""The receipt of a form, and the use that it is unless it is a twin's; no row for a twin."""
MOST_KEPT = 10_000
_uses: dict[tuple[str, datetime], int] = {}
_lock = threading.Lock()


def count(purpose: str, who: str, *, limit: int, seconds: int) -> None:
    """Count one use by `who`; TooOften beyond `limit` uses in a fixed window of `seconds`.

    `who` (an e-mail, an address) is stored as a hash only. Counted before the act and committed
    by itself, so that a refused act counts, too.
    """
    start = _window(seconds)
    if add_use(_key(purpose, who), start) > limit:
        raise TooOften(start + timedelta(seconds=seconds))


def take(
    key: uuid.UUID | None, actor, *, result_id: uuid.UUID, purpose: str, limit: int, seconds: int
) -> once.FormReceipt | None:
    """`once.take`, and unless it is a twin's `count` of a use by the actor, in one statement."""
    start = _window(seconds)
    who = {"of": _key(purpose, str(actor.id)), "since": start, "uses": 1}
    uses = None
    if key is not None:
        with once.no_act():
            uses = ask(COUNTED_IF_FIRST, once.receipt(key, actor, result_id) | who).scalar()
        if uses is None and (earlier := once.earlier_of(key, actor)):
            return earlier
    if uses is None:
        uses = ask(COUNTED, who).scalar_one()
    if uses > limit:
        raise TooOften(start + timedelta(seconds=seconds))
    return None


def count_coarsely(purpose: str, who: str, *, limit: int, seconds: int, step: int = 20) -> None:
    """The same where every use would be too dear to write down: counted by tens in each process.

    `who` may get up to `step` uses a process less than `limit`, which must be far more than that.
    """
    start = _window(seconds)
    place = (_key(purpose, who), start)
    with _lock:
        if len(_uses) > MOST_KEPT:
            _uses.clear()
        _uses[place] = uses = _uses.get(place, 0) + 1
    if uses % step == 1 and add_use(*place, uses=step) > limit:
        with _lock:
            _uses[place] -= 1  # the next one asks again
        raise TooOften(start + timedelta(seconds=seconds))


def used_up_until(purpose: str, who: str, *, limit: int, seconds: int) -> datetime | None:
    """When `who` may try again, or None where a use is left now."""
    start = _window(seconds)
    counter = db.session.get(LimitCounter, (_key(purpose, who), start))
    return start + timedelta(seconds=seconds) if counter and counter.count >= limit else None


def forget(purpose: str, who: str) -> None:
    """Let `who` begin anew; within a command."""
    db.session.execute(delete(LimitCounter).where(LimitCounter.key == _key(purpose, who)))


def _window(seconds: int) -> datetime:
    return datetime.fromtimestamp(now().timestamp() // seconds * seconds, UTC)


def _key(purpose: str, who: str) -> str:
    return f"{purpose}:{hashlib.sha256(who.casefold().encode()).hexdigest()[:32]}"


@bookkeeping
def add_use(key: str, start: datetime, *, uses: int = 1) -> int:
    """Count a use of `key` in the window from `start`, or several; returns the uses so far."""
    return ask(COUNTED, {"of": key, "since": start, "uses": uses}).scalar_one()


@bookkeeping
def forget_old() -> int:
    """Delete counters older than two days; returns how many."""
    old = LimitCounter.window_start < now() - timedelta(days=2)
    gone = db.session.scalars(delete(LimitCounter).where(old).returning(LimitCounter.key))
    return len(gone.all())
