"""Side events: the call, the slots, who may propose, the programme that everybody reads."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.meetings import side_event_settings as settings
from engagement.meetings.models import (
    CONFIRMED,
    Agreement,
    CategoryKind,
    Meeting,
    MeetingState,
    Registration,
    SideEvent,
    SideEventCall,
    SideEventOrganizer,
    SideEventSlot,
    SideEventState,
)
from engagement.meetings.queries.joining import obstacle
from engagement.meetings.queries.standing import Standing, standings
from engagement.meetings.word_counts import count_words
from engagement.organizations.models import Organization

KINDS = (CategoryKind.ACCREDITED, CategoryKind.PRIVATE_SECTOR)
"""Of what kind organizations are that can propose, by the track of their accreditation."""


@dataclass(frozen=True)
class Length:
    """How long a summary is in one language, and how long it may be."""

    language: str
    words: int
    limit: int

    @property
    def too_long(self) -> bool:
        """Whether it cannot be sent like this."""
        return self.words > self.limit


def call_of(meeting: Meeting) -> SideEventCall | None:
    """The call of a meeting, if there is one."""
    return db.session.scalar(select(SideEventCall).where(SideEventCall.meeting_id == meeting.id))


def takes_proposals(meeting: Meeting) -> bool:
    """Whether side events can be proposed now: the call is open, and everybody reads of it."""
    call = call_of(meeting)
    return meeting.state is MeetingState.PUBLISHED and call is not None and call.is_open


def slots_of(meeting: Meeting) -> list[SideEventSlot]:
    """The slots of a meeting in order of time."""
    return list(
        db.session.scalars(
            select(SideEventSlot)
            .where(SideEventSlot.meeting_id == meeting.id)
            .order_by(SideEventSlot.starts_at, SideEventSlot.id)
        )
    )


def holders(meeting: Meeting) -> dict[uuid.UUID, SideEvent]:
    """Which side event has which slot, by the id of the slot."""
    found = db.session.scalars(
        select(SideEvent)
        .where(SideEvent.meeting_id == meeting.id, SideEvent.slot_id.is_not(None))
        .execution_options(populate_existing=True)
    )
    return {each.slot_id: each for each in found}


def is_taken(slot: SideEventSlot, but: SideEvent) -> bool:
    """Whether another side event has a slot, as the database knows it now."""
    found = select(SideEvent.id).where(SideEvent.slot_id == slot.id, SideEvent.id != but.id)
    return db.session.scalar(found.limit(1)) is not None


def programme(meeting: Meeting) -> list[SideEvent]:
    """What everybody reads: selected, with a slot, in order of time; none before it is public."""
    call = call_of(meeting)
    if call is None or call.published_at is None or not meeting.is_public:
        return []
    found = db.session.scalars(
        select(SideEvent).where(
            SideEvent.meeting_id == meeting.id,
            SideEvent.state == SideEventState.SELECTED,
            SideEvent.slot_id.is_not(None),
        )
    )
    return sorted(found, key=lambda each: (each.slot.starts_at, each.id))


def takes_private_sector(meeting: Meeting) -> bool:
    """Whether the rules let the private sector take part: there is a category for it."""
    kinds = {each.kind for each in meeting.registers_at.categories}
    return CategoryKind.PRIVATE_SECTOR in kinds


def standing_in(meeting: Meeting, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Standing]:
    """The standing of organizations as organizers of side events, by id; live from the register.

    Companies count where the meeting takes the private sector.
    """
    found = standings(ids, CategoryKind.ACCREDITED)
    if takes_private_sector(meeting):
        business = standings(ids, CategoryKind.PRIVATE_SECTOR)
        found |= {key: how for key, how in business.items() if found[key] is Standing.NONE}
    return found


def may_organize(meeting: Meeting, ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these organizations that can propose side events now, or take part in one."""
    found = standing_in(meeting, ids)
    return {key for key, how in found.items() if how is Standing.ACCREDITED}


def suspended_among(events: Sequence[SideEvent]) -> set[uuid.UUID]:
    """Organizers of these side events whose accreditation is suspended today, by id."""
    ids = {each for event in events for each in event.organization_ids}
    return {
        key
        for kind in KINDS
        for key, how in standings(ids, kind).items()
        if how is Standing.SUSPENDED
    }


def led_by(actor: Actor, meeting: Meeting) -> list[Organization]:
    """Organizations in whose name a person can propose, by name."""
    ids = may_organize(meeting, actor.leads)
    return list(
        db.session.scalars(
            select(Organization).where(Organization.id.in_(ids)).order_by(Organization.name)
        )
    )


def lengths(event: SideEvent) -> list[Length]:
    """The summary in each of its languages."""
    limit = settings.words_of_summary()
    return [Length(name, count_words(text), limit) for name, text in event.summary.items()]


def missing(event: SideEvent, call: SideEventCall) -> list[Any]:
    """Sentences that say what has to be there before it can be proposed."""
    wanted = [
        (bool(event.title), _l("Enter the title in at least one language.")),
        (bool(event.summary), _l("Write the summary in at least one language.")),
        (bool(event.languages), _l("Choose at least one language in which it is held.")),
        (event.format is not None, _l("Choose its format.")),
        (event.first_time is not None, _l("Say whether it is your first side event.")),
        (
            set(event.languages) <= set(call.languages),
            _l("One of its languages is none of those of the call. Choose others."),
        ),
        (
            all(each.agreement is Agreement.AGREED for each in event.remaining),
            _l("A co-organizer has not answered yet. Wait for it, or take it out."),
        ),
    ]
    long = [
        _l(
            "The summary has %(words)d words in one language, and may have %(limit)d.",
            words=each.words,
            limit=each.limit,
        )
        for each in lengths(event)
        if each.too_long
    ]
    return [sentence for is_there, sentence in wanted if not is_there] + long


def joins(actor: Actor, meeting: Meeting) -> bool:
    """Whether a person may join the meeting, and so is shown how to join a side event."""
    if actor.id is None:
        return False
    own = select(Registration).where(
        Registration.meeting_id == meeting.registers_at.id,
        Registration.person_id == actor.id,
        Registration.state.in_(CONFIRMED),
    )
    return any(obstacle(each) is None for each in db.session.scalars(own))


def get_side_event(side_event_id: uuid.UUID) -> SideEvent | None:
    """A side event by its id."""
    return db.session.get(SideEvent, side_event_id)


def get_organizer(organizer_id: uuid.UUID) -> SideEventOrganizer | None:
    """A request to take part by its id."""
    return db.session.get(SideEventOrganizer, organizer_id)


def get_slot(slot_id: uuid.UUID) -> SideEventSlot | None:
    """A slot by its id."""
    return db.session.get(SideEventSlot, slot_id)
