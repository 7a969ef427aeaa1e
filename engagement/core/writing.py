"""A new row written at once: for what thousands do in an hour, one after the other under a lock.

The session writes rows in an order that it works out each time, asking every row for what hangs on
it, and table by table. Where a command knows all that itself, one statement does.
"""

import functools
from typing import Any

from sqlalchemy import Column, Table, bindparam, insert, inspect, select, union_all
from sqlalchemy.orm import make_transient_to_detached

from engagement.core.db import Base, ask, db


def write_new(row: Base, *kinds: type[Base]) -> None:
    """INSERT a new row whose `id` is given, and what else is new of these kinds.

    All in one statement, so nothing of it may depend on a trigger that sees the rest. What rows
    refer to has to stand in their columns (`person_id`), not only as the other row. The row stays
    in the session as if it had been read; of the others nothing is kept. Whatever else has changed
    is written by the next flush, as always, and what an earlier one wrote is not written again.
    IntegrityError where PostgreSQL refuses one.
    """
    session = db.session
    new = list(session.new)
    rows = [each for each in new if each is row]
    rows += [each for kind in kinds for each in new if type(each) is kind and each is not row]
    if not rows:
        return
    written = [_columns_of(each) for each in rows]
    shape = tuple(
        (each.__table__, tuple(columns)) for each, columns in zip(rows, written, strict=True)
    )
    values = {
        _name(place, column): value
        for place, columns in enumerate(written)
        for column, value in columns.items()
    }
    with session.no_autoflush:
        ask(_into(shape), values)
    for each in rows:
        session.expunge(each)
    if row in rows:
        make_transient_to_detached(row)
        session.add(row)


@functools.lru_cache(maxsize=200)
def _into(shape):
    """The INSERT of so many rows of these tables with these columns; all but the last within it."""
    alike: dict[tuple[Table, tuple[str, ...]], list[int]] = {}
    for place, of in enumerate(shape):
        alike.setdefault(of, []).append(place)
    *first, last = (_insert(*of, places) for of, places in alike.items())
    return last.add_cte(*(each.cte(f"written_{number}") for number, each in enumerate(first)))


def _insert(table, names, places):
    """As a SELECT of several rows: of several VALUES SQLAlchemy does not keep the compiled text."""
    rows = [
        [bindparam(_name(place, each), type_=table.c[each].type) for each in names]
        for place in places
    ]
    if len(rows) == 1:
        return insert(table).values(dict(zip(names, rows[0], strict=True)))
    several = union_all(*(select(*row) for row in rows))
    return insert(table).from_select(names, several, include_defaults=False)


def _name(place: int, column: str) -> str:
    return f"{column}_of_{place}"


def _columns_of(row: Base) -> dict[str, Any]:
    """What was said of its columns; others get the defaults that they declare."""
    state = inspect(row)
    said = state.dict
    found = {}
    for key, column, default in _columns(type(row)):
        if key in said:
            found[column] = said[key]
        elif default is not None:
            found[column] = default()
    return found


@functools.cache
def _columns(kind):
    """(attribute, column, what makes its default or None) for each column of a class."""
    return [
        (key, column.name, _default_of(column))
        for key, column in inspect(kind).columns.items()
        if isinstance(column, Column)
    ]


def _default_of(column):
    default = column.default
    if default is None or not default.is_callable:
        return default and (lambda: default.arg)
    return functools.partial(default.arg, None)  # in place of a context, which none of ours reads
