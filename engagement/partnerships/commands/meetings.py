"""Meetings with business: entered by an officer, corrected, removed when entered wrongly."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now, today
from engagement.core.countries import Region, Subregion
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.partnerships import settings
from engagement.partnerships.commands.decisions import AREA
from engagement.partnerships.commands.proposals import refuse_unfit_place
from engagement.partnerships.models import BusinessMeeting, BusinessParticipant
from engagement.partnerships.permissions import BusinessMeetings
from engagement.partnerships.queries.meetings import organization_called


@dataclass(frozen=True)
class Took:
    """An organization that took part, and the interest it declared."""

    name: str
    interest: str


@dataclass(frozen=True)
class MeetingData:
    """When, about what, for which region, and with whom."""

    held_on: date
    topic: str
    language: str
    region: Region | None
    subregion: Subregion | None
    participants: Sequence[Took]


@command
def enter_meeting(
    data: MeetingData, *, actor: Actor, key: uuid.UUID | None = None
) -> BusinessMeeting:
    """Enter a meeting that took place; it is public after the days of the setting."""
    if earlier := once.take(key, actor):
        return db.session.get_one(BusinessMeeting, earlier.result_id)
    if not can(actor, BusinessMeetings.ENTER):
        raise NotAllowed(BusinessMeetings.ENTER)
    _refuse_unfit(data)
    meeting = BusinessMeeting(
        held_on=data.held_on,
        topic=data.topic,
        language=data.language,
        region=data.region,
        subregion=data.subregion,
        public_on=data.held_on + timedelta(days=settings.meeting_public_days()),
        author_id=actor.id,
        entered_at=now(),
    )
    meeting.participants = _rows(data)
    db.session.add(meeting)
    db.session.flush()
    once.remember(key, meeting.id)
    versions.bump(AREA)
    record("partnerships:meeting:entered", meeting, actor=actor, **_told(data))
    return meeting


@command
def change_meeting(meeting: BusinessMeeting, data: MeetingData, *, actor: Actor) -> None:
    """Correct what was entered; the day on which it is public moves with the day it was held."""
    _may_change(meeting, actor)
    _refuse_unfit(data)
    meeting.held_on, meeting.topic, meeting.language = data.held_on, data.topic, data.language
    meeting.region, meeting.subregion = data.region, data.subregion
    meeting.public_on = data.held_on + timedelta(days=settings.meeting_public_days())
    meeting.participants = _rows(data)
    meeting.changed_at = now()
    versions.bump(AREA)
    record("partnerships:meeting:changed", meeting, actor=actor, **_told(data))


@command
def remove_meeting(meeting: BusinessMeeting, *, actor: Actor, reason: str) -> None:
    """Take out what was entered wrongly; it stays with the reason, and no reader sees it."""
    _may_change(meeting, actor)
    meeting.removed_at, meeting.removed_by_id, meeting.removal_reason = now(), actor.id, reason
    versions.bump(AREA)
    record("partnerships:meeting:removed", meeting, actor=actor, reason=reason)


def _may_change(meeting, actor):
    lock(meeting)
    if not can(actor, BusinessMeetings.CHANGE, meeting):
        raise NotAllowed(BusinessMeetings.CHANGE)
    if meeting.removed_at is not None:
        raise RuleViolation(MOVED_ON)


def _refuse_unfit(data: MeetingData) -> None:
    if data.held_on > today():
        raise RuleViolation(_l("Enter what has been done: the day cannot be in the future."))
    if not data.participants:
        raise RuleViolation(_l("Name at least one organization that took part."))
    refuse_unfit_place(data.region, data.subregion)


def _rows(data: MeetingData) -> list[BusinessParticipant]:
    return [
        BusinessParticipant(
            position=place,
            name=each.name,
            interest=each.interest,
            organization_id=organization_called(each.name),
        )
        for place, each in enumerate(data.participants)
    ]


def _told(data: MeetingData) -> dict:
    return {
        "held_on": data.held_on.isoformat(),
        "region": data.region.value if data.region else None,
        "subregion": data.subregion.value if data.subregion else None,
        "participants": len(data.participants),
    }
