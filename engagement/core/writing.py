"""A new row written at once: for what thousands do in an hour, one after the other under a lock.

The session writes rows in an order that it works out each time, asking every row for what hangs on
it, and table by table. Where a command knows all that itself, one statement does. Each table's rows
go there as one value, in JSON: to hand over seventy values one by one takes twice as long.
"""

import functools
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    Text,
    bindparam,
    column,
    func,
    insert,
    inspect,
    literal_column,
    select,
    update,
)
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from engagement.core.db import Base, ask, db


def write_new(
    row: Base,
    *kinds: type[Base],
    changed: tuple[Base, str] | None = None,
    then: tuple[Select[Any], dict[str, Any]] | None = None,
) -> None:
    """INSERT a new row whose `id` is given, and what else is new of these kinds.

    `changed` is another row and its one attribute that may have another value now, `then` a SELECT
    of what else writes, with its values. All in one statement, so nothing of it may depend on a
    trigger that sees the rest. What rows refer to has to stand in their columns (`person_id`), not
    only as the other row. The row stays in the session as if it had been read; of the others
    nothing is kept. Whatever else has changed is written by the next flush, as always, and what an
    earlier one wrote is not written again. None becomes NULL, in a column of JSON, too.
    IntegrityError where PostgreSQL refuses one; TypeError for a value that has no form in JSON.
    """
    session = db.session
    new = list(session.new)
    rows = [each for each in new if each is row]
    rows += [each for kind in kinds for each in new if type(each) is kind and each is not row]
    alike: dict[Any, list[dict[str, Any]]] = {}
    for each in rows:
        said = _columns_of(each)
        alike.setdefault((each.__table__, tuple(said)), []).append(said)
    values: dict[str, Any] = {
        f"rows_{number}": json.dumps(said, default=_in_json)
        for number, said in enumerate(alike.values())
    }
    of_other = None
    if changed and (new_value := inspect(changed[0]).attrs[changed[1]].history.added):
        other, name = changed
        of_other = (other.__table__, name)
        [other_id] = inspect(other).identity or ()
        values |= {"of": other_id, "now": new_value[0]}
    select_then, values_then = then or (None, {})
    if not values and not then:
        return
    with session.no_autoflush:
        ask(_into(tuple(alike), of_other, select_then), values | values_then)
    for each in rows:
        session.expunge(each)
    if row in rows:
        make_transient_to_detached(row)
        session.add(row)
    if changed and of_other:
        set_committed_value(*changed, values["now"])


@functools.lru_cache(maxsize=200)
def _into(shape, of_other, then):
    """The INSERT of rows of these tables with these columns; all but the last within it."""
    parts: list[Any] = [_update(*of_other)] if of_other else []
    parts += [
        _insert(table, names, f"rows_{number}") for number, (table, names) in enumerate(shape)
    ]
    *first, last = [*parts, then] if then is not None else parts
    return last.add_cte(*(each.cte(f"written_{number}") for number, each in enumerate(first)))


def _insert(table, names, rows):
    """The rows are read as rows of the table: PostgreSQL knows what type each value has."""
    like: ColumnElement[Any] = literal_column(f"NULL::{table.fullname}")
    read = func.json_populate_recordset(like, bindparam(rows, type_=Text).op("::")(column("json")))
    found = read.table_valued(*names, name="said")
    chosen = select(*(found.c[each] for each in names))
    return insert(table).from_select(names, chosen, include_defaults=False)


def _update(table, name):
    now = bindparam("now", type_=table.c[name].type)
    of = bindparam("of", type_=table.c.id.type)
    return update(table).where(table.c.id == of).values({name: now})


def _in_json(value):
    if isinstance(value, datetime | UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _columns_of(row: Base) -> dict[str, Any]:
    """What was said of its columns; others get the defaults that they declare."""
    state = inspect(row)
    said = state.dict
    found = {}
    for key, name, default in _columns(type(row)):
        if key in said:
            found[name] = said[key]
        elif default is not None:
            found[name] = default()
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
