"""What must always hold: each an SQL statement that finds nothing, named and declared by a feature.

Run by `flask check-invariants` and nightly; security.md 4 asks for it after every fault.
"""

from dataclasses import dataclass

from sqlalchemy import text

from engagement.core.db import db

MOST_SHOWN = 5


@dataclass(frozen=True)
class Invariant:
    """`sql` selects one text column that names each offender."""

    name: str
    sql: str


DECLARED: dict[str, Invariant] = {}


def declare(name: str, sql: str) -> None:
    """Make an invariant known. RuntimeError when the name is taken."""
    if name in DECLARED:
        raise RuntimeError(f"invariant {name} is declared twice")
    DECLARED[name] = Invariant(name, sql)


def offenders(invariant: Invariant) -> list[str]:
    """The first few rows that break an invariant."""
    rows = db.session.execute(text(f"SELECT * FROM ({invariant.sql}) q LIMIT {MOST_SHOWN}"))
    return [str(row[0]) for row in rows]
