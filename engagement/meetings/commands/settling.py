"""A rule of a meeting asks for less now: whom that alone had held up is settled."""

from sqlalchemy import select

from engagement.core.clock import now
from engagement.core.db import command, db
from engagement.jobs.queue import enqueue
from engagement.meetings.commands.places import settle
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.models import Meeting, MeetingState, Registration, RegistrationState
from engagement.meetings.queries.obstacles import obstacles

PEOPLE_A_BATCH = 50


def settle_later(meeting: Meeting) -> None:
    """Let a job settle whom nothing holds up any more; part of a command that changes a rule."""
    if meeting.state is MeetingState.PUBLISHED:
        enqueue("meetings.settle_held", meeting_id=str(meeting.id))


@command
def settle_held(meeting: Meeting, *, after: int = 0) -> int | None:
    """Settle some of those who were sent and wait for nothing, in order of number; for jobs.

    Returns the number of the last one looked at, to go on after; None when nobody is left.
    """
    if meeting.state is not MeetingState.PUBLISHED or meeting.ends_at <= now():
        return None
    lock_queue(meeting)
    sent = db.session.scalars(
        select(Registration)
        .where(
            Registration.meeting_id == meeting.id,
            Registration.state == RegistrationState.SUBMITTED,
            Registration.number > after,
        )
        .order_by(Registration.number)
        .limit(PEOPLE_A_BATCH)
        .execution_options(populate_existing=True)
    ).all()
    for each in sent:
        if not obstacles(each):
            settle(each)
    return sent[-1].number if sent else None
