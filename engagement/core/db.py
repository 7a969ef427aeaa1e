"""The session and who may write: `@command`, `@bookkeeping`, `@on_read`.

Outside a command the session is bound to an engine on which PostgreSQL itself refuses to write;
a command switches to the writing engine, runs as one transaction and must record an audit event.
"""

import functools
import select
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum as PythonEnum
from typing import Any, TypeVar

from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import (
    Connection,
    CursorResult,
    DateTime,
    Enum,
    Executable,
    MetaData,
    Uuid,
    event,
    inspect,
)
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import Pool

from engagement.core.cursors import Cursor

db = SQLAlchemy()
Row = TypeVar("Row")


class Base(DeclarativeBase):
    """Every table has an unguessable `id`, aware times, and enumerations under a CHECK."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: DateTime(timezone=True),
        uuid.UUID: Uuid(),
        PythonEnum: Enum(
            PythonEnum,
            native_enum=False,
            create_constraint=True,
            length=40,
            values_callable=lambda members: [member.value for member in members],
        ),
    }

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)


PLANNING = "-c random_page_cost=1.1 -c jit=off"
"""Disks have no arm to move any more, so fifty rows are looked up instead of reading a table; and
no page asks so much that compiling its query would pay."""


def engines(url: str) -> dict[str, dict[str, Any]]:
    """The two engines of SQLALCHEMY_ENGINES: one that writes, one that PostgreSQL keeps reading."""
    shared = {
        "url": url,
        "pool_size": 8,
        "max_overflow": 8,
        "query_cache_size": 2000,  # compiled statements kept: there are more than 500, the default
        "hide_parameters": True,  # what people wrote must not get into a log by an error's words
    }
    return {
        "default": shared
        | {
            "connect_args": {
                "cursor_factory": Cursor,
                "options": f"{PLANNING} -c lock_timeout=10s -c statement_timeout=60s",
            }
        },
        "reading": shared
        | {
            "isolation_level": "AUTOCOMMIT",
            "connect_args": {
                "cursor_factory": Cursor,
                "options": f"{PLANNING} -c default_transaction_read_only=on"
                " -c statement_timeout=30s",
            },
        },
    }


@event.listens_for(Pool, "checkout")
def refuse_closed(connection, record, proxy) -> None:
    """Let a connection that the database has ended be made anew.

    At rest there is nothing to read from it but its end, or the words that announce it. To look
    costs a hundredth of asking (`pool_pre_ping`), at every request.
    """
    if connection.closed:
        raise DisconnectionError("this connection was closed")
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    if waiting.poll(0):
        raise DisconnectionError("the database has ended this connection")


def init_app(app) -> None:
    """Open the session of `app`: reading unless a command runs.

    The extension's asynchronous teardown is taken out: with `asgiref` installed Flask would start
    a thread and an event loop for it at the end of every request.
    """
    db.init_app(app)
    app.teardown_appcontext_funcs[:] = [
        function
        for function in app.teardown_appcontext_funcs
        if function.__name__ != "_close_async_sessions"
    ]
    with app.app_context():
        db.sessionmaker.configure(bind=db.get_engine("reading"))


@event.listens_for(Session, "before_flush")
def watch_rows(session, flush_context, instances):
    """A changed row outside a command is a programming error."""
    changed = [*session.new, *filter(session.is_modified, session.dirty), *session.deleted]
    if changed:
        note_write(session, changed[0])


@event.listens_for(Session, "do_orm_execute")
def watch_bulk_statements(state):
    """So is a bulk INSERT, UPDATE or DELETE."""
    if state.is_insert or state.is_update or state.is_delete:
        note_write(state.session, state.statement)


def note_write(session, what) -> None:
    """Remember that this transaction wrote, or raise RuntimeError outside one."""
    if not session.info.get("command"):
        raise RuntimeError(f"changed outside a command: {what!r}")
    session.info["wrote"] = True


def ask(statement: Executable, values: Any = None) -> CursorResult:
    """Run a statement about columns on the session's connection; rows of classes are not read so.

    What a session does around a statement for the sake of its objects costs as much as a short
    query. As always, what is pending is written first.
    """
    session = db.session
    if session.autoflush:
        session.flush()
    if statement.is_dml:
        note_write(session, statement)
    return session.connection().execute(statement, values)


@contextmanager
def transaction(*, audited: bool) -> Iterator[None]:
    """Commit on success, roll back on error. Inside another command: just take part.

    RuntimeError when a command is called inside bookkeeping or while a GET is answered, or when
    it changed rows and recorded no audit event.
    """
    session, info = db.session, db.session.info
    if info.get("command"):
        if audited and not info["for_command"]:
            raise RuntimeError("a command was called inside bookkeeping")
        yield
        return
    if audited and info.get("read_only"):
        raise RuntimeError("a command was run while answering a GET")
    use_engine("default")
    info.update(command=True, for_command=audited, wrote=False, audited=not audited)
    try:
        yield
        session.flush()
        if info["wrote"] and not info["audited"]:
            raise RuntimeError("a command changed rows and recorded no audit event")
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        info["command"] = False
        info.pop("bumped", None)
        use_engine("reading")


def use_engine(name: str) -> None:
    """Bind the session to one of the two engines; tests bind one connection instead.

    The connection is given back, and what was read before the switch expires, other than what is
    `carried`.
    """
    session = db.session
    rows = session.info.pop("carried", ())
    if isinstance(session.bind, Connection):
        return
    if rows:
        _end_reading(session, rows)
    else:
        session.rollback()
    session.bind = db.get_engine(name)


def _end_reading(session, kept):
    """What a rollback does, but for some rows."""
    session.expire_on_commit = False
    try:
        session.commit()
    finally:
        session.expire_on_commit = True
    for row in session.identity_map.values():
        if row not in kept:
            session.expire(row)


@contextmanager
def carried(*rows: Base) -> Iterator[None]:
    """Take rows that have just been read into the command of the block, which reads them no more.

    For what a command would read without a lock anyway, a moment later; what it locks it reads.
    """
    db.session.info["carried"] = rows
    try:
        yield
    finally:
        db.session.info.pop("carried", None)


# A context manager decorates, too: each call of the function below `@command` is one transaction.
# `@command` changes data: all or nothing, audited, the only kind that may write.
# `@bookkeeping` writes what nobody would audit: a job's progress, a mail's delivery, a counter.
command = transaction(audited=True)
bookkeeping = transaction(audited=False)


def on_read(function: Callable[..., None]) -> Callable[..., None]:
    """The only write a GET may cause: a session's last use, a read log, a counter.

    The call is kept; `after_read` makes it once the answer is built, in one short transaction
    on a connection of its own. It takes plain values, since the request's session has ended.
    """

    @functools.wraps(function)
    def later(**values):
        db.session.info.setdefault("on_read", []).append((function, values))

    return later


def after_read() -> None:
    """Do what `@on_read` kept; called once a request, after the answer is built."""
    calls = db.session.info.pop("on_read", [])
    if calls:
        db.session.rollback()  # gives its connection back, so that nobody waits for himself
        with own_transaction() as connection:
            for function, values in calls:
                function(connection, **values)


def own_transaction():
    """A transaction beside the session's, on a connection of its own."""
    return db.engine.begin()


@contextmanager
def snapshot() -> Iterator[None]:
    """Let all reads of the block see one moment: for an export, for figures that must agree."""
    if isinstance(db.session.bind, Connection) or db.session.info.get("command"):
        yield
        return
    use_engine("default")
    try:
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield
    finally:
        use_engine("reading")


def lock(row: Row) -> Row:
    """Re-read a row under a row lock, so that two people cannot both pass the same check.

    Must come first in a command: it drops unsaved changes and loaded relations of the row. A row
    that this transaction made is nobody else's yet and stays as it is.
    """
    if inspect(row) not in db.session.info.get("made", ()):
        db.session.refresh(row, with_for_update={"of": type(row)})
    return row


@event.listens_for(Session, "transient_to_pending")
def remember_made(session, row) -> None:
    """A row begins in this transaction; it is ours until that has ended."""
    session.info.setdefault("made", set()).add(inspect(row))


@event.listens_for(Session, "after_transaction_end")
def forget_made(session, ended) -> None:
    """What was made is there for others from now on, or is gone."""
    if ended.parent is None or ended.nested:
        session.info.pop("made", None)
