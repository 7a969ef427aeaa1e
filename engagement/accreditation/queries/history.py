"""What happened to a case beside its stages, each with the people's names in one query."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from engagement.accreditation.models import (
    Act,
    Application,
    ApplicationHand,
    ApplicationState,
    Decision,
    Outcome,
    Recommendation,
    Reconsideration,
    SentBack,
)
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries.findings import sees_other_reviewers
from engagement.core.db import db
from engagement.core.permissions import Actor, can

S = ApplicationState
REVIEWED = frozenset({S.IN_REVIEW, S.CLARIFICATION})


def assignments_of(application: Application) -> list[ApplicationHand]:
    """Who was assigned to a case and since when, also who is not any more."""
    return db.session.scalars(
        select(ApplicationHand)
        .filter_by(application_id=application.id, act=Act.ASSIGNED)
        .options(joinedload(ApplicationHand.person))
        .order_by(ApplicationHand.since)
    ).all()


def sent_back(application: Application) -> list[SentBack]:
    """Every time approvers gave the case back to its reviewers, first to last."""
    return db.session.scalars(
        select(SentBack)
        .filter_by(application_id=application.id)
        .options(joinedload(SentBack.sent_back_by))
        .order_by(SentBack.sent_back_at)
    ).all()


def reconsiderations_of(application: Application) -> list[Reconsideration]:
    """Every request to look again, first to last."""
    return db.session.scalars(
        select(Reconsideration)
        .filter_by(application_id=application.id)
        .options(joinedload(Reconsideration.asked_by))
        .order_by(Reconsideration.asked_at)
    ).all()


def all_recommendations_seen_by(actor: Actor, application: Application) -> list[Recommendation]:
    """Recommendations, those that stand no more too, that this person may see now."""
    rows = db.session.scalars(
        select(Recommendation)
        .filter_by(application_id=application.id)
        .options(joinedload(Recommendation.reviewer))
        .order_by(Recommendation.made_at)
    ).all()
    if sees_other_reviewers(actor, application):
        return rows
    return [each for each in rows if each.reviewer_id == actor.id]


def decisions_seen_by(actor: Actor, application: Application) -> list[Decision]:
    """Decisions in effect; those that wait or were undone for those alone who decide."""
    rows = db.session.scalars(
        select(Decision)
        .filter_by(application_id=application.id)
        .options(joinedload(Decision.decided_by))
        .order_by(Decision.decided_at)
    ).all()
    if can(actor, Accreditations.UNDO, application):
        return rows
    return [each for each in rows if each.took_effect_at is not None]


def came_back_from(application: Application) -> ApplicationState | None:
    """The approvers' stage that a case in review came back from; None on its first review."""
    if application.state not in REVIEWED:
        return None
    before = [stage.state for stage in application.stages if stage.state not in REVIEWED]
    latest = before[-1] if before else None
    return latest if latest in {S.RECOMMENDED, S.RECONSIDERATION} else None


def reopening_of(application: Application) -> Decision | None:
    """The latest decision in effect that reopened the review."""
    return next(
        (
            each
            for each in reversed(application.decisions)
            if each.outcome == Outcome.REOPEN and each.took_effect_at is not None
        ),
        None,
    )
