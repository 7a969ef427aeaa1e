"""Take back that an accreditation ended: a dissolution or renunciation accepted wrongly."""

import uuid

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, lock
from engagement.core.permissions import Actor
from engagement.standing.commands.endings import give_back
from engagement.standing.commands.letters import tell_organization
from engagement.standing.models import Change
from engagement.standing.workflow import UNDO_ENDING, change_workflow


@command
def undo_ending(change: Change, *, actor: Actor, reason: str, key: uuid.UUID | None = None) -> None:
    """Let an accreditation go on whose dissolution or renunciation was accepted.

    RuleViolation when it is held again by other means, or has ended otherwise.
    """
    if once.take(key, actor):
        return
    accreditation = lock(change.accreditation)
    change_workflow.fire(UNDO_ENDING, change, actor=actor)
    change.undone_at, change.undone_by_id, change.undone_reason = now(), actor.id, reason
    once.remember(key, change.id)
    record("standing:change:undone", change, actor=actor, kind=change.kind, reason=reason)
    give_back(accreditation, since=change.checked_at, reason_code="ending_undone")
    tell_organization("ending_undone", change, accreditation, change=change)
