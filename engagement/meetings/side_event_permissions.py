"""Who proposes, organizes, selects and reads side events."""

from sqlalchemy import ColumnElement, or_, select

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, all_of, any_of, has_role, register
from engagement.core.text import text_in
from engagement.meetings.models import (
    SideEvent,
    SideEventCall,
    SideEventOrganizer,
    SideEventSlot,
)
from engagement.meetings.permissions import Meetings, called, leads_or_administers, officer


class SideEvents(Permission):
    """Rights on side events; officers who manage a meeting keep its call and its slots."""

    LIST = "meetings:side_event:list"
    LIST_OWN = "meetings:side_event:own"
    VIEW = "meetings:side_event:view"
    BEGIN = "meetings:side_event:begin"
    WRITE = "meetings:side_event:write"
    ANSWER = "meetings:side_event:answer"
    SELECT = "meetings:side_event:select"


def of_event(record) -> SideEvent:
    """The side event, or that to which a record belongs."""
    return getattr(record, "side_event", record)


def proposer(actor, record):
    """The person leads the organization, or administers the delegation, that proposes it."""
    event = of_event(record)
    return event.organization_id in actor.leads or event.country in actor.administers


def member(actor, record):
    """The person belongs to one of its organizations that remain, or acts for its State."""
    event = of_event(record)
    known = not event.remaining_ids.isdisjoint(actor.belongs_to)
    return known or event.country in actor.delegate_of


def leads_organizer(actor, organizer):
    """The person leads the organization that was asked to take part."""
    return organizer.organization_id in actor.leads


def no_conflict(actor, record):
    """The cases of none of its organizations are kept from this person."""
    return actor.conflicts.isdisjoint(of_event(record).organization_ids)


def was_sent(actor, record):
    """It has been proposed: a draft is nobody else's business."""
    return of_event(record).submitted_at is not None


def audits(actor, record):
    """An auditor, for what was sent in the period of the engagement."""
    moment = of_event(record).submitted_at
    return Role.AUDITOR in actor.roles and actor.audited.covers(moment)


def is_published(actor, record):
    """Everybody reads what was in a programme, and that it does not take place afterwards."""
    event = of_event(record)
    return event.published_at is not None and event.meeting.is_public


staff = all_of(any_of(officer, audits), was_sent, no_conflict)

register(
    {
        SideEvents.LIST: has_role(Role.MEETING_OFFICER, Role.AUDITOR),
        SideEvents.LIST_OWN: leads_or_administers,
        SideEvents.VIEW: any_of(is_published, proposer, member, staff),
        SideEvents.BEGIN: leads_or_administers,
        SideEvents.WRITE: proposer,
        SideEvents.ANSWER: leads_organizer,
        SideEvents.SELECT: all_of(officer, was_sent, no_conflict),
    }
)


def touches(organizations) -> ColumnElement[bool]:
    """The condition that a side event is one of these organizations', or was to be."""
    return or_(
        SideEvent.organization_id.in_(organizations),
        select(SideEventOrganizer.id)
        .where(
            SideEventOrganizer.side_event_id == SideEvent.id,
            SideEventOrganizer.organization_id.in_(organizations),
        )
        .exists(),
    )


def audited(period):
    """The condition of proposals sent in a period."""
    return subjects.happened_in(SideEvent.submitted_at, period)


def title_of(record) -> str:
    """A side event in the trail: its title in English, else in the first language it has."""
    return text_in(of_event(record).title, "en")[0]


subjects.register(
    SideEvent,
    view=SideEvents.VIEW,
    label=title_of,
    endpoint="meetings.show_side_event",
    argument="side_event_id",
    audited=audited,
    touching=touches,
)
subjects.register(
    SideEventOrganizer,
    view=SideEvents.VIEW,
    label=title_of,
    audited=lambda period: SideEventOrganizer.side_event_id.in_(
        select(SideEvent.id).where(audited(period))
    ),
    touching=lambda organizations: SideEventOrganizer.side_event_id.in_(
        select(SideEvent.id).where(touches(organizations))
    ),
)
for _part in (SideEventCall, SideEventSlot):
    subjects.register(_part, view=Meetings.VIEW, label=lambda part: called(part.meeting))
