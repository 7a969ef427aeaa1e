"""Meetings that are sessions of a governing body, and who is registered for them."""

import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from engagement.core.clock import now
from engagement.core.db import db
from engagement.meetings import settings
from engagement.meetings.models import (
    ENDED,
    UNSENT,
    Category,
    CategoryKind,
    Meeting,
    MeetingState,
    Registration,
)
from engagement.standing.queries.sessions import KnownSession, know_sessions


@know_sessions
def sessions_of_bodies(organization_id: uuid.UUID) -> list[KnownSession]:
    """Meetings to come for which accredited organizations register, as sessions; one query.

    Before registration opens every organization counts as registered; afterwards one of whose
    people a registration was sent that has not ended, whether there is a place already or not.
    """
    registers_at = func.coalesce(Meeting.through_id, Meeting.id)
    theirs = select(Registration.id).where(
        Registration.organization_id == organization_id,
        Registration.meeting_id == registers_at,
        Registration.state.not_in((*UNSENT, *ENDED)),
    )
    rows = db.session.execute(
        select(Meeting.starts_at, Meeting.ends_at, Meeting.zone, Category.opens_at, theirs.exists())
        .join(Category, Category.meeting_id == registers_at)
        .where(
            Meeting.state == MeetingState.PUBLISHED,
            Meeting.body.in_(settings.session_bodies()),
            Meeting.ends_at >= now(),
            Category.kind == CategoryKind.ACCREDITED,
        )
        .order_by(Meeting.starts_at)
    )
    return [
        KnownSession(_day(starts_at, zone), _day(ends_at, zone), registered or opens_at > now())
        for starts_at, ends_at, zone, opens_at, registered in rows
    ]


def _day(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()
