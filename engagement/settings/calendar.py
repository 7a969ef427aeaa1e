"""The working calendar of the duty station: weekend and holidays, and days counted by it.

The weekend is a declared setting; the holidays are a table, since each year has its own.
"""

from calendar import monthrange
from datetime import date, timedelta

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core import working_days
from engagement.core.db import db
from engagement.settings.models import Holiday
from engagement.settings.registry import Declared, Unit, declare

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _check_weekend(value):
    if not set(value) <= set(WEEKDAYS):
        raise ValueError(
            _l("Write days in English, small letters: monday, tuesday, wednesday and so on.")
        )
    if len(set(value)) > 4:
        raise ValueError(_l("Leave at least three working days in a week."))


weekend_days = declare(
    "calendar.weekend_days",
    ["saturday", "sunday"],
    _l("Days of the week on which the duty station does not work."),
    check=_check_weekend,
)


def holidays() -> frozenset[date]:
    """The days on which the duty station is closed, read once a request or job."""
    if "holidays" not in g:
        g.holidays = frozenset(db.session.scalars(select(Holiday.day)))
    return g.holidays


def weekend() -> frozenset[int]:
    """The weekdays (Monday 0) on which it does not work."""
    return frozenset(WEEKDAYS.index(name) for name in weekend_days())


def all_holidays() -> list[Holiday]:
    """The holidays from the latest on."""
    return list(db.session.scalars(select(Holiday).order_by(Holiday.day.desc())))


def get_holiday(holiday_id) -> Holiday | None:
    """A holiday by its id."""
    return db.session.get(Holiday, holiday_id)


def was_removed(holiday_id) -> bool:
    """Whether there was a holiday with this id, which somebody took off the list."""
    removed = select(AuditEvent.id).filter_by(
        action="settings:holiday:removed",
        subject_type=Holiday.__tablename__,
        subject_id=holiday_id,
    )
    return db.session.scalar(removed.limit(1)) is not None


def days_after(day: date, count: int, unit: Unit) -> date:
    """The day `count` days, working days or months (`unit`) after `day`."""
    if unit == Unit.WORKING_DAYS:
        return working_days.add_working_days(day, count, holidays(), weekend())
    if unit == Unit.MONTHS:
        return months_after(day, count)
    return day + timedelta(days=count)


def months_after(day: date, count: int) -> date:
    """The same day `count` months later, or the last of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after(day: date, rule: Declared) -> date:
    """The last day of a period that `rule` grants from `day` on, in its own unit."""
    return days_after(day, rule(), rule.unit)


def working_days_left(first: date, last: date) -> int:
    """How many working days are left after `first` until `last`, that day included."""
    return working_days.working_days_between(first, last, holidays(), weekend())


def forget() -> None:
    """Read the holidays again: after a change, and at the start of each request and job."""
    g.pop("holidays", None)
