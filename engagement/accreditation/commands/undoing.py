"""A pending decision is taken out of force: by its maker, or because it may not stand."""

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries
from engagement.accreditation.commands.process import tell_approvers, tell_maker
from engagement.accreditation.models import ApplicationState, Decision
from engagement.accreditation.permissions import Accreditations
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, can

WAITS_AGAIN = {
    ApplicationState.RECOMMENDED: "application_recommended_notice",
    ApplicationState.RECONSIDERATION: "reconsideration_asked_notice",
}


@command
def undo_decision(decision: Decision, *, actor: Actor) -> None:
    """Take a decision back before it takes effect; its maker only."""
    application = lock(decision.application)
    lock(decision)
    if not can(actor, Accreditations.UNDO, application) or decision.decided_by_id != actor.id:
        raise NotAllowed(Accreditations.UNDO)
    if not decision.pending:
        raise RuleViolation(_l("This decision has taken effect, or was undone before."))
    if decision.effective_at <= now():
        raise RuleViolation(
            _l("The time to undo this decision is over. It takes effect within a minute.")
        )
    note_undone(decision, actor=actor)


def note_undone(decision: Decision, *, actor: Actor, **why) -> None:
    """Take a pending decision out of force; within a command that has moved the case, if at all.

    Its maker is told when somebody else did it. The event is told to nobody before the decision
    would have been, see `audit.queries`.
    """
    decision.undone_at = now()
    record(
        "accreditation:decision:undone",
        decision.application,
        actor=actor,
        outcome=decision.outcome,
        effective_at=decision.effective_at.isoformat(),
        **why,
    )
    if actor.id != decision.decided_by_id:
        tell_maker("decision_undone_notice", decision)


def undo_without_right(decision: Decision) -> bool:
    """Undo a pending decision that could not be made now; says whether it was undone.

    Within a command that has locked the case and the decision. Its maker may not decide any more,
    or something came up in screening. The case waits for a decision again, so those who could
    decide are told as when it came to them first.
    """
    cause = queries.why_it_may_not_stand(decision)
    if cause is None:
        return False
    note_undone(decision, actor=SYSTEM, cause=cause)
    application = decision.application
    if application.state in WAITS_AGAIN:
        tell_approvers(WAITS_AGAIN[application.state], application)
    return True
