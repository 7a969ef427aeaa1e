"""Organizations and States propose side events; drafts are kept until they are sent."""

import uuid
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from engagement.action_plan import plan
from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.seen import refuse_stale
from engagement.core.transitions import MOVED_ON
from engagement.meetings import side_event_settings as settings
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.commands.side_event_letters import ask_organizer
from engagement.meetings.models import (
    Agreement,
    Meeting,
    SideEvent,
    SideEventFormat,
    SideEventState,
)
from engagement.meetings.queries import side_events as queries
from engagement.meetings.queries.own_side_events import number_of
from engagement.meetings.side_event_permissions import SideEvents
from engagement.meetings.workflow.side_events import (
    SUBMIT_SIDE_EVENT,
    TAKE_BACK_SIDE_EVENT,
    WITHDRAW_SIDE_EVENT,
    side_event_workflow,
)

SHOWN_TO_COSIGNERS = ("title", "summary", "partners")
"""What co-organizers agreed to: they are asked again when it is changed."""


@dataclass(frozen=True)
class EventData:
    """What is written of a side event; nothing but a title is needed to keep it as a draft."""

    title: dict[str, str]
    summary: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    format: SideEventFormat | None = None
    wished_slot_id: uuid.UUID | None = None
    major_groups: tuple[str, ...] = ()
    action_code: str | None = None
    first_time: bool | None = None
    partners: str | None = None
    speakers_women: int | None = None
    speakers_men: int | None = None
    speakers_other: int | None = None
    speakers_young: int | None = None


@command
def begin_side_event(
    meeting: Meeting,
    data: EventData,
    *,
    actor: Actor,
    organization_id: uuid.UUID | None = None,
    country: str | None = None,
    key: uuid.UUID | None = None,
) -> SideEvent:
    """Begin a proposal in the name of an organization or of a State, as a draft.

    NotAllowed for somebody for whom the person does not speak. RuleViolation while there is no
    open call, and beyond the number that one organizer can propose.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(SideEvent, earlier.result_id)
    _refuse_others(meeting, actor, organization_id, country)
    call = queries.call_of(meeting)
    if call is None or not queries.takes_proposals(meeting):
        raise RuleViolation(_l("Side events for this meeting cannot be proposed now."))
    lock(call)
    most = settings.per_organizer()
    if number_of(meeting, organization_id, country) >= most:
        raise RuleViolation(
            _l("One organizer can propose %(most)d side events for a meeting, at most.", most=most)
        )
    event = SideEvent(
        meeting=meeting,
        organization_id=organization_id,
        country=country,
        created_by_id=actor.id,
    )
    _write(event, data)
    db.session.add(event)
    db.session.flush()
    once.remember(key, event.id)
    record("meetings:side_event:begun", event, actor=actor, meeting=str(meeting.id))
    return event


@command
def write_side_event(
    event: SideEvent, data: EventData, *, actor: Actor, seen: str | None = None
) -> None:
    """Change a draft; co-organizers who had agreed to other words are asked again.

    `seen` marks what the page showed (`core.seen`); Stale where something else stands by now.
    """
    refuse_locked(event, actor)
    refuse_stale(event, seen, vars(data))
    before = [getattr(event, name) for name in SHOWN_TO_COSIGNERS]
    _write(event, data)
    record("meetings:side_event:written", event, actor=actor, languages=event.written_in)
    if before == [getattr(event, name) for name in SHOWN_TO_COSIGNERS]:
        return
    for each in event.organizers:
        if each.agreement is Agreement.AGREED:
            each.agreement, each.answered_at, each.answered_by_id = Agreement.ASKED, None, None
            ask_organizer(each)


@command
def submit_side_event(event: SideEvent, *, actor: Actor) -> None:
    """Propose it; nothing that was written is lost when a rule is against it."""
    side_event_workflow.fire(SUBMIT_SIDE_EVENT, event, actor=actor)
    event.submitted_at = now()
    record("meetings:side_event:submitted", event, actor=actor)


@command
def take_back_side_event(event: SideEvent, *, actor: Actor) -> None:
    """Take a proposal back to change it, while the call is open and nobody has decided."""
    side_event_workflow.fire(TAKE_BACK_SIDE_EVENT, event, actor=actor)
    event.submitted_at = None
    record("meetings:side_event:taken_back", event, actor=actor)


@command
def withdraw_side_event(event: SideEvent, *, actor: Actor) -> None:
    """Give it up for good; its slot is free then, and a public address says so."""
    side_event_workflow.fire(WITHDRAW_SIDE_EVENT, event, actor=actor)
    event.withdrawn_at = event.changed_at = now()
    event.sequence += 1
    event.slot = None
    versions.bump(AREA)
    record("meetings:side_event:withdrawn", event, actor=actor)


def refuse_locked(event: SideEvent, actor: Actor) -> None:
    """Lock a draft. NotAllowed for others than its organizer, RuleViolation once it is sent."""
    lock(event)
    if not can(actor, SideEvents.WRITE, event):
        raise NotAllowed(SideEvents.WRITE)
    if event.state is not SideEventState.DRAFT:
        raise RuleViolation(MOVED_ON)


def _refuse_others(meeting, actor, organization_id, country):
    speaks = organization_id in actor.leads or country in actor.administers
    if not (speaks and can(actor, SideEvents.BEGIN)):
        raise NotAllowed(SideEvents.BEGIN)
    if organization_id is not None and not queries.may_organize(meeting, [organization_id]):
        raise RuleViolation(_l("Only accredited organizations propose side events."))


def _write(event, data):
    if data.action_code is not None and plan.action(data.action_code) is None:
        raise RuleViolation(_l("The plan has no such action. Choose another."))
    slots = {each.id for each in queries.slots_of(event.meeting)}
    if data.wished_slot_id is not None and data.wished_slot_id not in slots:
        raise RuleViolation(_l("This slot is not there any more. Choose another."))
    speakers = [data.speakers_women, data.speakers_men, data.speakers_other]
    if (data.speakers_young or 0) > sum(each or 0 for each in speakers):
        raise RuleViolation(_l("Those under 30 are among the speakers: they cannot be more."))
    for name, value in vars(data).items():
        setattr(event, name, list(value) if isinstance(value, tuple) else value)
