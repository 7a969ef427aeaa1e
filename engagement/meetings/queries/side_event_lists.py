"""Proposals of side events as officers choose among them: the list, its filters."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, false, func, select

from engagement.core.clock import now
from engagement.core.countries import Region, country
from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Actor, Role
from engagement.core.subjects import happened_in
from engagement.core.text import Labelled
from engagement.meetings.models import (
    CategoryKind,
    Meeting,
    SideEvent,
    SideEventCall,
    SideEventState,
)
from engagement.meetings.queries.side_events import suspended_among
from engagement.meetings.side_event_permissions import touches


class Hours(Labelled):
    """Whether a proposal has its hours."""

    GIVEN = "given", _l("Has a slot")
    LACKING = "lacking", _l("Selected, without a slot")


@dataclass(frozen=True)
class Proposal:
    """A proposal with what officers look at while they choose.

    `region`, `group` and `category` are of who proposes it; `is_first` where the organizer says
    that it never had a side event, and none of an earlier meeting is known.
    """

    event: SideEvent
    category: CategoryKind
    region: Region | None
    group: MajorGroup | None
    is_first: bool
    is_suspended: bool


@dataclass(frozen=True)
class Filters:
    """What narrows the list, by value; None for all."""

    state: str | None = None
    category: str | None = None
    region: str | None = None
    group: str | None = None
    language: str | None = None
    first: str | None = None
    hours: str | None = None

    def holds(self, each: Proposal) -> bool:
        """Whether a proposal is in the narrowed list."""
        return all(
            wanted is None or wanted in FACETS[field.name](each)
            for field in fields(self)
            for wanted in [getattr(self, field.name)]
        )


def _hours(each):
    if each.event.slot_id is not None:
        return {Hours.GIVEN.value}
    is_selected = each.event.state is SideEventState.SELECTED
    return {Hours.LACKING.value} if is_selected else set()


FACETS = {
    "state": lambda each: {each.event.state.value},
    "category": lambda each: {each.category.value},
    "region": lambda each: {each.region},
    "group": lambda each: {each.group},
    "language": lambda each: set(each.event.languages),
    "first": lambda each: {"yes" if each.is_first else "no"},
    "hours": _hours,
}
"""What each filter looks at: the values of a proposal."""


def handled_by(actor: Actor) -> Select:
    """What staff see: what was sent, without conflicts; auditors what they audit."""
    found = select(SideEvent).where(SideEvent.submitted_at.is_not(None))
    if actor.conflicts:
        found = found.where(~touches(actor.conflicts))
    if Role.MEETING_OFFICER in actor.roles:
        return found
    if Role.AUDITOR not in actor.roles:
        return found.where(false())
    if actor.audited.is_open:
        return found
    return found.where(happened_in(SideEvent.submitted_at, actor.audited))


def to_select(actor: Actor) -> list[tuple[uuid.UUID, int]]:
    """How many proposals wait for an officer, by meeting, once its call is over."""
    over = select(SideEventCall.meeting_id).where(SideEventCall.closes_at <= now())
    rows = db.session.execute(
        handled_by(actor)
        .where(SideEvent.state == SideEventState.SUBMITTED, SideEvent.meeting_id.in_(over))
        .with_only_columns(SideEvent.meeting_id, func.count())
        .group_by(SideEvent.meeting_id)
        .order_by(SideEvent.meeting_id)
    )
    return [(meeting_id, number) for meeting_id, number in rows]


def proposals(actor: Actor, meeting: Meeting) -> list[Proposal]:
    """Proposals for a meeting, in order of sending; some queries, whatever their number."""
    events = list(
        db.session.scalars(
            handled_by(actor)
            .where(SideEvent.meeting_id == meeting.id)
            .order_by(SideEvent.submitted_at, SideEvent.id)
        )
    )
    known, suspended = _organizers_before(meeting), suspended_among(events)
    return [_proposal(each, known, suspended) for each in events]


def chosen(actor: Actor, meeting: Meeting, ids: Collection[uuid.UUID]) -> list[SideEvent]:
    """Those of these proposals that a person handles, in order of sending."""
    return list(
        db.session.scalars(
            handled_by(actor)
            .where(SideEvent.meeting_id == meeting.id, SideEvent.id.in_(ids))
            .order_by(SideEvent.submitted_at, SideEvent.id)
        )
    )


def counts(found: Sequence[Proposal], facet: str) -> dict[str, int]:
    """How many of these there are of each value of a facet."""
    values = [value for each in found for value in FACETS[facet](each) if value is not None]
    return {value: values.count(value) for value in values}


def _organizers_before(meeting):
    """Organizations and States that had a side event in the programme of an earlier meeting."""
    rows = db.session.execute(
        select(SideEvent.organization_id, SideEvent.country)
        .join(SideEvent.meeting)
        .where(SideEvent.published_at.is_not(None), Meeting.starts_at < meeting.starts_at)
    )
    return {organization_id or code for organization_id, code in rows}


def _proposal(event, known, suspended):
    organization = event.organization
    place = country(organization.country if organization else event.country)
    return Proposal(
        event=event,
        category=_category(organization),
        region=place.region if place else None,
        group=organization.major_group if organization else None,
        is_first=bool(event.first_time) and (event.organization_id or event.country) not in known,
        is_suspended=not suspended.isdisjoint(event.organization_ids),
    )


def _category(organization):
    if organization is None:
        return CategoryKind.MEMBER_STATE
    if organization.kind.is_business:
        return CategoryKind.PRIVATE_SECTOR
    return CategoryKind.ACCREDITED
