"""Keep every indicator as it is at the end of a day."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from sqlalchemy import delete, insert

from engagement.action_plan import indicators, queries
from engagement.action_plan.indicators import Indicator
from engagement.action_plan.models import IndicatorValue
from engagement.action_plan.queries import AREA
from engagement.core import versions
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping, db, snapshot


def take_due_figures() -> int:
    """Take what there is to take: figures of yesterday, of days missed, of new definitions.

    A new version of an indicator is computed for the last day of each month of which an earlier
    version is kept, so that its history does not begin anew. Returns how many rows are kept.
    """
    yesterday = today() - timedelta(days=1)
    kept = sum(take_figures(day) for day in [*queries.days_missed(yesterday), yesterday])
    for indicator in indicators.DECLARED.values():
        for day in queries.days_of_earlier_versions(indicator.code, indicator.version):
            rows = _rows([indicator], day)
            keep_figures(day, rows)
            kept += len(rows)
    return kept


def take_figures(day: date | None = None) -> int:
    """Compute all indicators for a day and keep them in place of those kept before.

    The day is yesterday, the last one that is over, unless it is given. All see one moment.
    Returns how many rows are kept.
    """
    day = day or today() - timedelta(days=1)
    every = indicators.DECLARED.values()
    rows = _rows(every, day)
    keep_figures(day, rows, instead_of=[indicator.code for indicator in every])
    return len(rows)


def _rows(wanted: Iterable[Indicator], day: date) -> list[dict]:
    with snapshot():
        return [
            {
                "code": indicator.code,
                "version": indicator.version,
                "day": day,
                "part": one.part,
                "value": one.value,
                "basis": one.basis,
                "taken_at": now(),
            }
            for indicator in wanted
            for one in indicators.measured(indicator, day)
        ]


@bookkeeping
def keep_figures(day: date, rows: list[dict], instead_of: Collection[str] = ()) -> None:
    """Keep rows as figures of a day, in place of what is kept under some codes.

    Nobody acts, and every row can be computed again from the records: this is no event of the
    trail.
    """
    db.session.execute(
        delete(IndicatorValue).where(
            IndicatorValue.day == day, IndicatorValue.code.in_(list(instead_of))
        )
    )
    if rows:
        db.session.execute(insert(IndicatorValue), rows)
    versions.bump(AREA)
