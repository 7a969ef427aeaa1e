"""What every command of who sets meetings up does first and last."""

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import versions
from engagement.core.db import db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.meetings.models import Meeting, MeetingState
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries.readiness import missing

AREA = "meetings"
"""What the kept public pages of meetings depend on; no command of registering bumps it."""


def begin(meeting: Meeting, actor: Actor) -> None:
    """Lock a meeting that can still be changed. NotAllowed, RuleViolation for a cancelled one.

    The weaker lock, which registrations that refer to the meeting do not wait for. A command that
    needs the queue as well locks it first, as drawing lots does.
    """
    db.session.refresh(meeting, with_for_update={"key_share": True, "of": Meeting})
    if not can(actor, Meetings.MANAGE, meeting):
        raise NotAllowed(Meetings.MANAGE)
    if meeting.state is MeetingState.CANCELLED:
        raise RuleViolation(_l("This meeting was cancelled, and cannot be changed any more."))


def finish(action: str, subject, meeting: Meeting, actor: Actor, **told) -> None:
    """Record a change, and let public pages be made anew.

    RuleViolation when a published meeting would lack what it needed to be published.
    """
    if meeting.state is MeetingState.PUBLISHED:
        for sentence in missing(meeting):
            raise RuleViolation(sentence)
    versions.bump(AREA)
    record(f"meetings:{action}", subject, actor=actor, **told)
