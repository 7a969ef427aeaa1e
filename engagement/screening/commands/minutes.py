"""The minutes of a meeting: written by the secretary, approved by the chair, frozen with a hash."""

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.screening.models import AgendaItem, CommitteeMeeting, MeetingState
from engagement.screening.permissions.committee import Committee
from engagement.screening.queries.minutes import digest_of, minutes_of
from engagement.screening.workflow.committee import APPROVE, meeting_workflow


@command
def write_notes(meeting: CommitteeMeeting, *, actor: Actor, notes: str) -> None:
    """Write what the minutes say before the items; until they are approved."""
    lock(meeting)
    if not can(actor, Committee.KEEP, meeting):
        raise NotAllowed(Committee.KEEP)
    if meeting.state in {MeetingState.APPROVED, MeetingState.CANCELLED}:
        raise RuleViolation(MOVED_ON)
    if meeting.notes != notes:
        meeting.notes = notes
        record("screening:meeting:notes-written", meeting, actor=actor)


@command
def write_item_notes(item: AgendaItem, *, actor: Actor, notes: str) -> None:
    """Write what the minutes say of an item, until they are approved."""
    lock(item.meeting)
    lock(item)
    if not can(actor, Committee.KEEP_ITEM, item):
        raise NotAllowed(Committee.KEEP_ITEM)
    if item.meeting.state in {MeetingState.APPROVED, MeetingState.CANCELLED}:
        raise RuleViolation(MOVED_ON)
    if item.notes != notes:
        item.notes = notes
        record("screening:item:notes-written", item, actor=actor)


@command
def approve_minutes(meeting: CommitteeMeeting, *, actor: Actor, seen: str) -> None:
    """Freeze the minutes as they are, with their hash; by the chair.

    `seen` is the hash, in hexadecimal, of the draft that the chair read: RuleViolation when the
    record has changed since.
    """
    content = minutes_of(lock(meeting))
    meeting_workflow.fire(APPROVE, meeting, actor=actor)
    digest = digest_of(content)
    if digest.hex() != seen:
        raise RuleViolation(
            _l("The minutes were changed while you read them. Read them again, and approve then.")
        )
    meeting.minutes, meeting.minutes_digest = content, digest
    meeting.approved_at, meeting.approved_by_id = now(), actor.id
    record("screening:meeting:minutes-approved", meeting, actor=actor, digest=digest.hex())
