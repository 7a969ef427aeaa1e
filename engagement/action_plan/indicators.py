"""The registry of indicators: what a figure is, how it is computed, when it may be shown.

A feature declares each of its figures in its own `indicators.py`:

    declare(Indicator(
        code="accredited_organizations", version=1, actions=("VIII.A.4",), unit=Unit.ORGANIZATIONS,
        title=_l("…"), definition=_l("…"), misleading=_l("…"), counter="suspended_organizations",
        sql="SELECT NULL AS part, count(*) AS value, NULL AS basis FROM … WHERE … :day …",
    ))

The statement gives one row for the whole (`part` NULL), or one for each part, and depends on
nothing but the records and `:day`, the day for which it is asked, so that past days can be
computed. `value` NULL means "no data", which is a value and not zero. `basis` is the number of
cases that a share or a median is of. A new wording of `sql` is a new version.

Figures of cases and people are `guarded`: they are kept as they are and shown by `shown`, the
small-number rule. What counts public entries, as the register does, is not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import text

from engagement.action_plan import plan
from engagement.core.db import db
from engagement.core.small_numbers import FEWEST_CASES, FEWEST_IN_CELL, shown_groups, shown_parts
from engagement.core.text import Labelled

MOST_ROWS = 200
"""Rows that a drill-down shows."""


class Unit(Labelled):
    """What a figure counts."""

    ORGANIZATIONS = "organizations", _l("organizations")
    APPLICATIONS = "applications", _l("applications")
    COUNTRIES = "countries", _l("countries and areas")
    STATES = "states", _l("States")
    PERCENT = "percent", _l("per cent")
    DAYS = "days", _l("days")
    HOURS = "hours", _l("hours")
    CASES = "cases", _l("cases")
    MATCHES = "matches", _l("matches")
    MEASURES = "measures", _l("measures")
    PARTNERSHIPS = "partnerships", _l("partnerships")
    MEETINGS = "meetings", _l("meetings")
    DATE = "date", _l("a day")


class Shape(StrEnum):
    """How a figure comes about, which decides when it would tell of single cases."""

    COUNT = "count"
    SHARE = "share"
    MEDIAN = "median"


class Hidden(Enum):
    """Why there is no figure."""

    NO_DATA = "no data"
    TOO_FEW = "too few"


@dataclass(frozen=True)
class Drill:
    """The rows behind a figure, without anything that names a case.

    `sql` takes `:day` and gives one row for each case that the figure counts; `heads` are its
    columns, two at least, `labels` the words for the values of some of them. Of a guarded figure
    the first column says which rows are shown together or not at all; of a share the second says
    whether the case is one of those that the share is of.
    """

    sql: str
    heads: tuple[Any, ...]
    labels: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Indicator:
    """One figure. `counter` is the code of the figure to be read beside it.

    `parts` maps each part that the statement gives to its words, in order; `missing` says why
    there is no statement yet. `flow` is true of a count of what happened up to the day: the figures
    of two days differ by a count, too.
    """

    code: str
    version: int
    actions: tuple[str, ...]
    title: Any
    definition: Any
    unit: Unit
    misleading: Any
    counter: str | None = None
    sql: str | None = None
    missing: Any = None
    shape: Shape = Shape.COUNT
    guarded: bool = False
    flow: bool = False
    parts: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    drill: Drill | None = None


@dataclass(frozen=True)
class Measured:
    """A row of an indicator's statement; `part` is "" for the whole."""

    part: str
    value: Decimal | None
    basis: int | None


DECLARED: dict[str, Indicator] = {}


def declare(indicator: Indicator) -> None:
    """Make an indicator known. RuntimeError for one twice, for no action, or without a source."""
    unknown = [code for code in indicator.actions if plan.action(code) is None]
    sourced = (indicator.sql is None) != (indicator.missing is None)
    if indicator.code in DECLARED or unknown or not indicator.actions or not sourced:
        raise RuntimeError(f"indicator {indicator.code} cannot be declared like this")
    DECLARED[indicator.code] = indicator


def of_action(code: str) -> list[Indicator]:
    """The indicators of an action."""
    return [indicator for indicator in DECLARED.values() if code in indicator.actions]


def measured(indicator: Indicator, day: date) -> list[Measured]:
    """What the indicator is on a day, computed now; "no data" where nothing comes of it."""
    if indicator.sql is None:
        return [Measured("", None, None)]
    rows = db.session.execute(*_with_values(indicator, indicator.sql, day))
    found = [
        Measured(row.part or "", None if row.value is None else Decimal(row.value), row.basis)
        for row in rows
    ]
    return found or [Measured("", None, None)]


@dataclass(frozen=True)
class RowsBehind:
    """The first rows of a drill-down that may be shown, whether there are more, and left out."""

    rows: list[tuple]
    more: bool
    left_out: int


def rows_behind(indicator: Indicator, day: date) -> RowsBehind:
    """The rows of the drill-down that may be shown, the latest first; three statements at most.

    Where a guarded figure may not be shown itself, none of its rows may.
    """
    if indicator.drill is None:
        return RowsBehind([], False, 0)
    rows = f"({indicator.drill.sql}) AS q(bucket, outcome)"
    values: dict[str, Any] = {}
    condition, left_out = "", 0
    if indicator.guarded:
        sizes = _sizes(indicator, rows, day)
        buckets = shown_groups(sizes) if may_be_opened(indicator, measured(indicator, day)) else []
        values["buckets"] = list(buckets)
        condition = "WHERE bucket = ANY(:buckets)"
        left_out = sum(sum(sizes[bucket].values()) for bucket in sizes if bucket not in buckets)
    asked = f"SELECT * FROM {rows} {condition} ORDER BY 1 DESC, 2 LIMIT {MOST_ROWS + 1}"
    statement, known = _with_values(indicator, asked, day)
    found = [tuple(row) for row in db.session.execute(statement, known | values)]
    return RowsBehind(found[:MOST_ROWS], len(found) > MOST_ROWS, left_out)


def may_be_opened(indicator: Indicator, rows: Iterable[Measured]) -> bool:
    """Whether rows behind a figure may be shown at all: not when they would tell what it hides."""
    return Hidden.TOO_FEW not in shown(indicator, rows).values()


def _sizes(indicator, rows, day):
    """How many rows each bucket has, for a share by what the share is of."""
    outcome = "outcome" if indicator.shape == Shape.SHARE else "NULL"
    statement = f"SELECT bucket, {outcome} AS outcome, count(*) FROM {rows} GROUP BY 1, 2"
    sizes: dict[str, dict[Any, int]] = {}
    for bucket, what, number in db.session.execute(*_with_values(indicator, statement, day)):
        sizes.setdefault(bucket, {})[what] = number
    return sizes


def _with_values(indicator, statement, day):
    values = {"day": day, "parts": list(indicator.parts), **indicator.parameters}
    used = {name: value for name, value in values.items() if f":{name}" in statement}
    return text(statement), used


def shown(indicator: Indicator, rows: Iterable[Measured]) -> dict[str, Decimal | Hidden]:
    """Each part as it may be shown: its figure, or why there is none."""
    values = {row.part: row for row in rows}
    figures: dict[str, Decimal | Hidden] = {
        part: Hidden.NO_DATA if row.value is None else row.value for part, row in values.items()
    }
    if not indicator.guarded:
        return figures
    if indicator.parts and indicator.shape == Shape.COUNT:
        counts = {part: int(row.value) for part, row in values.items() if row.value is not None}
        hidden = {part for part, count in shown_parts(counts).items() if count is None}
    else:
        hidden = {part for part, row in values.items() if _tells_of_few(indicator.shape, row)}
    return {part: Hidden.TOO_FEW if part in hidden else one for part, one in figures.items()}


def shown_over_time(
    indicator: Indicator, figures: Iterable[Decimal | Hidden]
) -> list[Decimal | Hidden]:
    """Figures of several days, the most important first, as they may be shown side by side."""
    figures = list(figures)
    if not (indicator.guarded and indicator.flow):
        return figures
    told: list[Decimal] = []
    side_by_side: list[Decimal | Hidden] = []
    for figure in figures:
        if not isinstance(figure, Hidden):
            if any(0 < abs(figure - each) < FEWEST_IN_CELL for each in told):
                figure = Hidden.TOO_FEW
            else:
                told.append(figure)
        side_by_side.append(figure)
    return side_by_side


def _tells_of_few(shape: Shape, row: Measured) -> bool:
    if row.value is None:
        return False
    if shape == Shape.COUNT:
        return 0 < row.value < FEWEST_IN_CELL
    basis = row.basis or 0
    if basis < FEWEST_CASES:
        return True
    counted = round(row.value * basis / 100)
    return shape == Shape.SHARE and (
        0 < counted < FEWEST_IN_CELL or 0 < basis - counted < FEWEST_IN_CELL
    )
