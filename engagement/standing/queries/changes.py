"""Changes that organizations ask for, and mergers."""

import uuid

from sqlalchemy import Select, false, select

from engagement.accreditation.models import Accreditation
from engagement.core import subjects
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.models import Organization
from engagement.standing.models import Change, ChangeKind, ChangeState, Merger, MergerState
from engagement.standing.queries.accreditations import allowed_to


def get_change(change_id: uuid.UUID) -> Change | None:
    """A request by its id."""
    return db.session.get(Change, change_id)


def visible_to(actor: Actor) -> Select:
    """Requests of organizations without conflict, for staff."""
    return (
        select(Change)
        .join(Accreditation, Accreditation.id == Change.accreditation_id)
        .where(Change.submitted_at.is_not(None), allowed_to(actor, Change.submitted_at))
    )


def open_change(accreditation: Accreditation, kind: ChangeKind) -> Change | None:
    """The request of this kind that is prepared, or that waits for an answer."""
    return db.session.scalars(
        select(Change).where(
            Change.accreditation_id == accreditation.id,
            Change.kind == kind,
            Change.state.in_([ChangeState.OPEN, ChangeState.SUBMITTED]),
        )
    ).first()


def get_merger(merger_id: uuid.UUID) -> Merger | None:
    """A merger by its id."""
    return db.session.get(Merger, merger_id)


def mergers_seen_by(actor: Actor) -> Select:
    """Mergers that wait or stand, without one of a conflict; for auditors, of their period."""
    statement = select(Merger).where(
        Merger.state.in_([MergerState.PROPOSED, MergerState.CARRIED_OUT]),
        Merger.organization_id.not_in(actor.conflicts),
        Merger.into_id.not_in(actor.conflicts),
    )
    if actor.roles.isdisjoint({Role.HEAD_OF_UNIT, Role.APPROVER}):
        in_scope = subjects.happened_in(Merger.proposed_at, actor.audited)
        statement = statement.where(in_scope if Role.AUDITOR in actor.roles else false())
    return statement.order_by(Merger.proposed_at.desc())


def merger_of(organization: Organization) -> Merger | None:
    """The merger by which an organization is about to end, or has ended."""
    return db.session.scalars(
        select(Merger).where(
            Merger.organization_id == organization.id,
            Merger.state.in_([MergerState.PROPOSED, MergerState.CARRIED_OUT]),
        )
    ).first()


def merged_into(organization: Organization) -> list[Organization]:
    """Organizations that go on as this one."""
    return db.session.scalars(
        select(Organization)
        .where(Organization.merged_into_id == organization.id)
        .order_by(Organization.name)
    ).all()
