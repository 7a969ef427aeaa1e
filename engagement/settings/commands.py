"""Change a rule; add and remove holidays."""

import uuid
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.settings import calendar, registry
from engagement.settings.models import Holiday, Setting
from engagement.settings.permissions import Settings


@command
def change_setting(key: str, *, actor: Actor, value, reason: str) -> None:
    """Put `value` in force for the rule `key` from now on; KeyError for an unknown rule.

    RuleViolation for a value that cannot be. What runs already keeps what it began with where the
    feature froze it (a track's version, a date written on a case).
    """
    if not can(actor, Settings.CHANGE):
        raise NotAllowed(Settings.CHANGE)
    declared = registry.DECLARED[key]
    try:
        declared.refuse_wrong(value)
    except ValueError as wrong:
        raise RuleViolation(wrong.args[0]) from None
    old = declared()
    if value == old:
        return
    row = db.session.scalars(select(Setting).filter_by(key=key).with_for_update()).first()
    if row is None:
        row = Setting(key=key)
        db.session.add(row)
    row.value = value
    record("settings:setting:changed", row, actor=actor, key=key, value=[old, value], reason=reason)
    versions.bump(registry.AREA)


@command
def add_holiday(day: date, name: str, *, actor: Actor, key: uuid.UUID | None = None) -> None:
    """Close the duty station on `day`: working days counted from now on leave it out.

    Dates that were promised already stay. RuleViolation when the day is a holiday already.
    """
    if not can(actor, Settings.CHANGE):
        raise NotAllowed(Settings.CHANGE)
    if once.take(key, actor):
        return
    if db.session.scalars(select(Holiday).filter_by(day=day)).first():
        raise RuleViolation(_l("This day is in the list already."))
    holiday = Holiday(day=day, name=name)
    db.session.add(holiday)
    record("settings:holiday:added", holiday, actor=actor, day=day.isoformat(), name=name)
    once.remember(key, holiday.id)
    calendar.forget()


@command
def remove_holiday(holiday: Holiday, *, actor: Actor) -> None:
    """Take a day off the list: the duty station works on it."""
    if not can(actor, Settings.CHANGE):
        raise NotAllowed(Settings.CHANGE)
    lock(holiday)
    record(
        "settings:holiday:removed",
        holiday,
        actor=actor,
        day=holiday.day.isoformat(),
        name=holiday.name,
    )
    db.session.delete(holiday)
    calendar.forget()
