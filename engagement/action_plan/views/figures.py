"""Indicators as pages show them: the kept figures of a day in words and bars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_percent
from flask_babel import gettext as _

from engagement.action_plan import indicators, queries
from engagement.action_plan.indicators import Hidden, Indicator, Measured, Unit
from engagement.web.i18n import format_number, language

WHOLE = ""


@dataclass(frozen=True)
class Line:
    """One figure: `exact` is the figure that may be shown, or None; `text` the words for it."""

    label: Any
    exact: Decimal | None
    text: str
    hides: bool = False

    @property
    def value(self) -> float:
        """The length of its bar."""
        return float(self.exact or 0)


@dataclass(frozen=True)
class Figure:
    """An indicator on a day; `day` is None when nothing was ever kept of it."""

    indicator: Indicator
    day: date | None
    lines: list[Line]

    @property
    def whole(self) -> Line | None:
        """Its one figure, or None for one by parts."""
        return None if self.indicator.parts else self.lines[0]

    @property
    def hides(self) -> bool:
        """Whether some of it may not be shown, since it would tell of few."""
        return any(line.hides for line in self.lines)


def figures(wanted: Iterable[Indicator]) -> dict[str, Figure]:
    """The figures of the last day that were kept, by code; two queries."""
    wanted = list(wanted)
    day = queries.last_day()
    kept = queries.values_on(day, [one.code for one in wanted]) if day else {}
    return {one.code: figure(one, day, kept.get(one.code, [])) for one in wanted}


def figure(indicator: Indicator, day: date | None, rows: Iterable) -> Figure:
    """An indicator by the kept rows of a day; of another version of it there is no data."""
    rows = [row for row in rows if row.version == indicator.version]
    found = shown_of(indicator, rows)
    parts = indicator.parts or {WHOLE: indicator.title}
    return Figure(
        indicator,
        day if rows else None,
        [line(indicator, label, found.get(part, Hidden.NO_DATA)) for part, label in parts.items()],
    )


def shown_of(indicator: Indicator, rows: Iterable) -> dict[str, Decimal | Hidden]:
    """What may be shown of kept rows of one day, by part."""
    return indicators.shown(indicator, [Measured(row.part, row.value, row.basis) for row in rows])


def line(indicator: Indicator, label, value: Decimal | Hidden) -> Line:
    """A figure in words."""
    if isinstance(value, Hidden):
        few = value == Hidden.TOO_FEW
        return Line(label, None, _("too few") if few else _("no data"), few)
    if indicator.unit == Unit.PERCENT:
        return Line(label, value, format_percent(value / 100, "#,##0.#%", locale=language()))
    return Line(label, value, format_number(value))


def with_counters(wanted: Iterable[Indicator]) -> list[Indicator]:
    """Indicators and those that are to be read beside them."""
    wanted = list(wanted)
    counters = [indicators.DECLARED[one.counter] for one in wanted if one.counter]
    return list({one.code: one for one in [*wanted, *counters]}.values())


def months(indicator: Indicator) -> list[Line]:
    """The figure of the last day of each month, the latest first; none for one by parts."""
    if indicator.parts:
        return []
    kept = queries.by_month(indicator.code, indicator.version)
    days = [
        (day, shown_of(indicator, rows).get(WHOLE, Hidden.NO_DATA)) for day, rows in kept.items()
    ]
    told = indicators.shown_over_time(indicator, [value for _day, value in days])
    return [line(indicator, day, value) for (day, _value), value in zip(days, told, strict=True)]
