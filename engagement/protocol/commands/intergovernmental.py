"""An intergovernmental organization: entered from its letter, checked, recorded or returned."""

import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, date

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.protocol.commands.papers import freeze_papers
from engagement.protocol.commands.states import AREA
from engagement.protocol.models import Eligibility, Intergovernmental, ShortTrackState
from engagement.protocol.permissions import Protocol
from engagement.protocol.workflow import (
    CHECK_IGO,
    OWN_WORK,
    RECORD_IGO,
    RETURN_IGO,
    of_intergovernmental,
)


@dataclass(frozen=True)
class IntergovernmentalData:
    """What the letter and the treaty say."""

    name: str
    name_language: str
    kind: Eligibility
    seat: str
    seat_country: str
    treaty: str
    treaty_on: date
    scope: str
    signed_by: str
    letter_on: date
    received_on: date
    names: dict[str, str] = field(default_factory=dict)
    acronym: str | None = None
    website: str | None = None


@command
def enter_intergovernmental(
    data: IntergovernmentalData, *, actor: Actor, key: uuid.UUID | None = None
) -> Intergovernmental:
    """Enter an organization whose letter came. RuleViolation for days that cannot be."""
    if earlier := once.take(key, actor):
        return db.session.get_one(Intergovernmental, earlier.result_id)
    if not can(actor, Protocol.ENTER):
        raise NotAllowed(Protocol.ENTER)
    _refuse_unfit(data)
    igo = Intergovernmental(**asdict(data), entered_by_id=actor.id, entered_at=now())
    db.session.add(igo)
    db.session.flush()
    once.remember(key, igo.id)
    record("protocol:intergovernmental:entered", igo, actor=actor, **_told(data))
    return igo


@command
def change_intergovernmental(
    igo: Intergovernmental, data: IntergovernmentalData, *, actor: Actor
) -> None:
    """Correct what was entered and nobody has checked; it then is one's own work."""
    lock(igo)
    if not can(actor, Protocol.HANDLE, igo):
        raise NotAllowed(Protocol.HANDLE)
    if igo.state != ShortTrackState.RECEIVED:
        raise RuleViolation(MOVED_ON)
    _refuse_unfit(data)
    for name, value in asdict(data).items():
        setattr(igo, name, value)
    igo.entered_by_id, igo.entered_at = actor.id, now()
    record("protocol:intergovernmental:changed", igo, actor=actor, **_told(data))


@command
def check_intergovernmental(igo: Intergovernmental, *, actor: Actor) -> None:
    """Find that the letter is genuine and the organization of an eligible kind; four eyes."""
    of_intergovernmental.fire(CHECK_IGO, igo, actor=actor)
    igo.checked_by_id, igo.checked_at = actor.id, now()
    freeze_papers(igo)
    record("protocol:intergovernmental:checked", igo, actor=actor)


@command
def record_intergovernmental(igo: Intergovernmental, *, actor: Actor) -> None:
    """Put the organization on the public list."""
    of_intergovernmental.fire(RECORD_IGO, igo, actor=actor)
    igo.recorded_by_id, igo.recorded_at = actor.id, now()
    versions.bump(AREA)
    record("protocol:intergovernmental:recorded", igo, actor=actor)


@command
def return_intergovernmental(igo: Intergovernmental, *, actor: Actor, reason: str) -> None:
    """Send the letter back with a reason."""
    of_intergovernmental.fire(RETURN_IGO, igo, actor=actor)
    igo.returned_by_id, igo.return_reason = actor.id, reason
    freeze_papers(igo)
    record("protocol:intergovernmental:returned", igo, actor=actor, reason=reason)


@command
def propose_end(igo: Intergovernmental, *, actor: Actor, ended_on: date, reason: str) -> None:
    """Say that an organization is an observer no more after a day; a colleague has to confirm it.

    RuleViolation for one that is not recorded, a day before it was, and while an end is known.
    """
    _lock_recorded(igo, actor)
    if igo.ended_on is not None:
        raise RuleViolation(MOVED_ON)
    if ended_on < igo.recorded_at.astimezone(UTC).date():
        raise RuleViolation(_l("The last day lies before the day of the record. Check the day."))
    igo.ended_on, igo.end_reason = ended_on, reason
    igo.end_proposed_by_id, igo.end_proposed_at = actor.id, now()
    record(
        "protocol:intergovernmental:end_proposed",
        igo,
        actor=actor,
        ended_on=ended_on.isoformat(),
        reason=reason,
    )


@command
def confirm_end(igo: Intergovernmental, *, actor: Actor) -> None:
    """Let the end hold that a colleague proposed; four eyes."""
    _lock_recorded(igo, actor)
    if igo.ended_on is None or igo.end_confirmed_at is not None:
        raise RuleViolation(MOVED_ON)
    if igo.end_proposed_by_id == actor.id:
        raise RuleViolation(OWN_WORK)
    igo.end_confirmed_by_id, igo.end_confirmed_at = actor.id, now()
    versions.bump(AREA)
    ended_on = igo.ended_on.isoformat()
    record("protocol:intergovernmental:end_confirmed", igo, actor=actor, ended_on=ended_on)


@command
def drop_end(igo: Intergovernmental, *, actor: Actor) -> None:
    """Let go an end that was proposed wrongly and that nobody has confirmed."""
    _lock_recorded(igo, actor)
    if igo.ended_on is None or igo.end_confirmed_at is not None:
        raise RuleViolation(MOVED_ON)
    ended_on = igo.ended_on.isoformat()
    igo.ended_on = igo.end_reason = igo.end_proposed_by_id = igo.end_proposed_at = None
    record("protocol:intergovernmental:end_dropped", igo, actor=actor, ended_on=ended_on)


def _lock_recorded(igo, actor):
    lock(igo)
    if not can(actor, Protocol.HANDLE, igo):
        raise NotAllowed(Protocol.HANDLE)
    if igo.state != ShortTrackState.RECORDED:
        raise RuleViolation(MOVED_ON)


def _refuse_unfit(data):
    if max(data.letter_on, data.treaty_on) > data.received_on or data.received_on > today():
        raise RuleViolation(
            _l("The treaty and the letter are older than the day the letter came. Check the days.")
        )


def _told(data):
    told = asdict(data) | {"kind": data.kind.value}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in told.items()
    }
