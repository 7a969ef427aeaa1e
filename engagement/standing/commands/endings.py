"""Take back that an accreditation ended: an ending accepted wrongly, or a merger undone."""

import uuid
from datetime import datetime

from engagement.accreditation.commands.status import change_status, status_before
from engagement.accreditation.models import Accreditation, AccreditationStatus
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, lock
from engagement.core.permissions import SYSTEM, Actor
from engagement.standing.commands.letters import tell_organization
from engagement.standing.models import Change, Measure, Proceeding, ProceedingState
from engagement.standing.queries import accreditations as held
from engagement.standing.queries.accreditations import ENTITLED
from engagement.standing.workflow import (
    RESUME,
    RESUME_RECONSIDERATION,
    UNDO_ENDING,
    change_workflow,
    proceeding_workflow,
)


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
    go_on(accreditation, reason_code="ending_undone", ended_at=change.checked_at)
    tell_organization("ending_undone", change, accreditation, change=change)


def go_on(accreditation: Accreditation, *, reason_code: str, ended_at: datetime) -> None:
    """Give an accreditation the status it had when it ended; within a command.

    A suspension is in effect again with the proceeding that led to it: else nobody could lift it.
    """
    measure = _settled(accreditation, ended_at)
    if measure is not None:
        _resume(measure)
        change_status(accreditation, measure.measure.status, reason_code=measure.cause)
        return
    before = status_before(accreditation)
    change_status(
        accreditation,
        before if before in ENTITLED else AccreditationStatus.ACTIVE,
        reason_code=reason_code,
    )


def _settled(accreditation: Accreditation, ended_at: datetime) -> Proceeding | None:
    """The suspension that the end of the accreditation had settled."""
    return next(
        (
            each
            for each in held.proceedings_of(accreditation)
            if each.state == ProceedingState.OVER
            and each.measure == Measure.SUSPEND
            and each.ended_by_id is None
            and each.ended_at >= ended_at
        ),
        None,
    )


def _resume(measure: Proceeding) -> None:
    asked = measure.reconsider_asked_at is not None and measure.reconsidered_at is None
    proceeding_workflow.fire(RESUME_RECONSIDERATION if asked else RESUME, measure, actor=SYSTEM)
    measure.ended_at = None
    record("standing:proceeding:resumed", measure, actor=SYSTEM)
