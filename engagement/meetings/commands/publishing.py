"""A meeting is published, or cancelled."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.core.clock import now
from engagement.core.db import command
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor
from engagement.jobs.queue import enqueue
from engagement.meetings.commands.keeping import begin, finish
from engagement.meetings.commands.leaving import end_registration
from engagement.meetings.commands.meetings import seal_lots
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.models import EndReason, Meeting, MeetingState, RegistrationState
from engagement.meetings.queries.readiness import missing
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.queries.setting_up import open_registrations, shares_registration


@command
def publish(meeting: Meeting, *, actor: Actor) -> None:
    """Let everybody read a meeting, and register in its windows.

    RuleViolation with the first thing that is missing (`queries.readiness.missing`). What is
    announced now is kept as first announced; the hash of the lots' seed is shown from now on.
    """
    begin(meeting, actor)
    if meeting.is_public:
        raise RuleViolation(_l("This meeting is published already."))
    for sentence in missing(meeting):
        raise RuleViolation(sentence)
    meeting.state, meeting.published_at = MeetingState.PUBLISHED, now()
    seal_lots(meeting)
    for session in meeting.sessions:
        session.first_starts_at = session.starts_at
    for category in meeting.categories:
        category.first_closes_at = category.closes_at
    finish("meeting:published", meeting, meeting, actor)


@command
def cancel_meeting(meeting: Meeting, *, actor: Actor, reason: str) -> None:
    """Cancel a meeting for a reason that everybody reads; its registrations end by a job.

    RuleViolation for one that is over, and while others share its registration.
    """
    lock_queue(meeting)  # who is just being registered is, and so will be ended; others see it
    begin(meeting, actor)
    if meeting.is_public and meeting.ends_at <= now():
        raise RuleViolation(_l("This meeting is over."))
    if shares_registration(meeting):
        raise RuleViolation(
            _l("Other meetings share the registration of this one. Change or cancel them first.")
        )
    meeting.state, meeting.cancelled_at = MeetingState.CANCELLED, now()
    meeting.cancel_reason = reason
    meeting.sequence += 1
    finish("meeting:cancelled", meeting, meeting, actor, reason=reason)
    enqueue("meetings.end_registrations", meeting_id=str(meeting.id))


def end_registrations(meeting_id: uuid.UUID) -> int:
    """End what is registered for a cancelled meeting, each by itself; for jobs, again and again.

    Returns how many ended now.
    """
    ended = 0
    for registration_id in open_registrations(meeting_id):
        registration = get_registration(registration_id)
        if registration.state not in {RegistrationState.ATTENDED, RegistrationState.NO_SHOW}:
            end_registration(registration, reason=EndReason.MEETING_CANCELLED)
            ended += 1
    return ended
