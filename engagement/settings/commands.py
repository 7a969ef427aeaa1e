"""Change a rule."""

from sqlalchemy import select

from engagement.audit.commands import record
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor, can
from engagement.settings import registry
from engagement.settings.models import Setting
from engagement.settings.permissions import Settings


@command
def change_setting(key: str, *, actor: Actor, value, reason: str) -> None:
    """Put `value` in force for the rule `key` from now on; KeyError for an unknown rule."""
    if not can(actor, Settings.CHANGE):
        raise NotAllowed(Settings.CHANGE)
    declared = registry.DECLARED[key]
    old = declared()
    row = db.session.scalars(select(Setting).filter_by(key=key).with_for_update()).first()
    if row is None:
        row = Setting(key=key)
        db.session.add(row)
    row.value = value
    record("settings:setting:changed", row, actor=actor, key=key, value=[old, value], reason=reason)
    registry.forget()
