"""The one place that knows what time it is.

Demo data is made through the commands as if they had been given over years, so the clock can be
moved within a block; tests freeze time with `time-machine` instead.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_moved: ContextVar[datetime | None] = ContextVar("moved_clock", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _moved.get() or datetime.now(UTC)


def today() -> date:
    """The present date in UTC."""
    return now().date()


def years_after(day: date, years: int) -> date:
    """The same day `years` later; the first of March for a 29 February that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@contextmanager
def moved_to(instant: datetime) -> Iterator[None]:
    """Let `now()` answer `instant` (aware) within the block; used by the demo data alone."""
    token = _moved.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _moved.reset(token)
