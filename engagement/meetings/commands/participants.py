"""The list of participants is published, provisional and final, and each person's consent to it."""

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import versions
from engagement.core.clock import now
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.meetings.models import ListState, Meeting, Registration
from engagement.meetings.permissions import Meetings, Registrations

NEXT = {ListState.NONE: ListState.PROVISIONAL, ListState.PROVISIONAL: ListState.FINAL}
BEFORE = {after: before for before, after in NEXT.items()}


@command
def publish_list(meeting: Meeting, state: ListState, *, actor: Actor) -> None:
    """Publish the provisional list, then the final one."""
    _move(meeting, state, actor, NEXT, "list-published")


@command
def withdraw_list(meeting: Meeting, state: ListState, *, actor: Actor) -> None:
    """Take the published list back: the final one becomes provisional, that one none at all.

    `state` is what is there after it.
    """
    _move(meeting, state, actor, BEFORE, "list-withdrawn")


@command
def change_listing(registration: Registration, *, listed: bool, actor: Actor) -> None:
    """The person agrees to stand in the list of participants, or takes that back: at once.

    No later edit of the registration changes it. RuleViolation for somebody under 18.
    """
    lock(registration)
    if not can(actor, Registrations.ANSWER, registration):
        raise NotAllowed(Registrations.ANSWER)
    if not registration.is_open or registration.forgotten_at is not None:
        raise RuleViolation(MOVED_ON)
    if listed and registration.is_minor:
        raise RuleViolation(_l("Nobody under 18 is named in the list of participants."))
    registration.listed, registration.listed_changed_at = listed, now()
    record("meetings:registration:listing", registration, actor=actor, listed=listed)
    versions.bump("meetings")


def _move(meeting, state, actor, ways, event):
    lock(meeting)
    if not can(actor, Meetings.MANAGE, meeting):
        raise NotAllowed(Meetings.MANAGE)
    if ways.get(meeting.participants) is not state or not meeting.is_public:
        raise RuleViolation(MOVED_ON)
    before, meeting.participants = meeting.participants, state
    record(
        f"meetings:meeting:{event}",
        meeting,
        actor=actor,
        participants=[before.value, state.value],
    )
    versions.bump("meetings")
