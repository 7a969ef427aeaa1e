"""Declare a rule beside the code that follows it, and read it by calling it.

undo_minutes = declare("accreditation.undo_minutes", 10, _l("Minutes in which …"), unit=MINUTES)
effective_at = now() + timedelta(minutes=undo_minutes())
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.core import versions
from engagement.core.db import db
from engagement.core.text import Labelled
from engagement.settings.models import Setting


class Unit(Labelled):
    """What a number counts."""

    NONE = "none", _l("no unit")
    MINUTES = "minutes", _l("minutes")
    HOURS = "hours", _l("hours")
    DAYS = "days", _l("days")
    WORKING_DAYS = "working_days", _l("working days")
    MONTHS = "months", _l("months")
    YEARS = "years", _l("years")
    MEGABYTES = "megabytes", _l("megabytes")


@dataclass(frozen=True)
class Declared:
    """A rule: its type is that of its default (int, bool, str, or list of str)."""

    key: str
    default: Any
    description: Any
    unit: Unit
    minimum: int | None
    maximum: int | None
    check: Callable[[Any], None] | None

    def __call__(self):
        """The value in force."""
        return _changed().get(self.key, self.default)

    @property
    def feature(self) -> str:
        """Whose rule it is: what stands before the point in its key."""
        return self.key.partition(".")[0]

    def refuse_wrong(self, value) -> None:
        """ValueError with a translated sentence when `value` cannot be this rule's value."""
        if type(value) is not type(self.default):
            raise ValueError(_l("This is not the kind of value that the rule has."))
        if isinstance(value, int) and not isinstance(value, bool):
            if self.minimum is not None and value < self.minimum:
                raise ValueError(_l("Enter a number of at least %(least)d.", least=self.minimum))
            if self.maximum is not None and value > self.maximum:
                raise ValueError(_l("Enter a number of at most %(most)d.", most=self.maximum))
        if self.check is not None:
            self.check(value)


DECLARED: dict[str, Declared] = {}
AREA = "settings"
_STATEMENT = select(Setting.key, Setting.value)


def declare(
    key: str, default, description, *, unit=Unit.NONE, minimum=0, maximum=None, check=None
) -> Declared:
    """Make a rule known under `key` (`feature.rule`). RuntimeError when declared twice.

    `check(value)` raises ValueError with a translated sentence for a value that cannot be.
    """
    if key in DECLARED:
        raise RuntimeError(f"{key} is declared twice")
    DECLARED[key] = Declared(key, default, description, unit, minimum, maximum, check)
    return DECLARED[key]


@versions.kept_until_changed(AREA)
def _changed() -> dict[str, Any]:
    """All changed values; another process sees a change within a second."""
    return {row.key: row.value for row in db.session.execute(_STATEMENT)}


def forget() -> None:
    """Read the values again."""
    versions.forget()
