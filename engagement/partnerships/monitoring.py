"""When the reports on a partnership are due: pure, by its level of risk and its days."""

from datetime import date, timedelta

from engagement.partnerships import settings
from engagement.screening.levels import Level
from engagement.settings import calendar


def next_due(level: Level, since: date, until: date) -> date | None:
    """The day of the report after `since`; None when the end of the partnership comes first.

    Yearly, half-yearly or quarterly (product 4.4, domain 3.3); nobody begins one that is excluded.
    """
    due = calendar.months_after(since, settings.report_months[level.value]())
    return due if due < until else None


def end_report_due(over_on: date) -> date:
    """The last day for the end report of a partnership that is over on a day."""
    return over_on + timedelta(days=settings.end_report_days())
