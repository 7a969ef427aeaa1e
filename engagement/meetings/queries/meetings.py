"""Meetings: those to come, those of the past, one by one."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.meetings.models import (
    BodyKey,
    Category,
    Meeting,
    MeetingSession,
    MeetingState,
    Question,
    Quota,
)
from engagement.meetings.permissions import Meetings


def visible_to(actor: Actor) -> Select:
    """Meetings this person may see: drafts are for staff who work on meetings."""
    if can(actor, Meetings.LIST):
        return select(Meeting)
    return select(Meeting).where(Meeting.published_at.is_not(None))


def to_come(actor: Actor, body: BodyKey | None = None) -> Select:
    """Those that are not over, the next first; those of one body where it is named."""
    return _of(body, visible_to(actor).where(Meeting.ends_at > now()))


def past(actor: Actor, body: BodyKey | None = None) -> Select:
    """Those that are over."""
    return _of(body, visible_to(actor).where(Meeting.ends_at <= now()))


def _of(body, meetings):
    return meetings if body is None else meetings.where(Meeting.body == body)


def get_meeting(meeting_id: uuid.UUID) -> Meeting | None:
    """A meeting by its id."""
    return db.session.get(Meeting, meeting_id)


def get_session(meeting_session_id: uuid.UUID) -> MeetingSession | None:
    """A session by its id."""
    return db.session.get(MeetingSession, meeting_session_id)


def get_category(category_id: uuid.UUID) -> Category | None:
    """A category by its id."""
    return db.session.get(Category, category_id)


def get_quota(quota_id: uuid.UUID) -> Quota | None:
    """A quota by its id."""
    return db.session.get(Quota, quota_id)


def get_question(question_id: uuid.UUID) -> Question | None:
    """A question by its id."""
    return db.session.get(Question, question_id)


def joined_with(meeting: Meeting) -> list[Meeting]:
    """Other meetings whose registration is this one's, in order of time."""
    return list(
        db.session.scalars(
            select(Meeting).where(Meeting.through_id == meeting.id).order_by(Meeting.starts_at)
        )
    )


def end_of_all() -> ColumnElement[datetime]:
    """When the last ends of what people register for at a `Meeting`, to be put into any query.

    It, and the published meetings that share its registration.
    """
    sharing = aliased(Meeting)
    last = select(func.max(sharing.ends_at)).where(
        sharing.through_id == Meeting.id, sharing.state == MeetingState.PUBLISHED
    )
    return func.greatest(Meeting.ends_at, last.correlate(Meeting).scalar_subquery())


def last_ends(meetings: Iterable[Meeting]) -> dict[uuid.UUID, datetime]:
    """The same of several meetings, by their ids; one query."""
    ids = {each.id for each in meetings}
    rows = db.session.execute(select(Meeting.id, end_of_all()).where(Meeting.id.in_(ids)))
    return dict(rows.all())


def last_end(meeting: Meeting) -> datetime:
    """The same of the meeting at which people register for this one."""
    meeting = meeting.registers_at
    return last_ends([meeting])[meeting.id]


def is_over(meeting: Meeting) -> bool:
    """Whether all that is registered for together with a meeting has ended.

    Asks nothing as long as the meeting at which people register goes on.
    """
    return meeting.registers_at.ends_at <= now() and last_end(meeting) <= now()
