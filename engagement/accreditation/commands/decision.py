"""The approver's verbs: decide, undo; and the moment a decision takes effect."""

import secrets
import uuid
from datetime import timedelta

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries, settings
from engagement.accreditation.commands.letters import findings_for_letter
from engagement.accreditation.commands.process import move, note_hand, tell_focal_points
from engagement.accreditation.models import (
    Accreditation,
    AccreditationStatus,
    Act,
    Application,
    Decision,
    Outcome,
    StatusPeriod,
)
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import TRACKS
from engagement.accreditation.workflow import ACCREDIT, DECIDE, REFUSE, workflow
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, can
from engagement.core.references import next_reference
from engagement.jobs.queue import enqueue
from engagement.organizations.commands import refresh_register


@command
def decide_application(
    application: Application,
    *,
    actor: Actor,
    outcome: Outcome,
    reason: str,
    key: uuid.UUID | None = None,
) -> Decision | None:
    """Decide as somebody who took no part; takes effect, and the letter leaves, minutes later.

    Until then the application stays recommended for everybody but approvers. Returns the pending
    decision, or None when this very form was taken before.
    """
    if once.take(key, actor):
        return queries.pending_decision(application)
    workflow.fire(DECIDE, application, actor=actor)
    decision = Decision(
        application=application,
        outcome=outcome,
        reason=reason,
        decided_by_id=actor.id,
        decided_at=now(),
        effective_at=now() + timedelta(minutes=settings.undo_minutes()),
    )
    db.session.add(decision)
    db.session.flush()
    once.remember(key, application.id)
    record(
        "accreditation:application:decided",
        application,
        actor=actor,
        outcome=outcome,
        reason=reason,
        effective_at=decision.effective_at.isoformat(),
    )
    enqueue("accreditation.effect_decision", at=decision.effective_at, decision_id=str(decision.id))
    return decision


@command
def undo_decision(decision: Decision, *, actor: Actor) -> None:
    """Take a decision back before it takes effect; its maker only."""
    application = lock(decision.application)
    lock(decision)
    if not can(actor, Accreditations.DECIDE, application) or decision.decided_by_id != actor.id:
        raise NotAllowed(Accreditations.DECIDE)
    if decision.took_effect_at is not None or decision.undone_at is not None:
        raise RuleViolation(_l("This decision has taken effect, or was undone before."))
    decision.undone_at = now()
    record("accreditation:decision:undone", application, actor=actor)


@command
def effect_decision(decision: Decision) -> None:
    """Let a pending decision take effect: state, register, letter. May be called twice.

    Run by a job at the announced time; what it carries out was decided by the decision's maker.
    """
    application = lock(decision.application)
    lock(decision)
    if decision.undone_at is not None or decision.took_effect_at is not None:
        return
    if decision.effective_at > now():
        return
    accredited = decision.outcome == Outcome.ACCREDIT
    move(ACCREDIT if accredited else REFUSE, application, actor=SYSTEM)
    decision.took_effect_at = now()
    accreditation = begin_accreditation(application) if accredited else None
    db.session.flush()
    note_hand(
        application, Actor(id=decision.decided_by_id, name=decision.decided_by.name), Act.DECIDED
    )
    record(
        "accreditation:decision:effective",
        application,
        actor=SYSTEM,
        outcome=decision.outcome,
        decided_by=str(decision.decided_by_id),
        number=accreditation.number if accreditation else None,
    )
    tell_focal_points(
        "application_accredited" if accredited else "application_refused",
        application,
        decision=decision,
        accreditation=accreditation,
        findings=findings_for_letter(application),
    )


def begin_accreditation(application: Application) -> Accreditation:
    """Open the standing with its number, its token and an active status from today."""
    instant = now()
    accreditation = Accreditation(
        number=next_reference(TRACKS[application.track].number_series),
        token=secrets.token_urlsafe(24),
        track=application.track,
        organization_id=application.organization_id,
        application_id=application.id,
        since=instant.date(),
        created_at=instant,
    )
    accreditation.periods.append(
        StatusPeriod(
            status=AccreditationStatus.ACTIVE,
            valid_from=instant.date(),
            reason_code="decision",
        )
    )
    db.session.add(accreditation)
    refresh_register(application.organization_id)
    return accreditation
