"""Correct how a recorded representative is called and reached."""

from dataclasses import asdict, dataclass

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import versions
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.personal_data import masked
from engagement.protocol import queries
from engagement.protocol.commands.states import AREA
from engagement.protocol.models import Representative, Seat
from engagement.protocol.permissions import Protocol


@dataclass(frozen=True)
class Details:
    """What can be corrected: function, days and State are those of the note that was checked."""

    name: str
    seat: Seat
    latin_name: str | None = None
    title: str | None = None
    email: str | None = None
    telephone: str | None = None


@command
def correct_details(
    person: Representative, details: Details, *, actor: Actor, reason: str, seen: str
) -> None:
    """Correct what was mistyped of a recorded representative; the trail keeps before and after.

    `seen` is the fingerprint of what was read. RuleViolation when it has changed since, when
    nothing is different, and while the note is not recorded: then its line is entered anew.
    """
    lock(person)
    if not can(actor, Protocol.CHANGE, person):
        raise NotAllowed(Protocol.CHANGE)
    if person.recorded_at is None:
        raise RuleViolation(_l("The note is not recorded yet. Correct its line there."))
    if queries.fingerprint([person]) != seen:
        raise RuleViolation(_l("The details have changed meanwhile. Read them again."))
    before = {name: getattr(person, name) for name in asdict(details)}
    changed = {name: value for name, value in asdict(details).items() if value != before[name]}
    if not changed:
        raise RuleViolation(_l("Nothing is different. Change what is wrong, then save."))
    for name, value in changed.items():
        setattr(person, name, value)
    versions.bump(AREA)
    record(
        "protocol:representative:corrected",
        person,
        actor=actor,
        reason=reason,
        **{name: [_told(name, before[name]), _told(name, new)] for name, new in changed.items()},
    )


def _told(name, value):
    """What the trail keeps, for ever: of contacts no more than that they changed."""
    if value is None or name not in ("email", "telephone"):
        return value.value if isinstance(value, Seat) else value
    return masked(value) if name == "email" else "…"
