"""A meeting is taken as the template of another one."""

import uuid
from datetime import date
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l

from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.meetings.commands.keeping import finish
from engagement.meetings.commands.sessions import keep_in_step
from engagement.meetings.commands.side_event_calls import copy_call
from engagement.meetings.models import (
    Category,
    Meeting,
    MeetingSession,
    Question,
    Quota,
    RegistrationQueue,
)
from engagement.meetings.moving import days_later
from engagement.meetings.permissions import Meetings

OF_MEETING = [
    *("title", "description", "body", "mode", "zone", "place", "contact_email", "youngest"),
    *("waiting_rule", "offer_hours", "notice", "retention_days", "starts_at", "ends_at"),
]
OF_SESSION = ["title", "interpretation", "capacity", "child_friendly"]
OF_CATEGORY = ["kind", "position", "legal_basis", "places", "approval", "papers"]
OF_QUOTA = ["scope", "major_group", "mode", "places"]
OF_QUESTION = ["position", "kind", "text", "hint", "choices", "required", "show_value"]


@command
def copy_meeting(
    meeting: Meeting, first_day: date, *, actor: Actor, key: uuid.UUID | None = None
) -> Meeting:
    """A draft like this meeting that begins on `first_day`: all hours and deadlines move with it.

    Nothing of people is taken over, and no link by which they join. RuleViolation for a day that
    is over.
    """
    if not can(actor, Meetings.MANAGE, meeting):
        raise NotAllowed(Meetings.MANAGE)
    if earlier := once.take(key, actor):
        return db.session.get_one(Meeting, earlier.result_id)
    zone = ZoneInfo(meeting.zone)
    if first_day < now().astimezone(zone).date():
        raise RuleViolation(_l("Choose a day that is still to come."))
    days = (first_day - meeting.starts_at.astimezone(zone).date()).days

    def later(instant):
        return days_later(instant, days, meeting.zone)

    copied = Meeting(
        **_columns(meeting, OF_MEETING),
        copied_from_id=meeting.id,
        lottery_at=later(meeting.lottery_at) if meeting.lottery_at else None,
        created_by_id=actor.id,
    )
    copied.sessions = _sessions(meeting, later)
    categories = _categories(meeting, later)
    copied.categories = list(categories.values())
    copied.quotas = [
        Quota(**_columns(each, OF_QUOTA), category=categories.get(each.category_id))
        for each in meeting.quotas
    ]
    copied.questions = _questions(meeting, categories)
    db.session.add(copied)
    db.session.flush()
    db.session.add(RegistrationQueue(meeting_id=copied.id))
    keep_in_step(copied)
    copy_call(meeting, copied, later, actor)
    once.remember(key, copied.id)
    finish("meeting:copied", copied, copied, actor, copied_from=str(meeting.id))
    return copied


def _columns(row, names):
    return {name: getattr(row, name) for name in names}


def _sessions(meeting, later):
    all_cancelled = all(each.cancelled_at is not None for each in meeting.sessions)
    return [
        MeetingSession(
            **_columns(each, OF_SESSION),
            starts_at=later(each.starts_at),
            ends_at=later(each.ends_at),
            first_starts_at=later(each.starts_at),
        )
        for each in meeting.sessions
        if each.cancelled_at is None or all_cancelled
    ]


def _categories(meeting, later):
    return {
        each.id: Category(
            **_columns(each, OF_CATEGORY),
            opens_at=later(each.opens_at),
            closes_at=later(each.closes_at),
            first_closes_at=later(each.closes_at),
        )
        for each in meeting.categories
    }


def _questions(meeting, categories):
    copies: dict = {}
    for each in meeting.questions:
        copies[each.id] = Question(
            **_columns(each, OF_QUESTION),
            category=categories.get(each.category_id),
            show_if=copies.get(each.show_if_id),
        )
    return list(copies.values())
