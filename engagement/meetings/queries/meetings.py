"""Meetings: those to come, those of the past, one by one."""

import uuid

from sqlalchemy import Select, select

from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.meetings.models import BodyKey, Category, Meeting, MeetingSession, Question, Quota
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
