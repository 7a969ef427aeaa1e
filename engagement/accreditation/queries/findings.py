"""Findings and recommendations: what was judged, by whom, what is open, and who may see which."""

import uuid

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.accreditation import settings
from engagement.accreditation.models import (
    Application,
    ApplicationState,
    Finding,
    Recommendation,
)
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import BY_RECORD
from engagement.core.db import db
from engagement.core.permissions import Actor, can

UNDER_REVIEW = frozenset(
    {
        ApplicationState.SUBMITTED,
        ApplicationState.RETURNED,
        ApplicationState.IN_REVIEW,
        ApplicationState.CLARIFICATION,
    }
)

PLACES = ("reviewer_id", "second_reviewer_id")
"""The columns of the reviewers of a case."""
REVIEWED = UNDER_REVIEW | {ApplicationState.RECOMMENDED}
"""States in which a case has reviewers who answer for it."""


def findings_of(application: Application) -> list[Finding]:
    """All findings on an application, by criterion and time."""
    return db.session.scalars(
        select(Finding)
        .filter_by(application_id=application.id)
        .order_by(Finding.criterion, Finding.judged_at)
    ).all()


def standing_findings(application: Application) -> list[Finding]:
    """The findings on which a decision rests: those of the reviewers the case has now.

    What somebody found who was replaced before recommending stays on file and is not among them.
    """
    reviewing = {application.reviewer_id, application.second_reviewer_id}
    return [each for each in findings_of(application) if each.reviewer_id in reviewing]


def findings_seen_by(actor: Actor, application: Application) -> list[Finding]:
    """The findings this person may see now, by criterion and time."""
    findings = findings_of(application)
    if sees_other_reviewers(actor, application):
        return findings
    return [finding for finding in findings if finding.reviewer_id == actor.id]


def sees_other_reviewers(actor: Actor, application: Application) -> bool:
    """Whether what other reviewers found and recommended is shown to this person.

    Whoever may still judge gives findings before seeing those of others (product 3.2); once the
    case is recommended, and to people who cannot judge, everything is shown.
    """
    if reviewers_wanted(application) < 2 or application.state not in UNDER_REVIEW:
        return True
    if not can(actor, Accreditations.JUDGE, application):
        return True
    ever = select(Recommendation.id).filter_by(application_id=application.id, reviewer_id=actor.id)
    return db.session.scalars(ever.limit(1)).first() is not None


def recommendations_of(application: Application) -> list[Recommendation]:
    """The recommendations that stand, first to last; two when the reviewers differ or agree."""
    return db.session.scalars(
        select(Recommendation)
        .filter_by(application_id=application.id, withdrawn_at=None)
        .order_by(Recommendation.made_at)
    ).all()


def recommendations_seen_by(actor: Actor, application: Application) -> list[Recommendation]:
    """The standing recommendations this person may see now."""
    standing = recommendations_of(application)
    if sees_other_reviewers(actor, application):
        return standing
    return [each for each in standing if each.reviewer_id == actor.id]


def has_recommended(application: Application, person_id: uuid.UUID | None) -> bool:
    """Whether a recommendation of this person stands."""
    return person_id in {each.reviewer_id for each in recommendations_of(application)}


def is_last_recommendation(application: Application, person_id: uuid.UUID | None) -> bool:
    """Whether the case is recommended once this person has recommended."""
    others = {each.reviewer_id for each in recommendations_of(application)} - {person_id}
    return len(others) + 1 >= reviewers_wanted(application)


def reviewers_of(application: Application) -> list[Account]:
    """Who reviews the case: the first reviewer, then the second."""
    return [each for each in (application.reviewer, application.second_reviewer) if each]


def has_place(application: Application, person_id: uuid.UUID | None) -> bool:
    """Whether this person is one of the case's reviewers."""
    return person_id in {application.reviewer_id, application.second_reviewer_id} - {None}


def reviewers_wanted(application: Application) -> int:
    """How many review a case: fixed when it was accepted, so that no change strands it."""
    return application.reviewers_wanted or settings.reviewers_per_case()


def places(application: Application) -> tuple[str, ...]:
    """The columns of a case's reviewers, as many as it wants."""
    return PLACES[: reviewers_wanted(application)]


def free_place(application: Application) -> str | None:
    """The column of the reviewer who is still wanted, or None when there are enough."""
    return next(
        (place for place in places(application) if getattr(application, place) is None), None
    )


def unjudged_criteria(application: Application, reviewer_id: uuid.UUID) -> list[str]:
    """Keys of criteria on which this reviewer has given no finding, in order of the track."""
    judged = set(
        db.session.scalars(
            select(Finding.criterion).filter_by(
                application_id=application.id, reviewer_id=reviewer_id
            )
        )
    )
    keys = [criterion["key"] for criterion in application.track_version.definition["criteria"]]
    return [key for key in keys if key not in judged and key not in BY_RECORD]
