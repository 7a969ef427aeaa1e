"""Accessibility needs: of a registration, of a meeting for its officer."""

import uuid
from datetime import timedelta

from sqlalchemy import Select, exists, false, func, select

from engagement.accounts.models import Account
from engagement.accounts.queries import with_role
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, Role, can
from engagement.meetings import settings
from engagement.meetings.models import ENDED, AccessNeed, Meeting, MeetingState, Registration
from engagement.meetings.queries.registrations import without_conflict
from engagement.meetings.safeguards import Needs
from engagement.organizations.queries import actor_for

_WAITS = (
    AccessNeed.registration_id == Registration.id,
    AccessNeed.answered_at.is_(None),
    Registration.state.not_in(ENDED),
)


def need_of(registration: Registration) -> AccessNeed | None:
    """What somebody told, or None."""
    return db.session.scalars(
        select(AccessNeed).where(AccessNeed.registration_id == registration.id)
    ).first()


def get_need(need_id: uuid.UUID) -> AccessNeed | None:
    """A need by its id."""
    return db.session.get(AccessNeed, need_id)


def of_meeting(actor: Actor, meeting: Meeting) -> Select:
    """Needs of a meeting for its officer, as `Needs.ANSWER` allows, the oldest first."""
    needs = (
        select(AccessNeed)
        .join(AccessNeed.registration)
        .where(
            Registration.meeting_id == meeting.id,
            Registration.state.not_in(ENDED),
            without_conflict(actor),
        )
    )
    return needs if can(actor, Needs.LIST, meeting) else needs.where(false())


def officers() -> list[Account]:
    """Who can be named to read needs."""
    return with_role(Role.MEETING_OFFICER)


def may_read_needs(account: Account) -> bool:
    """Whether somebody can be named to read needs."""
    return account.id in {each.id for each in officers()}


def unanswered(actor: Actor, meeting: Meeting) -> int:
    """How many needs of a meeting wait for an answer of this officer."""
    waiting = of_meeting(actor, meeting).where(AccessNeed.answered_at.is_(None)).subquery()
    return db.session.scalar(select(func.count()).select_from(waiting)) or 0


def unread(meeting: Meeting) -> int:
    """How many needs wait that nobody reads: their officer has left, or has a conflict with some.

    None of it is anybody else's to read, so another officer has to be named.
    """
    officer = meeting.reads_needs
    read = unanswered(actor_for(officer), meeting) if may_read_needs(officer) else 0
    waiting = select(func.count(AccessNeed.id)).where(
        *_WAITS, Registration.meeting_id == meeting.id
    )
    return (db.session.scalar(waiting) or 0) - read


def lack_reader(meeting: Meeting) -> bool:
    """Whether another officer has to be named for needs that are told, or may be until the end."""
    if meeting.ends_at <= now():
        return False
    return not may_read_needs(meeting.reads_needs) or unread(meeting) > 0


def to_remind() -> list[Meeting]:
    """Meetings whose officer is to be mailed of needs without an answer: the time for it has come.

    Of several times that have come the last one counts, and each once.
    """
    present, days = now(), [int(each) for each in settings.needs_reminder_days()]
    if not days:
        return []
    near = db.session.scalars(
        select(Meeting)
        .where(
            Meeting.state == MeetingState.PUBLISHED,
            Meeting.starts_at > present,
            Meeting.starts_at <= present + timedelta(days=max(days)),
            exists().where(*_WAITS, Registration.meeting_id == Meeting.id),
        )
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return [each for each in near if _is_to_remind(each, days)]


def _is_to_remind(meeting, days):
    last = meeting.needs_reminded_at
    times = [meeting.starts_at - timedelta(days=each) for each in days]
    come = [each for each in times if each <= now()]
    return last is None or last < max(come)


def is_late(meeting: Meeting) -> bool:
    """Whether the meeting is so near that nothing may be left without an answer."""
    return meeting.starts_at - timedelta(days=settings.needs_warning_days()) <= now()
