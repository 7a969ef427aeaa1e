"""Officers select side events and give them slots.

Mails about decisions wait for some minutes: taken back before, a decision was never heard of.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import versions
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.text import Labelled
from engagement.core.transitions import MOVED_ON, Transition
from engagement.mail import outbox
from engagement.meetings import side_event_settings as settings
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.commands.side_event_calls import show
from engagement.meetings.commands.side_event_letters import tell_organizers
from engagement.meetings.models import SideEvent, SideEventSlot, SideEventState
from engagement.meetings.queries import side_events as queries
from engagement.meetings.side_event_permissions import SideEvents
from engagement.meetings.workflow.side_events import (
    DECLINE_SIDE_EVENT,
    REOPEN_SIDE_EVENT,
    SELECT_SIDE_EVENT,
    WAITLIST_SIDE_EVENT,
    side_event_workflow,
)

DECIDED = "side_event_decided"
"""The mail that tells what was decided."""

SLOT = "side_event_slot"
"""The mail that tells the hours: it leaves after that of the decision."""


class Verdict(Labelled):
    """What an officer does with proposals."""

    SELECT = "select", _l("Select")
    WAITLIST = "waitlist", _l("Put on the waiting list")
    DECLINE = "decline", _l("Decline")
    REOPEN = "reopen", _l("Take the decision back")

    @property
    def needs_reason(self) -> bool:
        """Whether organizers are told why."""
        return self in {Verdict.WAITLIST, Verdict.DECLINE}


TRANSITIONS: dict[Verdict, Transition] = {
    Verdict.SELECT: SELECT_SIDE_EVENT,
    Verdict.WAITLIST: WAITLIST_SIDE_EVENT,
    Verdict.DECLINE: DECLINE_SIDE_EVENT,
    Verdict.REOPEN: REOPEN_SIDE_EVENT,
}


@dataclass(frozen=True)
class Planned:
    """A proposal and the sentence that says why nothing can be done with it, if so."""

    event: SideEvent
    refusal: Any = None


def plan(verdict: Verdict, events: Sequence[SideEvent], actor: Actor) -> list[Planned]:
    """What a verdict would do with each as things stand; nothing is changed."""
    return [Planned(each, _refusal(verdict, each, actor)) for each in events]


def decide(
    verdict: Verdict, ids: Sequence[uuid.UUID], *, actor: Actor, reason: str | None = None
) -> int:
    """Decide on several, each in a transaction of its own; returns on how many it was done.

    Those that somebody has moved on meanwhile are left out. RuleViolation for none or too many.
    """
    most = settings.most_at_once()
    if not ids:
        raise RuleViolation(_l("Tick at least one proposal."))
    if len(ids) > most:
        raise RuleViolation(_l("Choose at most %(most)d proposals at once.", most=most))
    return sum(_done(lambda one=one: decide_one(verdict, one, actor, reason)) for one in ids)


@command
def decide_one(verdict: Verdict, event_id: uuid.UUID, actor: Actor, reason: str | None) -> None:
    """Decide on one proposal, or take the decision back with its slot."""
    event = db.session.get_one(SideEvent, event_id)
    side_event_workflow.fire(TRANSITIONS[verdict], event, actor=actor)
    event.reason = reason if verdict.needs_reason else None
    event.decided_by_id, event.decided_at = actor.id, now()
    if verdict is Verdict.REOPEN:
        event.decided_by_id = event.decided_at = None
        if event.slot_id is not None:
            _give(event, None)
    unheard = outbox.recall(f"meetings/{DECIDED}", about=event)
    outbox.recall(f"meetings/{SLOT}", about=event)
    versions.bump(AREA)
    record(f"meetings:side_event:{event.state.value}", event, actor=actor, reason=event.reason)
    if verdict is not Verdict.REOPEN or not unheard:
        tell_organizers(DECIDED, event, send_at=now() + _wait())


@command
def give_slot(event: SideEvent, slot: SideEventSlot | None, *, actor: Actor) -> None:
    """Give a selected side event a slot, or none; its organizers and calendars hear of it.

    RuleViolation for a slot of another meeting, one that another side event has, and for a side
    event that is not selected. Of two officers who give one slot the second is refused.
    """
    lock(event)
    if not can(actor, SideEvents.SELECT, event):
        raise NotAllowed(SideEvents.SELECT)
    if event.state is not SideEventState.SELECTED:
        raise RuleViolation(MOVED_ON)
    if slot is not None:
        lock(slot)
        if slot.meeting_id != event.meeting_id:
            raise RuleViolation(_l("This slot is not there any more. Choose another."))
        if queries.is_taken(slot, but=event):
            raise RuleViolation(
                _l("Another side event was given this slot meanwhile. Choose another one.")
            )
    if event.slot_id == (slot.id if slot else None):
        return
    _give(event, slot)
    call = queries.call_of(event.meeting)
    if call is not None:
        show(event, call)
    versions.bump(AREA)
    record(
        "meetings:side_event:slot_given",
        event,
        actor=actor,
        slot=str(slot.id) if slot else None,
    )
    outbox.recall(f"meetings/{SLOT}", about=event)
    tell_organizers(SLOT, event, send_at=max(now(), event.decided_at + _wait()))


def _wait():
    return timedelta(minutes=settings.undo_minutes())


def _give(event, slot):
    event.slot = slot
    event.sequence += 1
    event.changed_at = now()
    db.session.flush()


def _done(act: Callable[[], None]) -> bool:
    try:
        act()
    except (RuleViolation, NotAllowed):
        return False
    return True


def _refusal(verdict, event, actor):
    transition = TRANSITIONS[verdict]
    if not can(actor, transition.permission, event):
        return _l("You cannot work on this proposal.")
    if event.state not in transition.sources:
        return _l("Its state does not allow it: %(state)s.", state=event.state.label)
    try:
        for guard in transition.guards:
            guard(event, actor)
    except RuleViolation as violation:
        return violation.sentence
    return None
