"""Keep every indicator as it is on a day."""

from datetime import date

from sqlalchemy import delete, insert

from engagement.action_plan import indicators
from engagement.action_plan.models import IndicatorValue
from engagement.action_plan.queries import AREA
from engagement.core import versions
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping, db, snapshot


def take_figures(day: date | None = None) -> int:
    """Compute all indicators for a day (today) and keep them in place of those kept before.

    All see one moment. Returns how many rows are kept.
    """
    day = day or today()
    with snapshot():
        rows = [
            {
                "code": indicator.code,
                "version": indicator.version,
                "day": day,
                "part": one.part,
                "value": one.value,
                "basis": one.basis,
                "taken_at": now(),
            }
            for indicator in indicators.DECLARED.values()
            for one in indicators.measured(indicator, day)
        ]
    keep_figures(day, rows)
    return len(rows)


@bookkeeping
def keep_figures(day: date, rows: list[dict]) -> None:
    """Keep rows as the figures of a day.

    Nobody acts, and every row can be computed again from the records: this is no event of the
    trail.
    """
    db.session.execute(delete(IndicatorValue).where(IndicatorValue.day == day))
    if rows:
        db.session.execute(insert(IndicatorValue), rows)
    versions.bump(AREA)
