"""Builders of calls for side events, slots and proposals."""

import itertools
from datetime import timedelta

from engagement.core.clock import now
from engagement.core.permissions import Actor
from engagement.demo.meeting_builders import make_leader, make_online_meeting
from engagement.demo.meeting_paper_builders import make_officer
from engagement.meetings.commands import side_event_calls as calls
from engagement.meetings.commands import side_event_selection as selection
from engagement.meetings.commands import side_events as commands
from engagement.meetings.models import (
    Meeting,
    Mode,
    SideEvent,
    SideEventCall,
    SideEventFormat,
    SideEventSlot,
)
from engagement.meetings.queries import side_events as queries
from engagement.organizations.models import Organization

_numbers = itertools.count(1)


def make_call(meeting: Meeting | None = None, **values) -> SideEventCall:
    """An open call of a meeting, for a week more."""
    data = {
        "languages": ("en", "fr", "ar"),
        "opens_at": now() - timedelta(days=1),
        "closes_at": now() + timedelta(days=7),
        "places": 20,
        "rules": {"en": "Green Youth (Kenya) sells nothing at side events."},
    }
    return calls.keep_call(
        meeting or make_online_meeting(), calls.CallData(**data | values), actor=make_officer()
    )


def make_slot(meeting: Meeting, **values) -> SideEventSlot:
    """A slot an hour after the meeting begins; each one a day later than the last."""
    begins = meeting.starts_at + timedelta(hours=1, days=len(queries.slots_of(meeting)))
    data = {
        "starts_at": begins,
        "ends_at": begins + timedelta(minutes=75),
        "mode": Mode.HYBRID,
        "capacity": 40,
        "place": "Room of Green Youth (Kenya)",
        "join_url": "https://meet.example/side-event",
    }
    return calls.add_slot(meeting, calls.SlotData(**data | values), actor=make_officer())


def event_data(**values) -> commands.EventData:
    """A whole proposal; what matters is an argument."""
    whole = {
        "title": {"en": f"Rivers of Green Youth (Kenya) {next(_numbers)}"},
        "summary": {"en": "Green Youth (Kenya) shows how a river was cleaned."},
        "languages": ("en", "fr"),
        "format": SideEventFormat.PANEL,
        "major_groups": ("women", "children-youth"),
        "action_code": "VIII.A.2",
        "first_time": True,
        "partners": "Friends of Green Youth (Kenya)",
        "speakers_women": 2,
        "speakers_men": 2,
        "speakers_young": 1,
    }
    return commands.EventData(**whole | values)


def make_side_event(
    meeting: Meeting | None = None,
    *,
    organization: Organization | None = None,
    leader: Actor | None = None,
    send: bool = True,
    **values,
) -> SideEvent:
    """A proposal of an accredited organization, sent unless told otherwise."""
    meeting = meeting or make_online_meeting()
    if queries.call_of(meeting) is None:
        make_call(meeting)
    if organization is None or leader is None:
        organization, leader = make_leader(organization)
    event = commands.begin_side_event(
        meeting, event_data(**values), actor=leader, organization_id=organization.id
    )
    if send:
        commands.submit_side_event(event, actor=leader)
    return event


def select(event: SideEvent, slot: SideEventSlot | None = None) -> SideEvent:
    """Select a proposal, and give it a slot where one is named."""
    officer = make_officer()
    selection.decide(selection.Verdict.SELECT, [event.id], actor=officer)
    if slot is not None:
        selection.give_slot(event, slot, actor=officer)
    return event
