"""Complaints: for staff without those of a conflict, for their author by the link."""

import uuid
from datetime import date

from sqlalchemy import Select, and_, false, func, select, true

from engagement.accounts.tokens import digest
from engagement.core import subjects
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.partnerships.about import complained_of
from engagement.partnerships.models import Complaint, ComplaintState, Partnership
from engagement.partnerships.permissions import UNIT

WAITING = (ComplaintState.RECEIVED, ComplaintState.LOOKED_INTO)
ORDER = (Complaint.received_at, Complaint.id)


def visible_to(actor: Actor) -> Select:
    """Complaints that staff may read."""
    if not actor.roles.isdisjoint(UNIT):
        allowed = true()
    elif Role.AUDITOR not in actor.roles:
        allowed = false()
    elif actor.audits_part:
        allowed = subjects.happened_in(Complaint.received_at, actor.audited)
    else:
        allowed = true()
    found = select(Complaint).where(allowed)
    if not actor.conflicts:
        return found
    return found.where(complained_of(actor.conflicts).is_not(True))


def listed(actor: Actor, state: ComplaintState) -> Select:
    """Rows of the list of those in a state, to be paged by `ORDER`."""
    return (
        visible_to(actor)
        .outerjoin(Partnership, Partnership.id == Complaint.partnership_id)
        .where(Complaint.state == state)
        .with_only_columns(
            *ORDER,
            Complaint.reference,
            Complaint.due_on,
            Partnership.reference.label("about"),
        )
    )


def counts(actor: Actor) -> dict[ComplaintState, int]:
    """How many there are in each state: one query."""
    rows = db.session.execute(
        visible_to(actor)
        .with_only_columns(Complaint.state, func.count(), maintain_column_froms=True)
        .group_by(Complaint.state)
    ).all()
    return {state: number for state, number in rows}


def get_complaint(complaint_id: uuid.UUID) -> Complaint | None:
    """A complaint by its id."""
    return db.session.get(Complaint, complaint_id)


def by_token(token: str) -> Complaint | None:
    """The complaint that a link opens."""
    return db.session.scalars(select(Complaint).filter_by(token_hash=digest(token))).first()


def overdue(on: date) -> list[uuid.UUID]:
    """Complaints whose day is over and of which nobody was told yet."""
    return db.session.scalars(
        select(Complaint.id)
        .where(
            and_(Complaint.state.in_(WAITING), Complaint.due_on < on),
            Complaint.escalated_at.is_(None),
        )
        .order_by(Complaint.due_on, Complaint.id)
    ).all()
