"""The reviewer's verbs: accept as complete, judge, recommend."""

import uuid

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.accreditation import citations, queries
from engagement.accreditation.commands.process import (
    move,
    note_hand,
    take_place,
    tell_approvers,
    tell_focal_points,
)
from engagement.accreditation.models import (
    Act,
    Application,
    ApplicationState,
    Finding,
    Recommendation,
    Verdict,
)
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import BY_RECORD, TRACKS
from engagement.accreditation.workflow import (
    ACCEPT,
    RECOMMEND,
    RECOMMEND_FIRST,
    certified_copies_settled,
    not_recommended_yet,
    one_of_its_reviewers,
    screening_settled,
    workflow,
)
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can


@command
def accept_application(application: Application, *, actor: Actor) -> None:
    """Take the application as complete into review; whoever accepts takes the free place.

    Without one, accepting is no part taken in the case (product 1). How many review it is fixed.
    """
    move(ACCEPT, application, actor=actor)
    holders = len(queries.reviewers_of(application))
    application.reviewers_wanted = max(queries.reviewers_wanted(application), holders)
    take_place(application, actor)
    record("accreditation:application:accepted", application, actor=actor)
    tell_focal_points("application_accepted", application)


@command
def judge_criterion(
    application: Application,
    *,
    actor: Actor,
    criterion: str,
    verdict: Verdict,
    reason: str,
    note: str = "",
    evidence: list | None = None,
) -> Finding:
    """Give or change one's finding on a criterion while the application is in review.

    A letter of refusal quotes `reason`; `note` stays at the desk. `evidence` names what it rests
    on, see `citations`; RuleViolation for what was not submitted.
    """
    lock(application)
    if not can(actor, Accreditations.JUDGE, application):
        raise NotAllowed(Accreditations.JUDGE)
    if application.state != ApplicationState.IN_REVIEW:
        raise RuleViolation(_l("Findings can be given while the application is in review only."))
    one_of_its_reviewers(application, actor)
    not_recommended_yet(application, actor)
    if TRACKS[application.track].criterion(criterion) is None or criterion in BY_RECORD:
        raise RuleViolation(_l("Choose one of the criteria of this application."))
    cited = check_evidence(application, evidence or [])
    finding = db.session.scalars(
        select(Finding).filter_by(
            application_id=application.id, criterion=criterion, reviewer_id=actor.id
        )
    ).first()
    before = finding.verdict if finding else None
    if finding is None:
        finding = Finding(application_id=application.id, criterion=criterion, reviewer_id=actor.id)
        db.session.add(finding)
    finding.verdict = verdict
    finding.reason = reason
    finding.note = note
    finding.evidence = cited
    finding.judged_at = now()
    take_place(application, actor)
    note_hand(application, actor, Act.JUDGED)
    record(
        "accreditation:finding:judged",
        application,
        actor=actor,
        criterion=criterion,
        verdict=[before, verdict],
        reason=reason,
        note=note,
        evidence=finding.evidence,
    )
    return finding


def check_evidence(application: Application, evidence: list) -> list[dict]:
    """The citations as they are stored, each once; RuleViolation for one that cannot be."""
    answered = queries.answered_questions(application) if evidence else frozenset()
    cited = []
    for each in evidence:
        try:
            citation = citations.read(each)
        except (TypeError, ValueError):
            citation = None
        content = application.snapshot.content
        if citation is None or not citations.is_in(citation, content, answered):
            raise RuleViolation(
                _l("Choose answers and pages that were submitted: one of those is not there.")
            )
        if citation.stored() not in cited:
            cited.append(citation.stored())
    return cited


@command
def recommend_application(
    application: Application,
    *,
    actor: Actor,
    accredit: bool,
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Advise whoever decides; every criterion must have been judged by this reviewer.

    To accredit is advised only once the certified copies were seen or waived and, of a company,
    its screening came to an end. The case is recommended with the last one that is needed.
    """
    if once.take(key, actor):
        return
    lock(application)
    last = queries.is_last_recommendation(application, actor.id)
    if last:
        move(RECOMMEND, application, actor=actor)
    else:
        workflow.fire(RECOMMEND_FIRST, application, actor=actor)
    if accredit:
        certified_copies_settled(application, actor)
        if TRACKS[application.track].is_business:
            screening_settled(application, actor)
    take_place(application, actor)
    db.session.add(
        Recommendation(
            application_id=application.id,
            reviewer_id=actor.id,
            accredit=accredit,
            reason=reason,
            made_at=now(),
        )
    )
    note_hand(application, actor, Act.RECOMMENDED)
    once.remember(key, application.id)
    record(
        "accreditation:application:recommended",
        application,
        actor=actor,
        accredit=accredit,
        reason=reason,
        last=last,
    )
    if last:
        tell_approvers("application_recommended_notice", application)
