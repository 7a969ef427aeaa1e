"""Pages of a list: keyset paging in the address, and targets that stay on this site."""

import base64
import functools
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import request, url_for
from sqlalchemy import Select, tuple_

from engagement.core.db import db
from engagement.web.odd_input import is_odd

PAGE_SIZE = 50
LARGEST_NUMBER = 2**63 - 1


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows, and the addresses of its neighbours (None at the ends)."""

    rows: Sequence
    next_url: str | None
    previous_url: str | None


@dataclass(frozen=True)
class Place:
    """Where a page begins: the key of the row before it, or of the row after if `backwards`."""

    key: tuple | None = None
    backwards: bool = False


def keyset(
    statement: Select,
    order: Sequence,
    *,
    size: int = PAGE_SIZE,
    descending: bool = False,
    values: dict | None = None,
) -> Page:
    """Page through `statement` by the columns of `order`, whose last is unique.

    `order` must be among the selected columns or attributes (by name). The place is in the
    address (`after=` or `before=`), so each page costs the same however far down it is.
    `values` are those of a statement that was made for anybody and is kept.
    """
    place = asked_place([column.type.python_type for column in order])
    falling = descending != place.backwards
    if place.key is not None:
        key = tuple_(*order)
        statement = statement.where(key < place.key if falling else key > place.key)
    first_rows = _kept_first_rows if values and place.key is None else _first_rows
    statement = first_rows(statement, tuple(order), falling, size + 1)
    rows = db.session.execute(statement, values).all()
    return page_of(rows, place, [column.key for column in order], size=size)


def _first_rows(statement, order, falling, count):
    return statement.order_by(*(each.desc() if falling else each for each in order)).limit(count)


_kept_first_rows = functools.lru_cache(maxsize=256)(_first_rows)
"""For statements that are kept themselves, so that the one with an order is kept as well."""


def asked_place(types: Sequence[type]) -> Place:
    """The place named in the address; the beginning when it names none, or nonsense."""
    after, before = _unpacked("after", types), _unpacked("before", types)
    return Place(before, True) if before is not None and after is None else Place(after)


def page_of(rows: Sequence, place: Place, key: Sequence[str], *, size: int = PAGE_SIZE) -> Page:
    """A page of `rows` read from `place` on, in that direction: one more than `size` if there are.

    `key` names the attributes of a row by which the list is sorted.
    """
    more = len(rows) > size
    rows = rows[:size]
    if place.backwards:
        rows = rows[::-1]
    has_next = bool(rows) and (more or place.backwards)
    has_previous = bool(rows) and (more if place.backwards else place.key is not None)
    return Page(
        rows,
        _neighbour("after", rows[-1], key) if has_next else None,
        _neighbour("before", rows[0], key) if has_previous else None,
    )


def _neighbour(name, row, key):
    first = row[0] if hasattr(row[0], "__tablename__") else row
    place = [_plain(getattr(first, column)) for column in key]
    packed = base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")
    left_out = {"after", "before"} | (request.url_rule.arguments if request.url_rule else set())
    kept = {k: v for k, v in request.args.items(multi=False) if k not in left_out}
    return url_for(request.endpoint, **(request.view_args or {}), **kept, **{name: packed})


def _plain(value):
    if isinstance(value, datetime | date):
        return {"time": value.isoformat()}
    return {"id": str(value)} if isinstance(value, uuid.UUID) else value


def _unpacked(name, types):
    packed = request.args.get(name, "")
    try:
        values = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
        key = tuple(_rich(value) for value in values)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    fits = len(key) == len(types) and all(map(isinstance, key, types))
    return key if fits and all(map(_can_be_kept, key)) else None


def _can_be_kept(value) -> bool:
    """Whether the database can compare something with `value`."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) <= LARGEST_NUMBER
    return not isinstance(value, str) or not is_odd(value)


def _rich(value):
    if isinstance(value, dict):
        if "id" in value:
            return uuid.UUID(value["id"])
        return datetime.fromisoformat(value["time"])
    return value


def own_path(target: str | None) -> str | None:
    """`target` when it is a path on this site, else None: no redirect leads away."""
    if not target or not target.startswith("/") or len(target) > 500:
        return None
    if target.startswith(("//", "/\\")) or any(ord(letter) < 33 for letter in target):
        return None
    return None if "\\" in target else target
