"""Accreditations as the desk lists them, and one with what its page shows."""

import uuid
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, and_, false, func, or_, select
from sqlalchemy.orm import selectinload

from engagement.accreditation.models import Accreditation, AccreditationStatus, StatusPeriod
from engagement.core import subjects
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.core.references import plain_number
from engagement.matching.names import normalise
from engagement.organizations.models import Organization, OrganizationName
from engagement.standing.models import (
    OPEN_PROCEEDINGS,
    Change,
    Proceeding,
    ProceedingState,
    Report,
    ReportState,
)

DESK = frozenset({Role.REVIEWER, Role.HEAD_OF_UNIT, Role.APPROVER})
ENTITLED = (AccreditationStatus.ACTIVE, AccreditationStatus.REPORT_DUE)
"""With these an organization may use what accreditation gives (product 3.3)."""

MOST_WORDS = 8
ORDER = (Accreditation.number, Accreditation.id)


def get_accreditation(accreditation_id: uuid.UUID) -> Accreditation | None:
    """An accreditation with its periods, by its id."""
    return db.session.get(
        Accreditation, accreditation_id, options=[selectinload(Accreditation.periods)]
    )


def allowed_to(actor: Actor, began):
    """The condition by which staff see records of accreditations; `began` as of `BEGAN`."""
    if not actor.roles.isdisjoint(DESK):
        return Accreditation.organization_id.not_in(actor.conflicts)
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


@dataclass(frozen=True)
class Lane:
    """A part of the desk's list, with the condition that makes it."""

    key: str
    label: object
    condition: object


def _with(model, *conditions):
    """The condition that an accreditation has such a record."""
    return (
        select(model.id)
        .where(model.accreditation_id == Accreditation.id, *conditions)
        .correlate(Accreditation)
        .exists()
    )


def lanes() -> list[Lane]:
    """What the desk can look at, made for today."""
    overdue = and_(
        Accreditation.report_due_on < today(),
        current_status().in_(ENTITLED),
        ~_with(Report, Report.state == ReportState.SUBMITTED),
    )
    return [
        Lane("reports", _l("Reports to check"), _with(Report, Report.state == "submitted")),
        Lane("changes", _l("Changes asked for"), _with(Change, Change.state == "submitted")),
        Lane(
            "proceedings",
            _l("Suspension or withdrawal under way"),
            _with(
                Proceeding,
                Proceeding.state.in_(OPEN_PROCEEDINGS),
            ),
        ),
        Lane("overdue", _l("Report overdue"), overdue),
        Lane(
            "suspended",
            _l("Suspended"),
            current_status() == AccreditationStatus.SUSPENDED.value,
        ),
        Lane("all", _l("All accreditations"), Accreditation.id.is_not(None)),
    ]


def lane_counts(actor: Actor, shown: list[Lane]) -> dict[str, int]:
    """How many accreditations stand in each lane, of those this person may see; one statement."""
    row = db.session.execute(
        handled_by(actor).with_only_columns(
            *(func.count().filter(lane.condition).label(lane.key) for lane in shown)
        )
    ).one()
    return dict(row._mapping)


def listed(actor: Actor, lane: Lane, words: str = "") -> Select:
    """Rows of the desk's list: the columns of `Row`, to be paged by `ORDER`."""
    statement = (
        handled_by(actor)
        .where(lane.condition)
        .join(Organization, Organization.id == Accreditation.organization_id)
        .with_only_columns(
            Accreditation.number,
            Accreditation.id,
            Accreditation.since,
            Accreditation.since_precision,
            Accreditation.report_due_on,
            current_status().label("status"),
            Organization.name,
            Organization.name_language,
            Organization.country,
        )
    )
    return statement.where(_found(words)) if words.strip() else statement


def _found(words: str):
    """By number, or by words of a name in any script."""
    parts = normalise(words).split()[:MOST_WORDS]
    if not parts:
        return false()
    named = select(OrganizationName.organization_id).where(
        *(OrganizationName.normalised.contains(part, autoescape=True) for part in parts)
    )
    return or_(
        Accreditation.number.startswith(plain_number(words), autoescape=True),
        Accreditation.organization_id.in_(named),
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
