"""Looking again at a refusal: the organization asks, an approver who took no part decides."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries, settings
from engagement.accreditation.commands.decision import note_decision
from engagement.accreditation.commands.process import (
    move,
    note_on_behalf,
    tell_approvers,
    tell_focal_points,
)
from engagement.accreditation.models import (
    RECONSIDERED_OUTCOMES,
    Application,
    Decision,
    Outcome,
    Reconsideration,
)
from engagement.accreditation.workflow import DECIDE_AGAIN, RECONSIDER, workflow
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor


@command
def ask_reconsideration(
    application: Application, *, actor: Actor, reasons: str, key: uuid.UUID | None = None
) -> None:
    """Ask to look again at a refusal, in the organization's own words."""
    if once.take(key, actor):
        return
    move(RECONSIDER, application, actor=actor)
    request = Reconsideration(
        application=application, reasons=reasons, asked_by_id=actor.id, asked_at=now()
    )
    db.session.add(request)
    note_on_behalf(application, actor)
    once.remember(key, application.id)
    record("accreditation:reconsideration:asked", application, actor=actor, reasons=reasons)
    tell_focal_points(
        "reconsideration_asked",
        application,
        days=settings.reconsideration_days(),
        due_on=application.due_on,
    )
    tell_approvers("reconsideration_asked_notice", application)


@command
def decide_reconsideration(
    application: Application,
    *,
    actor: Actor,
    outcome: Outcome,
    reason: str,
    key: uuid.UUID | None = None,
) -> Decision | None:
    """Uphold, overturn or reopen as an approver who took no part in review or first decision.

    Pending like every decision; returns None when this very form was taken before and its
    decision is pending no more.
    """
    if once.take(key, actor):
        return queries.pending_decision(application)
    workflow.fire(DECIDE_AGAIN, application, actor=actor)
    if outcome not in RECONSIDERED_OUTCOMES:
        raise RuleViolation(_l("Choose to uphold, to overturn or to reopen."))
    decision = note_decision(
        application,
        actor=actor,
        outcome=outcome,
        reason=reason,
        reconsideration=queries.reconsideration_of(application),
    )
    once.remember(key, application.id)
    record(
        "accreditation:reconsideration:decided",
        application,
        actor=actor,
        outcome=outcome,
        reason=reason,
        effective_at=decision.effective_at.isoformat(),
    )
    return decision
