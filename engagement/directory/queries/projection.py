"""What the rows of the register must be, computed from accreditations, organizations and names."""

import uuid
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Date, bindparam, func, literal, literal_column, or_, select, text
from sqlalchemy.dialects import postgresql

from engagement.accreditation.models import Accreditation, AccreditationStatus, StatusPeriod
from engagement.core.clock import today
from engagement.core.db import db
from engagement.directory.search import index_terms, search_vector
from engagement.matching.names import sort_key
from engagement.organizations.models import Organization, OrganizationName
from engagement.organizations.public import listed, public_columns

LISTED = (
    AccreditationStatus.ACTIVE,
    AccreditationStatus.REPORT_DUE,
    AccreditationStatus.SUSPENDED,
)
"""Listed on a date = active, report due or suspended on that date, with its status."""

KEPT = (
    "organization_id",
    "status",
    "major_group",
    "country",
    "region",
    "is_protected",
    "names_digest",
)
"""Columns of a row that are its source's as they are; the others follow from the names."""

_NEW_LINE = literal("\n")
_TEXTS = (
    select(
        func.array_agg(
            postgresql.aggregate_order_by(OrganizationName.text, OrganizationName.text.collate("C"))
        )
    )
    .where(OrganizationName.organization_id == Organization.id)
    .scalar_subquery()
)


def _source(day):
    """One row for each accreditation that is listed on `day` and may be known."""
    names = func.concat_ws(_NEW_LINE, Organization.name, func.array_to_string(_TEXTS, _NEW_LINE))
    return (
        select(
            Accreditation.id.label("accreditation_id"),
            Accreditation.organization_id,
            StatusPeriod.status,
            *public_columns(),
            _TEXTS.label("texts"),
            func.md5(names).label("names_digest"),
        )
        .select_from(Accreditation)
        .join(Organization, Organization.id == Accreditation.organization_id)
        .join(StatusPeriod, StatusPeriod.accreditation_id == Accreditation.id)
        .where(
            listed(),
            StatusPeriod.status.in_(LISTED),
            StatusPeriod.valid_from <= day,
            or_(StatusPeriod.valid_to.is_(None), StatusPeriod.valid_to > day),
        )
    )


_OF_SOME = _source(bindparam("day", type_=Date)).where(
    Accreditation.organization_id
    == func.any(bindparam("ids", type_=postgresql.ARRAY(postgresql.UUID)))
)
_IDS = select(Accreditation.organization_id).distinct().order_by(Accreditation.organization_id)

_NAMES = select(OrganizationName.text).where(
    OrganizationName.organization_id
    == func.any(bindparam("ids", type_=postgresql.ARRAY(postgresql.UUID)))
)

_NOW = _source(literal_column("(now() AT TIME ZONE 'UTC')::date")).compile(
    dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}
)
DIFFERING = f"""
SELECT DISTINCT coalesce(s.organization_id, r.organization_id)
FROM ({_NOW}) s FULL JOIN register_row r ON r.accreditation_id = s.accreditation_id
WHERE ({", ".join(f"s.{name}" for name in KEPT)})
      IS DISTINCT FROM ({", ".join(f"r.{name}" for name in KEPT)})
  AND NOT EXISTS (
    SELECT 1 FROM procrastinate_jobs j
    WHERE j.status IN ('todo', 'doing') AND (
      j.task_name = 'directory.refresh_organization'
      AND j.args ->> 'organization_id' = coalesce(s.organization_id, r.organization_id)::text
      OR j.task_name = 'directory.refresh_organizations' AND jsonb_exists(
        j.args -> 'organization_ids', coalesce(s.organization_id, r.organization_id)::text)))
"""
"""Organizations whose rows are not what they must be, but for those a job will put right."""


def rows_of(ids: Iterable[uuid.UUID], day: date | None = None) -> list[dict]:
    """The rows of these organizations as they must be on `day` (today): columns by name."""
    found = db.session.execute(_OF_SOME, {"ids": list(ids), "day": day or today()})
    return [
        {name: getattr(source, name) for name in ("accreditation_id", *KEPT)}
        | {
            "sort_key": sort_key(source.name),
            "search": search_vector([source.name, *(source.texts or [])]),
        }
        for source in found
    ]


def terms_of(ids: Iterable[uuid.UUID]) -> set[str]:
    """The terms of all names of these organizations, listed or not."""
    return set(index_terms(db.session.scalars(_NAMES, {"ids": list(ids)})))


def organization_ids() -> list[uuid.UUID]:
    """Every organization that has, or had, an accreditation."""
    return list(db.session.scalars(_IDS))


def differing_ids() -> list[uuid.UUID]:
    """Organizations whose rows must be written again."""
    return list(db.session.scalars(text(DIFFERING)))
