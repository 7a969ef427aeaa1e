"""Accreditations as the desk lists them, and one with what its page shows."""

import uuid
from datetime import datetime

from sqlalchemy import Select, and_, false, select
from sqlalchemy.orm import selectinload

from engagement.accreditation.models import Accreditation, AccreditationStatus, StatusPeriod
from engagement.accreditation.offices import CLERKS, UNITS, tracks_of
from engagement.core import subjects
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.models import Organization
from engagement.standing.models import (
    OPEN_PROCEEDINGS,
    Change,
    Measure,
    Proceeding,
    ProceedingState,
    Report,
)

DESK = CLERKS | {Role.APPROVER}
ENTITLED = (AccreditationStatus.ACTIVE, AccreditationStatus.REPORT_DUE)
"""With these an organization may use what accreditation gives (product 3.3)."""


def get_accreditation(accreditation_id: uuid.UUID) -> Accreditation | None:
    """An accreditation with its periods, by its id."""
    return db.session.get(
        Accreditation, accreditation_id, options=[selectinload(Accreditation.periods)]
    )


def allowed_to(actor: Actor, began):
    """The condition by which staff see records of accreditations; `began` as of `BEGAN`."""
    if not actor.roles.isdisjoint(DESK):
        unhidden = Accreditation.organization_id.not_in(actor.conflicts)
        tracks = tracks_of(actor)
        if tracks == UNITS.keys():
            return unhidden
        return and_(unhidden, Accreditation.track.in_(sorted(tracks)))
    if Role.AUDITOR not in actor.roles:
        return false()
    unhidden = Accreditation.organization_id.not_in(actor.conflicts)
    if actor.audited.is_open:
        return unhidden
    return and_(unhidden, subjects.happened_in(began, actor.audited))


def handled_by(actor: Actor) -> Select:
    """Accreditations this member of staff may see, without organizations in conflict."""
    return select(Accreditation).where(allowed_to(actor, Accreditation.created_at))


def current_status():
    """The status of `Accreditation` today, as a column of a statement on it.

    That of the open period, which an index finds: none begins in the future.
    """
    return (
        select(StatusPeriod.status)
        .where(StatusPeriod.accreditation_id == Accreditation.id, StatusPeriod.valid_to.is_(None))
        .correlate(Accreditation)
        .scalar_subquery()
    )


def accreditations_of(organization: Organization) -> list[Accreditation]:
    """All accreditations an organization has or had."""
    return db.session.scalars(
        select(Accreditation)
        .filter_by(organization_id=organization.id)
        .options(selectinload(Accreditation.periods))
        .order_by(Accreditation.since)
    ).all()


def open_proceeding(accreditation: Accreditation) -> Proceeding | None:
    """The proceeding that is under way; a suspension may be in effect beside it."""
    return db.session.scalars(
        select(Proceeding).where(
            Proceeding.accreditation_id == accreditation.id,
            Proceeding.state.in_(OPEN_PROCEEDINGS),
        )
    ).first()


def in_effect(accreditation: Accreditation) -> Proceeding | None:
    """The latest measure in effect; a suspension that was lifted is none."""
    return db.session.scalars(
        select(Proceeding)
        .where(
            Proceeding.accreditation_id == accreditation.id,
            Proceeding.state == ProceedingState.IN_EFFECT,
            Proceeding.took_effect_at.is_not(None),
        )
        .order_by(Proceeding.took_effect_at.desc())
    ).first()


def suspension(accreditation: Accreditation) -> Proceeding | None:
    """The suspension that is in effect, also while it is reconsidered."""
    return db.session.scalars(
        _suspensions(accreditation).where(
            Proceeding.state.in_((ProceedingState.IN_EFFECT, ProceedingState.RECONSIDERATION))
        )
    ).first()


def suspension_settled(accreditation: Accreditation, since: datetime) -> Proceeding | None:
    """The suspension that ended at `since` or after because of something else: nobody lifted it."""
    return db.session.scalars(
        _suspensions(accreditation).where(
            Proceeding.state == ProceedingState.OVER,
            Proceeding.ended_by_id.is_(None),
            Proceeding.ended_at >= since,
        )
    ).first()


def _suspensions(accreditation: Accreditation) -> Select:
    return (
        select(Proceeding)
        .where(
            Proceeding.accreditation_id == accreditation.id,
            Proceeding.measure == Measure.SUSPEND,
            Proceeding.took_effect_at.is_not(None),
        )
        .order_by(Proceeding.took_effect_at.desc())
    )


def proceedings_of(accreditation: Accreditation) -> list[Proceeding]:
    """Every proceeding, the latest first."""
    return db.session.scalars(
        select(Proceeding)
        .where(Proceeding.accreditation_id == accreditation.id)
        .order_by(Proceeding.noticed_at.desc())
    ).all()


def reports_of(accreditation: Accreditation) -> list[Report]:
    """Every report, the latest first."""
    return db.session.scalars(
        select(Report)
        .where(Report.accreditation_id == accreditation.id)
        .order_by(Report.opened_at.desc())
    ).all()


def changes_of(accreditation: Accreditation) -> list[Change]:
    """Every change asked for, the latest first."""
    return db.session.scalars(
        select(Change)
        .where(Change.accreditation_id == accreditation.id)
        .order_by(Change.asked_at.desc())
    ).all()
