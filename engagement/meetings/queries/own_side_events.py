"""Side events of somebody: what one's organizations and States propose or take part in."""

import uuid

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager

from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.meetings.models import (
    GIVEN_UP,
    Agreement,
    Meeting,
    SideEvent,
    SideEventCall,
    SideEventOrganizer,
    SideEventState,
)


def own(actor: Actor) -> list[SideEvent]:
    """What a person's organizations and States propose or take part in, the latest first."""
    return list(
        db.session.scalars(_organized_by(actor).order_by(SideEvent.created_at.desc(), SideEvent.id))
    )


def own_in_programmes(actor: Actor) -> list[SideEvent]:
    """Those of them that stand in a programme everybody reads, with slot and meeting."""
    return list(
        db.session.scalars(
            _organized_by(actor)
            .join(SideEvent.meeting)
            .join(SideEventCall, SideEventCall.meeting_id == SideEvent.meeting_id)
            .where(
                SideEventCall.published_at.is_not(None),
                Meeting.published_at.is_not(None),
                SideEvent.state == SideEventState.SELECTED,
                SideEvent.slot_id.is_not(None),
            )
            .options(contains_eager(SideEvent.meeting))
            .order_by(SideEvent.created_at, SideEvent.id)
        )
    )


def asked_to_organize(actor: Actor) -> list[SideEventOrganizer]:
    """Requests to take part that wait for an answer of organizations a person leads."""
    return list(
        db.session.scalars(
            select(SideEventOrganizer)
            .join(SideEventOrganizer.side_event)
            .where(
                SideEventOrganizer.organization_id.in_(actor.leads),
                SideEventOrganizer.agreement == Agreement.ASKED,
                SideEvent.state.not_in(GIVEN_UP),
            )
            .order_by(SideEventOrganizer.asked_at, SideEventOrganizer.id)
        )
    )


def number_of(meeting: Meeting, organization_id: uuid.UUID | None, country: str | None) -> int:
    """How many side events somebody proposes for a meeting, drafts among them."""
    author = (
        SideEvent.organization_id == organization_id
        if organization_id is not None
        else SideEvent.country == country
    )
    found = select(func.count(SideEvent.id)).where(
        SideEvent.meeting_id == meeting.id, author, SideEvent.state.not_in(GIVEN_UP)
    )
    return db.session.scalar(found) or 0


def _organized_by(actor):
    agreed = (
        select(SideEventOrganizer.id)
        .where(
            SideEventOrganizer.side_event_id == SideEvent.id,
            SideEventOrganizer.organization_id.in_(actor.leads),
            SideEventOrganizer.agreement == Agreement.AGREED,
        )
        .exists()
    )
    return select(SideEvent).where(
        or_(
            SideEvent.organization_id.in_(actor.leads),
            SideEvent.country.in_(actor.administers),
            agreed,
        )
    )
