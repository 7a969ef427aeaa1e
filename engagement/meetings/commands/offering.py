"""Free places are offered to those who wait, first in line first.

Parts of commands, none by itself; the queue has to be locked.
"""

from datetime import datetime, timedelta

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import SYSTEM
from engagement.meetings.commands.letters import tell
from engagement.meetings.models import Category, Meeting, MeetingState, Registration
from engagement.meetings.queries import quotas
from engagement.meetings.queries.meetings import is_over, last_end
from engagement.meetings.queries.registrations import waiting
from engagement.meetings.queries.standing import kept_out

AHEAD = 50
"""How many of those who wait are read at a time."""


def has_free_place(category: Category) -> bool:
    """Whether a category has a place that is neither confirmed nor offered."""
    return category.places is None or category.taken < category.places


def fill(meeting: Meeting) -> list[Registration]:
    """Offer free places to those who wait, first in line first; the queue has to be locked.

    Whom a quota has no room for, and whose organization cannot take part now, keeps the place in
    line. Also while the meeting goes on, so that
    nobody who registers then gets past those who wait; one that is over or was cancelled offers
    none. Returns who was offered a place.
    """
    db.session.flush()
    if meeting.state is not MeetingState.PUBLISHED or is_over(meeting):
        return []
    if meeting.awaits_lot:
        return []
    room, offered = quotas.Room(meeting), []
    for category in meeting.categories:
        offered += _fill(category, room)
    return offered


def _fill(category, room):
    offered, after = [], 0
    while has_free_place(category):
        ahead = db.session.scalars(
            waiting(category).where(Registration.rank > after).limit(AHEAD)
        ).all()
        barred = kept_out(ahead)
        for registration in ahead:
            after = registration.rank
            if registration.id in barred:
                continue
            if has_free_place(category) and room.is_there_for(registration):
                offer(registration)
                room.take(registration)
                offered.append(registration)
        if len(ahead) < AHEAD:
            break
    return offered


def offer(registration: Registration) -> None:
    """Keep a free place for somebody who waits, for the hours that the meeting gives."""
    registration.offered_at = now()
    registration.offered_until = answer_by(registration.meeting)
    registration.category.taken += 1
    db.session.flush()
    until = registration.offered_until
    record("meetings:registration:offered", registration, actor=SYSTEM, until=until.isoformat())
    tell("offered", registration)


def answer_by(meeting: Meeting) -> datetime:
    """Until when a place offered now is kept: at least 24 hours, unless `last_answer` is sooner."""
    return min(now() + timedelta(hours=meeting.offer_hours), last_answer(meeting))


def last_answer(meeting: Meeting) -> datetime:
    """Until when a place can be kept at most: the beginning; once that is past, the end of all."""
    return meeting.starts_at if meeting.starts_at > now() else last_end(meeting)
