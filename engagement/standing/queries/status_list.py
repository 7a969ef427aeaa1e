"""Read the places and the status of each today."""

from sqlalchemy import and_, func, or_, select

from engagement.accreditation.models import Accreditation, AccreditationStatus, StatusPeriod
from engagement.core.clock import today
from engagement.core.db import db
from engagement.standing.models.status_list import StatusIndex, StatusListIssue
from engagement.standing.status_bits import ENDED, SUSPENDED, VALID

S = AccreditationStatus
VALUES = {S.ACTIVE: VALID, S.REPORT_DUE: VALID, S.SUSPENDED: SUSPENDED}
"""What the list says for a status; ENDED for every other, and where none is in force."""


def value_of(status: AccreditationStatus | None) -> int:
    """What the list says for a status."""
    return VALUES.get(status, ENDED)


def entries() -> list[tuple[int, int]]:
    """Place and value of every accreditation that has a place, by the status in force today."""
    day = today()
    in_force = and_(
        StatusPeriod.accreditation_id == StatusIndex.accreditation_id,
        StatusPeriod.valid_from <= day,
        or_(StatusPeriod.valid_to.is_(None), StatusPeriod.valid_to > day),
    )
    rows = db.session.execute(
        select(StatusIndex.position, StatusPeriod.status)
        .outerjoin(StatusPeriod, in_force)
        .order_by(StatusIndex.position)
    )
    return [(row.position, value_of(row.status)) for row in rows]


def index_of(accreditation: Accreditation) -> StatusIndex | None:
    """The place of an accreditation, if it was given one."""
    return db.session.scalars(
        select(StatusIndex).filter_by(accreditation_id=accreditation.id)
    ).first()


def next_position() -> int:
    """The first place that nobody has."""
    return db.session.scalar(select(func.coalesce(func.max(StatusIndex.position) + 1, 0)))


def without_place() -> list:
    """Ids of accreditations that have no place yet, in the order in which they were made."""
    return db.session.scalars(
        select(Accreditation.id)
        .where(
            ~select(StatusIndex.id).where(StatusIndex.accreditation_id == Accreditation.id).exists()
        )
        .order_by(Accreditation.created_at, Accreditation.id)
    ).all()


def last_issue() -> StatusListIssue | None:
    """The list that is published now."""
    return db.session.scalars(
        select(StatusListIssue).order_by(StatusListIssue.issued_at.desc()).limit(1)
    ).first()
