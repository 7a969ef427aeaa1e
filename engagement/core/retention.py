"""How long what ages is kept: each feature declares its rules, one nightly run applies them.

A rule is the very statement that deletes or empties rows, so that a dry run counts exactly the
rows that a run would touch (R-57). The audit trail has no rule: it is append-only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from flask_babel import LazyString, ngettext
from sqlalchemy import CursorResult, Delete, Update, func, select

from engagement.core.clock import now
from engagement.core.db import db

YEAR = 365

Due = Callable[[datetime], Delete | Update]


@dataclass(frozen=True)
class Rule:
    """`due(limit)` is the statement about the rows that were done with at `limit` or before."""

    name: str
    days: Callable[[], int]
    due: Due

    @property
    def statement(self) -> Delete | Update:
        """What has to be done now."""
        return self.due(now() - timedelta(days=self.days()))


DECLARED: dict[str, Rule] = {}


def declare(name: str, days: Callable[[], int], due: Due) -> None:
    """Make a rule known as `feature.what`; `days` is a setting. RuntimeError for a taken name.

    An update must leave rows that its own condition does not find again.
    """
    if name in DECLARED:
        raise RuntimeError(f"retention {name} is declared twice")
    DECLARED[name] = Rule(name, days, due)


def counts() -> dict[str, int]:
    """How many rows are due by each rule."""
    return {rule.name: _count(rule.statement) for rule in _in_order()}


def apply() -> dict[str, int]:
    """Do what is due; returns how many rows by each rule. Within a command."""
    return {rule.name: _run(rule.statement) for rule in _in_order()}


def kept_for(days: Callable[[], int]) -> LazyString:
    """The period as a sentence for readers: in years where it is whole ones."""
    return LazyString(lambda: _sentence(days()))


def _in_order():
    return sorted(DECLARED.values(), key=lambda rule: rule.name)


def _count(statement):
    rows = select(func.count()).select_from(statement.table).where(statement.whereclause)
    return db.session.scalar(rows)


def _run(statement):
    done = db.session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult, done).rowcount


def _sentence(days):
    if days % YEAR == 0:
        return ngettext(
            "%(num)d year after it is done with.",
            "%(num)d years after it is done with.",
            days // YEAR,
        )
    return ngettext(
        "%(num)d day after it is done with.", "%(num)d days after it is done with.", days
    )
