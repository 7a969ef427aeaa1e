"""How often something was changed, area by area: what a kept value or a kept page depends on.

A command that changes an area bumps its number in the same transaction; a process keeps what it
made from an area as long as the number is the one it was made under. A change is seen by every
process within `LOOK_AGAIN_AFTER` seconds, by the one that made it at once.
"""

import functools
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base, ask, db

LOOK_AGAIN_AFTER = 1.0
"""Seconds for which a process trusts the numbers it read last."""

Value = TypeVar("Value")


class DataVersion(Base):
    """The number of changes of one area ("register", "settings")."""

    __tablename__ = "data_version"

    id = None  # type: ignore[assignment]
    area: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=1)


class _Kept:
    numbers: dict[str, int] | None = None
    read_at = 0.0
    values: dict[Callable, tuple[int, Any]] = {}


_STATEMENT = select(DataVersion.area, DataVersion.number)


def bump(area: str) -> None:
    """Say that `area` has changed; within a command or bookkeeping."""
    db.session.flush()
    statement = insert(DataVersion).values(area=area, number=1)
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["area"], set_={"number": DataVersion.number + 1}
        )
    )
    db.session.info["bumped"] = True
    forget()


def number(area: str) -> int:
    """How often `area` was changed; 0 for one that never was."""
    return _numbers().get(area, 0)


def state() -> tuple[tuple[str, int], ...]:
    """The numbers of all areas: it differs as soon as anything has changed."""
    return tuple(sorted(_numbers().items()))


def _numbers() -> dict[str, int]:
    """One query a second and process for all areas at most."""
    now = time.monotonic()
    if _Kept.numbers is None or now - _Kept.read_at >= LOOK_AGAIN_AFTER:
        _Kept.numbers = {row.area: row.number for row in ask(_STATEMENT)}
        _Kept.read_at = now
    return _Kept.numbers


def kept_until_changed(area: str) -> Callable[[Callable[[], Value]], Callable[[], Value]]:
    """Keep what a function without arguments returns until `area` changes; nobody may alter it.

    A transaction that has bumped an area itself computes it each time: it may yet roll back.
    """

    def decorate(function: Callable[[], Value]) -> Callable[[], Value]:
        @functools.wraps(function)
        def kept() -> Value:
            if db.session.info.get("bumped"):
                return function()
            current = number(area)
            held = _Kept.values.get(function)
            if held is None or held[0] != current:
                held = _Kept.values[function] = (current, function())
            return held[1]

        return kept

    return decorate


class KeptByKey(Generic[Value]):
    """Values by key, `most` at a time, each kept until `area` changes; nobody may alter one."""

    def __init__(self, area: str, *, most: int) -> None:
        self._area, self._most = area, most
        self._values: dict[Any, tuple[int, Value]] = {}

    def get(self, key: Any, make: Callable[[], Value]) -> Value:
        """What is kept under a key, or what `make` returns."""
        if db.session.info.get("bumped"):
            return make()
        current = number(self._area)
        held = self._values.get(key)
        if held is None or held[0] != current:
            if len(self._values) >= self._most:
                self._values.clear()
            held = self._values[key] = (current, make())
        return held[1]


def forget() -> None:
    """Read numbers and values again at the next call."""
    _Kept.numbers = None
    _Kept.values.clear()
