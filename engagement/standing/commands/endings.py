"""What ends a proceeding from outside, and what the status is again once a measure has ended."""

from datetime import datetime

from engagement.accreditation.commands.status import change_status, status_before
from engagement.accreditation.models import Accreditation, AccreditationStatus
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import SYSTEM, Actor
from engagement.standing.models import Cause, Proceeding
from engagement.standing.queries import accreditations as held
from engagement.standing.queries.accreditations import ENTITLED
from engagement.standing.queries.days import is_overdue
from engagement.standing.workflow import (
    RESUME,
    RESUME_RECONSIDERATION,
    SETTLE,
    SETTLE_IN_EFFECT,
    proceeding_workflow,
)


def give_back(accreditation: Accreditation, *, since: datetime, reason_code: str) -> None:
    """Let the status be what it was before something happened at `since`; within a command.

    A suspension that this had ended goes on, with its proceeding, so that it can be lifted. A
    report that has come meanwhile is not due again.
    """
    db.session.flush()
    suspension = held.suspension_settled(accreditation, since)
    if suspension is not None:
        resume(suspension)
        status = AccreditationStatus.SUSPENDED
    else:
        status = status_before(accreditation, among=ENTITLED)
    if status == AccreditationStatus.REPORT_DUE and not is_overdue(accreditation.report_due_on):
        status = AccreditationStatus.ACTIVE
    change_status(accreditation, status, reason_code=reason_code)


def resume(suspension: Proceeding) -> None:
    """Let a suspension be in effect again that something ended which was undone itself."""
    asked = suspension.reconsider_asked_at is not None and suspension.reconsidered_at is None
    transition = RESUME_RECONSIDERATION if asked else RESUME
    proceeding_workflow.fire(transition, suspension, actor=SYSTEM)
    suspension.ended_at = None
    record("standing:proceeding:resumed", suspension, actor=SYSTEM)


def settle_all(accreditation: Accreditation, cause: Cause | None = None) -> None:
    """End what is under way or in effect (for a cause), within a command."""
    for each in (held.open_proceeding(accreditation), held.in_effect(accreditation)):
        if each is not None and cause in (None, each.cause):
            settle(each, actor=SYSTEM)


def settle(proceeding: Proceeding, *, actor: Actor) -> None:
    """End a proceeding whose cause is gone, within the command that took the cause away.

    The status follows in that command, too.
    """
    early = proceeding.state in SETTLE.sources
    proceeding_workflow.fire(SETTLE if early else SETTLE_IN_EFFECT, proceeding, actor=actor)
    proceeding.ended_at = now()
    record("standing:proceeding:settled", proceeding, actor=actor)
