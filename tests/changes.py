"""What the process keeps of the database is read anew once a test has changed it, not before."""

import re

from sqlalchemy import event
from sqlalchemy.engine import Engine

from engagement.core import versions
from engagement.core.clock import today

CHANGES = re.compile(
    r"\s*(?:INSERT INTO|UPDATE|DELETE FROM|WITH|ROLLBACK|TRUNCATE)"
    r"(?!\s+(?:audit_read_event|account_sign_in|limit_counter)\b)"
)
"""Builders write without saying so (`versions.bump`), and savepoints are rolled back.

What a GET may write (`tests/walks/test_routes.py`) is kept by nobody.
"""


class _Seen:
    changed = True
    day = None


@event.listens_for(Engine, "before_cursor_execute")
def note_change(connection, cursor, statement, parameters, context, executemany):
    """Remember that something may have changed."""
    if not _Seen.changed and CHANGES.match(statement):
        _Seen.changed = True


def say_changed() -> None:
    """Let the next request read again in any case: it shall not matter what was asked before."""
    _Seen.changed = True


def forget_changed() -> None:
    """Let the next request read again what may have changed since the last one: rows, or the day.

    To read settings anew for each of ten thousands of requests costs a tenth of all pages.
    """
    if _Seen.changed or _Seen.day != today():
        versions.forget()
        _Seen.changed, _Seen.day = False, today()
