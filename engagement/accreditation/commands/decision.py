"""The approver's verbs: decide and send back; and the moment a decision takes effect."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries, settings
from engagement.accreditation.commands.letters import apply_again_on, maker, send_letters
from engagement.accreditation.commands.process import move, note_hand, tell_reviewers
from engagement.accreditation.commands.screening import settle_screening
from engagement.accreditation.commands.status import change_status
from engagement.accreditation.commands.undoing import note_undone, undo_without_right
from engagement.accreditation.models import (
    FIRST_OUTCOMES,
    Accreditation,
    AccreditationStatus,
    Act,
    Application,
    Decision,
    Outcome,
    Reconsideration,
    SentBack,
    StatusPeriod,
)
from engagement.accreditation.tracks import TRACKS
from engagement.accreditation.workflow import (
    ACCREDIT,
    DECIDE,
    OVERTURN,
    REFUSE,
    REOPEN,
    SEND_BACK,
    UPHOLD,
    certified_copies_settled,
    holds_no_accreditation,
    screening_settled,
    workflow,
)
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import Refusal, RuleViolation, Stale
from engagement.core.permissions import SYSTEM, Actor
from engagement.core.references import next_reference
from engagement.jobs.queue import enqueue
from engagement.organizations.commands import refresh_register

TRANSITIONS = {
    Outcome.ACCREDIT: ACCREDIT,
    Outcome.REFUSE: REFUSE,
    Outcome.UPHOLD: UPHOLD,
    Outcome.OVERTURN: OVERTURN,
    Outcome.REOPEN: REOPEN,
}
ACCREDITING = (Outcome.ACCREDIT, Outcome.OVERTURN)
RECOMMENDED_OTHERWISE = _l(
    "What the reviewers recommend has changed since you opened this page. Look again, then decide."
)


@command
def decide_application(
    application: Application,
    *,
    actor: Actor,
    outcome: Outcome,
    reason: str,
    seen: str | None = None,
    key: uuid.UUID | None = None,
) -> Decision | None:
    """Decide as somebody who took no part; takes effect, and the letter leaves, minutes later.

    Until then the application stays recommended for everybody but approvers. Returns the pending
    decision, or None when this very form was taken before and its decision is pending no more.
    `seen` are the recommendations on the page (`queries.seen_recommendations`); Stale when others
    stand now, since the reasons were written for those.
    """
    if once.take(key, actor):
        return queries.pending_decision(application)
    workflow.fire(DECIDE, application, actor=actor)
    standing = queries.recommendations_of(application)
    if seen is not None and seen != queries.seen_recommendations(standing):
        raise Stale(RECOMMENDED_OTHERWISE)
    if outcome not in FIRST_OUTCOMES:
        raise RuleViolation(_l("Choose to accredit or to refuse."))
    decision = note_decision(application, actor=actor, outcome=outcome, reason=reason)
    once.remember(key, application.id)
    record(
        "accreditation:application:decided",
        application,
        actor=actor,
        outcome=outcome,
        reason=reason,
        effective_at=decision.effective_at.isoformat(),
    )
    return decision


def note_decision(
    application: Application,
    *,
    actor: Actor,
    outcome: Outcome,
    reason: str,
    reconsideration: Reconsideration | None = None,
) -> Decision:
    """Add a pending decision and the job that lets it take effect; within a command.

    RuleViolation for an accreditation of who holds one, since it could never take effect, and
    while a certified copy or screening is open.
    """
    if outcome in ACCREDITING:
        holds_no_accreditation(application, actor)
        certified_copies_settled(application, actor)
        screening_settled(application, actor)
    decision = Decision(
        application=application,
        reconsideration_id=reconsideration.id if reconsideration else None,
        outcome=outcome,
        reason=reason,
        decided_by_id=actor.id,
        decided_at=now(),
        effective_at=now() + timedelta(minutes=settings.undo_minutes()),
    )
    db.session.add(decision)
    db.session.flush()
    enqueue(
        "accreditation.effect_decision",
        at=decision.effective_at,
        about=application.organization_id,
        decision_id=str(decision.id),
    )
    return decision


@dataclass(frozen=True)
class Decided:
    """What became of one of several decisions: the decision, or why there is none."""

    application: Application
    decision: Decision | None = None
    refusal: Any = None


def decide_as_recommended(
    applications: list[Application],
    *,
    actor: Actor,
    reason: str,
    seen: Mapping[uuid.UUID, str] | None = None,
    key: uuid.UUID | None = None,
) -> list[Decided]:
    """Decide on each application as its reviewers recommend; one that cannot be stops no other.

    Each is a transaction of its own. `seen` says by application which recommendations were on the
    page; where others stand now, that application is left and says so. `key` is the form's one-time
    key: sent twice, the second time finds the decisions of the first.
    """
    standing = queries.standing_recommendations([application.id for application in applications])
    results = []
    for application in applications:
        recommended = standing.get(application.id, [])
        outcome = queries.common_outcome(recommended)
        if outcome is None:
            results.append(Decided(application, refusal=queries.NO_COMMON_RECOMMENDATION))
            continue
        try:
            decision = decide_application(
                application,
                actor=actor,
                outcome=outcome,
                reason=reason,
                # without a page, what the outcome was just taken from
                seen=(seen or {}).get(application.id, queries.seen_recommendations(recommended)),
                key=uuid.uuid5(key, str(application.id)) if key else None,
            )
        except Refusal as refusal:
            results.append(Decided(application, refusal=refusal.sentence))
        else:
            results.append(Decided(application, decision=decision))
    return results


@command
def send_back_application(
    application: Application, *, actor: Actor, reason: str, key: uuid.UUID | None = None
) -> None:
    """Give a recommended application back to its reviewers; that is no part taken in the case.

    Their recommendations no longer stand; their findings do, to be changed where needed.
    """
    if once.take(key, actor):
        return
    move(SEND_BACK, application, actor=actor)
    withdraw_recommendations(application)
    db.session.add(
        SentBack(
            application_id=application.id,
            reason=reason,
            sent_back_by_id=actor.id,
            sent_back_at=now(),
        )
    )
    once.remember(key, application.id)
    record("accreditation:application:sent_back", application, actor=actor, reason=reason)
    tell_reviewers("application_sent_back", application, reason=reason)


def withdraw_recommendations(application: Application) -> None:
    """The review goes on: what was recommended so far no longer stands; within a command."""
    for recommendation in queries.recommendations_of(application):
        recommendation.withdrawn_at = now()


@command
def effect_decision(decision: Decision) -> None:
    """Let a pending decision take effect: state, register, letter. May be called twice.

    Run by a job at the announced time; what it carries out was decided by the decision's maker,
    who must still have the right: without it the decision is undone and the case waits for
    somebody else. A decision on a case that has left the approvers meanwhile, because the
    organization withdrew it, has nothing to take effect on and is laid aside; so is an
    accreditation of an organization that has got one meanwhile, or goes on as another.
    """
    application = lock(decision.application)
    lock(decision)
    if not decision.pending or decision.effective_at > now():
        return
    transition = TRANSITIONS[decision.outcome]
    accrediting = decision.outcome in ACCREDITING
    holds = accrediting and bool(
        queries.accreditation_held(application.organization_id, application.track)
    )
    merged = accrediting and application.organization.merged_into_id is not None
    if application.state not in transition.sources or holds or merged:
        note_undone(decision, actor=SYSTEM, state=application.state, holds=holds, merged=merged)
        return
    if undo_without_right(decision):
        return
    move(transition, application, actor=SYSTEM)
    decision.took_effect_at = now()
    if decision.outcome == Outcome.REFUSE:
        decision.apply_again_on = apply_again_on(application, today())
    if decision.outcome == Outcome.REOPEN:
        withdraw_recommendations(application)
    accreditation = begin_accreditation(application) if accrediting else None
    db.session.flush()
    settle_screening(decision)
    note_hand(application, maker(decision), Act.DECIDED)
    record(
        "accreditation:decision:effective",
        application,
        actor=SYSTEM,
        outcome=decision.outcome,
        decided_by=str(decision.decided_by_id),
        number=accreditation.number if accreditation else None,
    )
    send_letters(decision, accreditation)
    if decision.outcome == Outcome.REOPEN:
        tell_reviewers("reconsideration_reopened_notice", application, reason=decision.reason)


def begin_accreditation(application: Application) -> Accreditation:
    """Open the standing with its number, its token and an active status from today.

    Who held one that has ended holds it again: the number stays, and so does its history.
    """
    instant = now()
    if held := queries.last_accreditation(application.organization_id, application.track):
        held.application_id = application.id
        held.report_due_on = queries.report_due_on(application.track, instant.date())
        held.valid_until = queries.valid_until(application.track, instant.date())
        change_status(held, AccreditationStatus.ACTIVE, reason_code="decision")
        return held
    accreditation = Accreditation(
        number=next_reference(TRACKS[application.track].number_series),
        token=secrets.token_urlsafe(24),
        track=application.track,
        organization_id=application.organization_id,
        application_id=application.id,
        since=instant.date(),
        report_due_on=queries.report_due_on(application.track, instant.date()),
        valid_until=queries.valid_until(application.track, instant.date()),
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
