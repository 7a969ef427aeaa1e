"""The staff side: rows of the queue, what is to be decided, what can still be undone."""

import uuid
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import aliased

from engagement.accounts.models import Account
from engagement.accreditation.models import Application, ApplicationStage, Decision
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries.applications import handled_by, on_desk
from engagement.accreditation.queries.decisions import pending_decision
from engagement.accreditation.queries.filters import NO_FILTERS, Filters
from engagement.accreditation.queries.lanes import Lane, kept_for_anybody, lane
from engagement.accreditation.queries.screening import decided_by, undone_by
from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.organizations.models import Organization

QUEUE_ORDER = (Application.submitted_at, Application.id)
DUE = func.coalesce(Application.due_on, date.max).label("due")
SINCE = func.coalesce(ApplicationStage.entered_at, Application.submitted_at).label("since")
ORDERS = {
    "number": QUEUE_ORDER,
    "due": (DUE, Application.id),
    "waiting": (SINCE, Application.id),
}
"""What can stand first: lowest number, soonest due, longest with whoever has it now."""

_first, _second = aliased(Account), aliased(Account)
_ROWS = (
    select(
        Application.id,
        Application.reference,
        Application.state,
        Application.submitted_at,
        Application.due_on,
        Application.language,
        Organization.name,
        Organization.country,
        Organization.major_group,
        DUE,
        SINCE,
        ApplicationStage.waiting_on,
        _first.name.label("reviewer"),
        _second.name.label("second_reviewer"),
    )
    .select_from(Application)
    .join(Organization, Organization.id == Application.organization_id)
    .outerjoin(
        ApplicationStage,
        (ApplicationStage.application_id == Application.id) & ApplicationStage.left_at.is_(None),
    )
    .outerjoin(_first, _first.id == Application.reviewer_id)
    .outerjoin(_second, _second.id == Application.second_reviewer_id)
)


def queue(actor: Actor, chosen: Lane, filters: Filters = NO_FILTERS) -> Select:
    """Rows of a lane that pass the filters: columns, not entities; only what one may work on."""
    return _ROWS.where(on_desk(actor), chosen.condition(actor), *filters.conditions(actor).values())


def kept_queue(actor: Actor, chosen: Lane, filters: Filters = NO_FILTERS) -> tuple[Select, dict]:
    """The same rows, as a statement made once for everybody and the values of this person."""
    if filters.words:
        return queue(actor, chosen, filters), {}
    return _kept_queue(actor, chosen, filters)


_kept_queue = kept_for_anybody(queue)


def following(
    actor: Actor, chosen: Lane, filters: Filters, order: str, application: Application
) -> uuid.UUID | None:
    """The case after this one in a lane, also when this one has left it; after the last the first.

    None when the lane holds no other.
    """
    since = next((stage.entered_at for stage in application.stages if stage.left_at is None), None)
    places = {
        "number": application.submitted_at,
        "due": application.due_on or date.max,
        "waiting": since or application.submitted_at,
    }
    columns = ORDERS[order]
    others = queue(actor, chosen, filters).where(Application.id != application.id)
    later = others.where(tuple_(*columns) > (places[order], application.id))
    for statement in (later, others):
        row = db.session.execute(statement.order_by(*columns).limit(1)).first()
        if row is not None:
            return row.id
    return None


def handled_of(
    actor: Actor, organization_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Application]]:
    """The cases of these organizations that this person may work on, by organization."""
    if not organization_ids:
        return {}
    found: dict[uuid.UUID, list[Application]] = {}
    rows = db.session.scalars(
        handled_by(actor)
        .where(Application.organization_id.in_(organization_ids))
        .order_by(*QUEUE_ORDER)
    )
    for row in rows:
        found.setdefault(row.organization_id, []).append(row)
    return found


def handled(actor: Actor, ids: Iterable[uuid.UUID]) -> list[Application]:
    """Those of these applications that this person may work on, oldest first."""
    return db.session.scalars(
        handled_by(actor).where(Application.id.in_(list(ids))).order_by(*QUEUE_ORDER)
    ).all()


def to_decide(actor: Actor) -> Select:
    """Recommended cases without a pending decision that this person's roles decide on."""
    pending = select(Decision.application_id).where(
        Decision.undone_at.is_(None), Decision.took_effect_at.is_(None)
    )
    return queue(actor, lane("recommended")).where(
        decided_by(actor), Application.id.not_in(pending)
    )


def pending_decision_seen_by(actor: Actor, application: Application) -> Decision | None:
    """A decision that has not taken effect shows to those alone who decide."""
    if not can(actor, Accreditations.UNDO, application):
        return None
    return pending_decision(application)


def pending_decisions(actor: Actor) -> list[Decision]:
    """Decisions that can still be undone, soonest first; for those who decide."""
    return db.session.scalars(
        select(Decision)
        .join(Decision.application)
        .where(
            on_desk(actor),
            undone_by(actor),
            Decision.undone_at.is_(None),
            Decision.took_effect_at.is_(None),
        )
        .order_by(Decision.effective_at)
    ).all()
