"""What changed in the register, day by day: from the periods of status and former identities.

Feeds and bulk files show neither protected nor withheld entries; nor does this (product 2.1).
"""

import enum
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    DateTime,
    Select,
    String,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from engagement.accreditation.models import (
    LISTED,
    Accreditation,
    AccreditationStatus,
    StatusPeriod,
)
from engagement.core.clock import today
from engagement.core.major_groups import MajorGroup
from engagement.directory.queries.projection import OF_MAJOR_GROUPS
from engagement.organizations.models import FormerIdentity, Organization
from engagement.organizations.public import in_bulk


class What(enum.StrEnum):
    """What happened to an entry."""

    ACCREDITED = "accredited"
    STATUS = "status"
    IDENTITY = "identity"


@dataclass(frozen=True)
class Change:
    """A change with the day on which it took effect; `before` and `after` differ of an identity.

    `told_at` is since when it has been here to be read: since it was entered or, if that was ahead
    of its day, since that day.
    """

    id: uuid.UUID
    day: date
    told_at: datetime
    what: What
    number: str
    name: str
    name_language: str
    status: AccreditationStatus | None
    before: dict[str, object]
    after: dict[str, object]

    @property
    def key(self) -> str:
        """An identifier that stays: of the period or identity, and the accreditation."""
        return str(uuid.uuid5(self.id, self.number))


IDENTITY = ("name", "latin_name", "acronym", "country", "major_group")
_later = aliased(FormerIdentity, name="later")


def _told(recorded_at, day):
    begin = func.timezone("UTC", cast(day, DateTime))
    return func.greatest(recorded_at, begin, type_=DateTime(timezone=True)).label("told_at")


def _periods():
    return (
        select(
            StatusPeriod.valid_from.label("day"),
            _told(StatusPeriod.recorded_at, StatusPeriod.valid_from),
            StatusPeriod.id,
            Accreditation.number,
            Accreditation.organization_id,
            case(
                (StatusPeriod.valid_from <= Accreditation.since, What.ACCREDITED.value),
                else_=What.STATUS.value,
            ).label("what"),
            StatusPeriod.status.cast(String).label("status"),
        )
        .join(Accreditation, Accreditation.id == StatusPeriod.accreditation_id)
        .where(
            OF_MAJOR_GROUPS,
            func.coalesce(StatusPeriod.valid_to, date(9999, 12, 31)) > StatusPeriod.valid_from,
        )
    )


def _identities():
    """Days on which an entry that was listed became another in name, seat or Major Group."""
    on_the_day = exists().where(
        StatusPeriod.accreditation_id == Accreditation.id,
        StatusPeriod.status.in_(LISTED),
        StatusPeriod.valid_from < FormerIdentity.until,
        func.coalesce(StatusPeriod.valid_to, date(9999, 12, 31)) >= FormerIdentity.until,
    )
    return (
        select(
            FormerIdentity.until.label("day"),
            _told(FormerIdentity.recorded_at, FormerIdentity.until),
            FormerIdentity.id,
            Accreditation.number,
            Accreditation.organization_id,
            literal(What.IDENTITY.value).label("what"),
            null().cast(String).label("status"),
        )
        .join(Accreditation, Accreditation.organization_id == FormerIdentity.organization_id)
        .where(OF_MAJOR_GROUPS, on_the_day)
    )


_ALL = union_all(_periods(), _identities()).subquery("change")
ORDER = (_ALL.c.day, _ALL.c.id, _ALL.c.number)
"""By the day on which a change took effect, for readers of the page."""

FEED_ORDER = (_ALL.c.told_at, _ALL.c.id, _ALL.c.number)
"""By when a change could be read first: who reads on until what is known has missed nothing."""


def _as_of(name: str):
    """A value of the identity on the day of the change."""
    former = (
        select(getattr(_later, name))
        .where(_later.organization_id == Organization.id, _later.until > _ALL.c.day)
        .order_by(_later.until)
        .limit(1)
        .correlate(Organization, _ALL)
        .scalar_subquery()
    )
    known = (
        exists()
        .where(_later.organization_id == Organization.id, _later.until > _ALL.c.day)
        .correlate(Organization, _ALL)
    )
    return case((known, former), else_=getattr(Organization, name)).label(name)


def listed() -> Select:
    """Rows of changes that have come, to be paged by `ORDER` or `FEED_ORDER`, the latest first."""
    before = aliased(FormerIdentity, name="before")
    return (
        select(
            *_ALL.c,
            *(_as_of(name) for name in (*IDENTITY, "name_language")),
            *(getattr(before, name).label(f"old_{name}") for name in IDENTITY),
        )
        .join(Organization, Organization.id == _ALL.c.organization_id)
        .outerjoin(before, before.id == _ALL.c.id)
        .where(in_bulk(), _ALL.c.day <= today())
    )


def change(row) -> Change:
    """A row of `listed` as what happened."""
    before, after = {}, {}
    if row.what == What.IDENTITY:
        for name in IDENTITY:
            old, new = getattr(row, f"old_{name}"), getattr(row, name)
            if old != new:
                before[name], after[name] = _rich(name, old), _rich(name, new)
    return Change(
        id=row.id,
        day=row.day,
        told_at=row.told_at,
        what=What(row.what),
        number=row.number,
        name=row.name,
        name_language=row.name_language,
        status=AccreditationStatus(row.status) if row.status else None,
        before=before,
        after=after,
    )


def _rich(name, value):
    return MajorGroup(value) if name == "major_group" and value else value
