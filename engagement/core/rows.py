"""Rows of classes, made of columns that were asked for.

To read rows as objects, a session works out at each query how its columns make objects. Where the
same few rows are read in every request, that is most of the time it takes.
"""

import functools
from collections.abc import Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import Column, inspect
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from engagement.core.db import Base, db

Row = TypeVar("Row", bound=Base)


def columns_of(kind: type[Base]) -> list[Column[Any]]:
    """What to ask for, in the order in which `row_of` wants it."""
    return [column for _, column in _attributes(kind)]


def row_of(kind: type[Row], values: Sequence[Any]) -> Row:
    """The row with these values of `columns_of`, in the session as if it had been read.

    One that the session has already keeps what it knows, as at any query.
    """
    session = db.session
    said = dict(zip((name for name, _ in _attributes(kind)), values, strict=True))
    mapper = inspect(kind)
    known = session.identity_map.get(mapper.identity_key_from_primary_key((said["id"],)))
    if known is not None:
        for name, value in said.items():
            if name not in known.__dict__:
                set_committed_value(known, name, value)
        return cast(Row, known)
    row = cast(Row, mapper.class_manager.new_instance())
    row.__dict__.update(said)
    make_transient_to_detached(row)
    session.add(row)
    return row


@functools.cache
def _attributes(kind: type[Base]) -> list[tuple[str, Column[Any]]]:
    """(attribute, column) of a class whose columns are all read at once."""
    found = list(inspect(kind).columns.items())
    if not all(isinstance(column, Column) for _, column in found):
        raise TypeError(f"{kind.__name__} has columns that are worked out")
    return found
