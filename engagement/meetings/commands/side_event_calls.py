"""Officers call for side events, keep the slots, and publish the programme."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import lazy_gettext as _l

from engagement.bodies.models import Mode
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor
from engagement.meetings.commands.deadlines import Move, follows_meeting
from engagement.meetings.commands.keeping import begin, finish
from engagement.meetings.commands.side_event_letters import tell_organizers
from engagement.meetings.models import Meeting, SideEvent, SideEventCall, SideEventSlot
from engagement.meetings.queries import side_events as queries


@dataclass(frozen=True)
class CallData:
    """What a call says: `closes_at` is the first instant that is too late."""

    languages: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    places: int | None = None
    rules: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SlotData:
    """Hours for a side event, and where."""

    starts_at: datetime
    ends_at: datetime
    mode: Mode
    capacity: int | None = None
    place: str | None = None
    join_url: str | None = None


@command
def keep_call(meeting: Meeting, data: CallData, *, actor: Actor) -> SideEventCall:
    """Call for side events, or change the call that there is. RuleViolation for odd hours."""
    begin(meeting, actor)
    if data.closes_at <= data.opens_at:
        raise RuleViolation(_l("The call has to close after it opens."))
    call = queries.call_of(meeting)
    if call is None:
        call = SideEventCall(meeting=meeting, opened_by_id=actor.id)
        db.session.add(call)
    call.languages, call.places, call.rules = list(data.languages), data.places, data.rules
    call.opens_at, call.closes_at = data.opens_at, data.closes_at
    db.session.flush()
    finish(
        "side_event_call:kept",
        call,
        meeting,
        actor,
        opens_at=call.opens_at.isoformat(),
        closes_at=call.closes_at.isoformat(),
        languages=call.languages,
    )
    return call


@command
def add_slot(
    meeting: Meeting, data: SlotData, *, actor: Actor, key: uuid.UUID | None = None
) -> SideEventSlot:
    """A slot more. RuleViolation when it would end before it begins."""
    begin(meeting, actor)
    if earlier := once.take(key, actor):
        return db.session.get_one(SideEventSlot, earlier.result_id)
    slot = SideEventSlot(meeting=meeting)
    _write(slot, data)
    db.session.add(slot)
    db.session.flush()
    once.remember(key, slot.id)
    finish("side_event_slot:added", slot, meeting, actor, **_hours(slot))
    return slot


@command
def change_slot(slot: SideEventSlot, data: SlotData, *, actor: Actor) -> None:
    """Change a slot; whoever has it is told, and calendars follow."""
    begin(slot.meeting, actor)
    lock(slot)
    before = _hours(slot)
    _write(slot, data)
    db.session.flush()
    if before != _hours(slot):
        moved_slot(slot)
    finish("side_event_slot:changed", slot, slot.meeting, actor, before=before, **_hours(slot))


@command
def remove_slot(slot: SideEventSlot, *, actor: Actor) -> None:
    """Take a slot out. RuleViolation while a side event has it."""
    meeting = slot.meeting
    begin(meeting, actor)
    lock(slot)
    if slot.id in queries.holders(meeting):
        raise RuleViolation(_l("A side event has this slot. Give it another one first."))
    finish("side_event_slot:removed", slot, meeting, actor, **_hours(slot))
    db.session.delete(slot)


@command
def publish_programme(meeting: Meeting, *, actor: Actor) -> None:
    """Let everybody read the side events that are selected and have a slot.

    RuleViolation without any, and for a meeting that nobody reads yet.
    """
    begin(meeting, actor)
    call = queries.call_of(meeting)
    if not meeting.is_public:
        raise RuleViolation(_l("Publish the meeting first."))
    chosen = [each for each in queries.holders(meeting).values() if each.takes_place]
    if call is None or not chosen:
        raise RuleViolation(_l("Select side events and give them slots first."))
    call.published_at, call.published_by_id = now(), actor.id
    for event in chosen:
        show(event, call)
    finish("side_event_call:published", call, meeting, actor, side_events=len(chosen))


@command
def take_programme_back(meeting: Meeting, *, actor: Actor) -> None:
    """Nobody but its organizers and officers reads the programme any more."""
    begin(meeting, actor)
    call = queries.call_of(meeting)
    if call is None or call.published_at is None:
        raise RuleViolation(_l("The programme of side events is not published."))
    call.published_at = call.published_by_id = None
    finish("side_event_call:taken_back", call, meeting, actor)


def copy_call(
    meeting: Meeting, copied: Meeting, later: Callable[[datetime], datetime], actor: Actor
) -> None:
    """Within a command: the copy of a meeting calls for side events as the meeting does.

    Hours move with it; nothing that was proposed is taken over, and no link.
    """
    call = queries.call_of(meeting)
    if call is None:
        return
    db.session.add(
        SideEventCall(
            meeting=copied,
            languages=list(call.languages),
            opens_at=later(call.opens_at),
            closes_at=later(call.closes_at),
            places=call.places,
            rules=dict(call.rules),
            opened_by_id=actor.id,
        )
    )
    for each in queries.slots_of(meeting):
        db.session.add(
            SideEventSlot(
                meeting=copied,
                starts_at=later(each.starts_at),
                ends_at=later(each.ends_at),
                mode=each.mode,
                capacity=each.capacity,
                place=each.place,
            )
        )


def show(event: SideEvent, call: SideEventCall) -> None:
    """Within a command: note since when everybody can read it, once the programme is public."""
    if call.published_at is not None and event.takes_place and event.published_at is None:
        event.published_at = now()


def moved_slot(slot: SideEventSlot) -> None:
    """Within a command: whoever has a slot that is not as it was is told, and calendars follow."""
    event = queries.holders(slot.meeting).get(slot.id)
    if event is None:
        return
    event.sequence += 1
    event.changed_at = now()
    tell_organizers("side_event_slot", event)


@follows_meeting
def move_side_events(meeting: Meeting, move: Move) -> int:
    """Slots that are not over, and the call while it is not, move with a postponed meeting."""
    moved, call = 0, queries.call_of(meeting)
    if call is not None and call.closes_at > now():
        call.opens_at = move(call.opens_at) if call.opens_at > now() else call.opens_at
        call.closes_at = move(call.closes_at)
        moved += 1
    for slot in queries.slots_of(meeting):
        if slot.ends_at > now():
            lasts = slot.ends_at - slot.starts_at
            slot.starts_at = move(slot.starts_at)
            slot.ends_at = slot.starts_at + lasts
            db.session.flush()
            moved_slot(slot)
            moved += 1
    return moved


def _write(slot, data):
    if data.ends_at <= data.starts_at:
        raise RuleViolation(_l("A slot ends after it begins. Check the hours."))
    slot.starts_at, slot.ends_at = data.starts_at, data.ends_at
    slot.mode, slot.capacity = data.mode, data.capacity
    slot.place, slot.join_url = data.place, data.join_url


def _hours(slot):
    return {
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
        "mode": slot.mode.value,
        "place": slot.place,
    }
