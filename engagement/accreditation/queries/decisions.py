"""Recommendations, decisions, and the accreditations that follow."""

import uuid
from collections.abc import Collection, Iterable
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from engagement.accreditation.models import (
    LISTED,
    Accreditation,
    Application,
    ApplicationState,
    Decision,
    Outcome,
    Recommendation,
    Reconsideration,
    StatusPeriod,
)
from engagement.core.clock import now, today
from engagement.core.db import db
from engagement.core.references import plain_number


def standing_recommendations(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Recommendation]]:
    """The recommendations that stand, by application, each with its reviewer; one query."""
    rows = db.session.scalars(
        select(Recommendation)
        .where(Recommendation.application_id.in_(ids), Recommendation.withdrawn_at.is_(None))
        .options(joinedload(Recommendation.reviewer))
        .order_by(Recommendation.made_at)
    )
    standing: dict[uuid.UUID, list[Recommendation]] = {}
    for row in rows:
        standing.setdefault(row.application_id, []).append(row)
    return standing


def pending_decision(application: Application) -> Decision | None:
    """The decision that waits to take effect."""
    return next((decision for decision in application.decisions if decision.pending), None)


def seen_recommendations(standing: Iterable[Recommendation]) -> str:
    """Which recommendations these are: what a page carries, to tell whether others stand by then.

    A recommendation never changes but by being withdrawn, so its id is all there is to tell.
    """
    return " ".join(sorted(str(each.id) for each in standing))


def nothing_to_undo(application: Application) -> str:
    """What became of the last decision, where none waits to take effect."""
    last = application.decisions[-1] if application.decisions else None
    if last is None:
        return _l("There was nothing to undo: nothing has been decided.")
    if last.took_effect_at is not None:
        return _l("There was nothing to undo: the decision has taken effect.")
    if application.state == ApplicationState.WITHDRAWN:
        return _l("There was nothing to undo: the application was withdrawn.")
    return _l("There was nothing to undo: the decision was undone before.")


NO_COMMON_RECOMMENDATION = _l(
    "The reviewers recommend different things, or nothing that stands. Open the application and"
    " decide on its own page."
)


def recommended_outcomes(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Outcome]:
    """What all standing recommendations of each application advise; none where they differ."""
    return {
        application_id: outcome
        for application_id, rows in standing_recommendations(ids).items()
        if (outcome := common_outcome(rows))
    }


def common_outcome(standing: Collection[Recommendation]) -> Outcome | None:
    """What all of these advise; None where they differ, and where there are none."""
    advice = {row.accredit for row in standing}
    if len(advice) != 1:
        return None
    return Outcome.ACCREDIT if advice.pop() else Outcome.REFUSE


def last_refusal(application: Application) -> Decision | None:
    """The latest decision that refused and took effect."""
    return next(
        (
            decision
            for decision in reversed(application.decisions)
            if decision.took_effect_at is not None and decision.outcome == Outcome.REFUSE
        ),
        None,
    )


def last_reconsidered(application: Application) -> Decision | None:
    """The latest decision on a reconsideration that took effect."""
    return next(
        (
            decision
            for decision in reversed(application.decisions)
            if decision.took_effect_at is not None and decision.reconsideration_id is not None
        ),
        None,
    )


def may_apply_from(organization_id: uuid.UUID, track: str) -> date | None:
    """The day that the last refusal gave to apply again from; None when it is over or none stands.

    A refusal that was overturned, or whose case is open again, gives none.
    """
    day = db.session.scalars(
        select(Decision.apply_again_on)
        .join(Decision.application)
        .where(
            Application.organization_id == organization_id,
            Application.track == track,
            Application.state.in_((ApplicationState.REFUSED, ApplicationState.UPHELD)),
            Decision.outcome == Outcome.REFUSE,
            Decision.took_effect_at.is_not(None),
        )
        .order_by(Decision.took_effect_at.desc())
        .limit(1)
    ).first()
    return day if day is not None and day > today() else None


def reconsideration_of(application: Application) -> Reconsideration | None:
    """What the organization asked for last."""
    return db.session.scalars(
        select(Reconsideration)
        .filter_by(application_id=application.id)
        .order_by(Reconsideration.asked_at.desc())
        .limit(1)
    ).first()


def get_decision(decision_id: uuid.UUID) -> Decision | None:
    """A decision by its id."""
    return db.session.get(Decision, decision_id)


def decisions_due() -> list[uuid.UUID]:
    """Ids of decisions whose time to be undone is over."""
    return db.session.scalars(
        select(Decision.id).where(
            Decision.undone_at.is_(None),
            Decision.took_effect_at.is_(None),
            Decision.effective_at <= now(),
        )
    ).all()


def accreditation_by_number(number: str) -> Accreditation | None:
    """An accreditation by its number, in whatever digits, dashes and letters that was typed."""
    return db.session.scalars(select(Accreditation).filter_by(number=plain_number(number))).first()


def accreditation_by_token(token: str) -> Accreditation | None:
    """An accreditation by the token in its QR code."""
    return db.session.scalars(select(Accreditation).filter_by(token=token)).first()


def accreditation_of(application: Application) -> Accreditation | None:
    """The standing that followed an application, also where a later one gave it again."""
    if application.state != ApplicationState.ACCREDITED:
        return None
    return last_accreditation(application.organization_id, application.track)


def last_accreditation(organization_id: uuid.UUID, track: str) -> Accreditation | None:
    """The accreditation of this track that an organization holds or held; one number for ever."""
    return db.session.scalars(
        select(Accreditation).filter_by(organization_id=organization_id, track=track)
    ).first()


def accreditation_held(organization_id: uuid.UUID, track: str) -> Accreditation | None:
    """The accreditation of this track that an organization holds; none that has ended."""
    return db.session.scalars(
        select(Accreditation)
        .join(StatusPeriod, StatusPeriod.accreditation_id == Accreditation.id)
        .where(
            Accreditation.organization_id == organization_id,
            Accreditation.track == track,
            StatusPeriod.valid_to.is_(None),
            StatusPeriod.status.in_(LISTED),
        )
    ).first()


def held_on(day):
    """The condition on a period of status that by it an accreditation is listed on a day."""
    return and_(
        StatusPeriod.status.in_(LISTED),
        StatusPeriod.valid_from <= day,
        or_(StatusPeriod.valid_to.is_(None), StatusPeriod.valid_to > day),
    )


def period_on(accreditation: Accreditation, day: date | None = None) -> StatusPeriod | None:
    """The status period in force on a day (today by default), or None before the first."""
    day = day or today()
    return next(
        (
            period
            for period in reversed(accreditation.periods)
            if period.valid_from <= day and (period.valid_to is None or period.valid_to > day)
        ),
        None,
    )
