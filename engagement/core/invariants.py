"""What must always hold: each a search that finds nothing, named and declared by a feature.

Most are SQL; what SQL cannot say, such as a fingerprint that must come out the same, is a
function. Run by `flask check-invariants` and nightly; security.md 4 asks for it after every fault.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import text

from engagement.core.db import db

MOST_SHOWN = 5

Finder = Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Invariant:
    """`search` finds what breaks it: SQL that selects one column, or a function, naming each."""

    name: str
    search: str | Finder


DECLARED: dict[str, Invariant] = {}


def declare(name: str, search: str | Finder) -> None:
    """Make an invariant known. RuntimeError when the name is taken."""
    if name in DECLARED:
        raise RuntimeError(f"invariant {name} is declared twice")
    DECLARED[name] = Invariant(name, search)


def offenders(invariant: Invariant) -> list[str]:
    """The first few rows that break an invariant."""
    if callable(invariant.search):
        return list(islice(invariant.search(), MOST_SHOWN))
    rows = db.session.execute(text(f"SELECT * FROM ({invariant.search}) q LIMIT {MOST_SHOWN}"))
    return [str(row[0]) for row in rows]


def broken() -> dict[str, list[str]]:
    """Every invariant that does not hold, by name, with its first offenders."""
    found = {name: offenders(invariant) for name, invariant in DECLARED.items()}
    return {name: rows for name, rows in found.items() if rows}
