"""The staff side: lanes of the queue and their counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select

from engagement.accreditation.models import Application, ApplicationState, Decision
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries.applications import handled_by, on_desk
from engagement.accreditation.queries.decisions import pending_decision
from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.organizations.models import Organization

S = ApplicationState
QUEUE_ORDER = (Application.submitted_at, Application.id)


@dataclass(frozen=True)
class Lane:
    """A saved filter of the queue: `condition(actor)` is its WHERE."""

    key: str
    label: Any
    condition: Callable[[Actor], Any]


LANES = (
    Lane("new", _l("To check"), lambda actor: Application.state == S.SUBMITTED),
    Lane(
        "mine",
        _l("Mine"),
        lambda actor: (
            (Application.reviewer_id == actor.id)
            & Application.state.in_([S.IN_REVIEW, S.CLARIFICATION, S.RETURNED])
        ),
    ),
    Lane("review", _l("In review"), lambda actor: Application.state == S.IN_REVIEW),
    Lane("recommended", _l("To decide"), lambda actor: Application.state == S.RECOMMENDED),
    Lane(
        "over",
        _l("Finished"),
        lambda actor: Application.state.in_(
            [S.ACCREDITED, S.REFUSED, S.UPHELD, S.WITHDRAWN, S.CLOSED]
        ),
    ),
    Lane("all", _l("All"), lambda actor: Application.id.is_not(None)),
)


def lane(key: str | None) -> Lane:
    """The lane named `key`; the first for anything else."""
    return next((each for each in LANES if each.key == key), LANES[0])


def queue(actor: Actor, chosen: Lane) -> Select:
    """Rows of a lane: columns, not entities; only what this person may work on."""
    return (
        handled_by(actor)
        .join(Organization, Organization.id == Application.organization_id)
        .where(chosen.condition(actor))
        .with_only_columns(
            Application.id,
            Application.reference,
            Application.state,
            Application.submitted_at,
            Application.language,
            Organization.name,
            Organization.country,
            Organization.major_group,
        )
    )


def lane_counts(actor: Actor) -> dict[str, int]:
    """How many cases each lane holds for this person, in one query."""
    counts = [func.count().filter(each.condition(actor)).label(each.key) for each in LANES]
    row = db.session.execute(select(*counts).select_from(Application).where(on_desk(actor))).one()
    return dict(row._mapping)


def to_decide(actor: Actor) -> Select:
    """Recommended cases without a pending decision, for approvers."""
    pending = select(Decision.application_id).where(
        Decision.undone_at.is_(None), Decision.took_effect_at.is_(None)
    )
    return queue(actor, lane("recommended")).where(Application.id.not_in(pending))


def pending_decision_seen_by(actor: Actor, application: Application) -> Decision | None:
    """A decision that has not taken effect shows to approvers alone."""
    if not can(actor, Accreditations.DECIDE, application):
        return None
    return pending_decision(application)


def pending_decisions(actor: Actor) -> list[Decision]:
    """Decisions that can still be undone, soonest first; for approvers."""
    return db.session.scalars(
        select(Decision)
        .join(Decision.application)
        .where(
            on_desk(actor),
            Decision.undone_at.is_(None),
            Decision.took_effect_at.is_(None),
        )
        .order_by(Decision.effective_at)
    ).all()
