"""Tables of sector and country risk in force, and the rules of the rating as they stand."""

import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from engagement.core import versions
from engagement.core.db import db
from engagement.screening import rating_rules, settings
from engagement.screening.facts import TableLevel, Tables
from engagement.screening.models import RiskTable, TableKind

AREA = "screening"
"""Bumped when a table changes, so that the public page and kept tables are made anew."""


def in_force(kind: TableKind) -> RiskTable | None:
    """The version that counts, or None before the first and after a withdrawal."""
    found = db.session.scalars(
        select(RiskTable).where(RiskTable.kind == kind, RiskTable.superseded_at.is_(None))
    ).first()
    return found if found is not None and found.rows else None


def history(kind: TableKind) -> list[RiskTable]:
    """Every version, the last one first."""
    return db.session.scalars(
        select(RiskTable)
        .where(RiskTable.kind == kind)
        .options(selectinload(RiskTable.loaded_by))
        .order_by(RiskTable.number.desc())
    ).all()


def next_number(kind: TableKind) -> int:
    """The number of the version that comes next."""
    last = select(func.max(RiskTable.number)).where(RiskTable.kind == kind)
    return (db.session.scalar(last) or 0) + 1


def get_table(table_id: uuid.UUID) -> RiskTable | None:
    """A version by its id."""
    return db.session.get(RiskTable, table_id)


@versions.kept_until_changed(AREA)
def _rows() -> dict[TableKind, tuple[tuple[dict, ...], str]]:
    found = {kind: in_force(kind) for kind in TableKind}
    return {kind: (tuple(table.rows), table.citation) for kind, table in found.items() if table}


def sector_labels() -> dict[str, str]:
    """Names of the sectors of the table in force, by code."""
    rows, _source = _rows().get(TableKind.SECTOR, ((), ""))
    return {row["code"]: row["label"] for row in rows}


def tables() -> Tables:
    """Everything the rating goes by, as it stands now."""
    sectors, sector_source = _rows().get(TableKind.SECTOR, ((), ""))
    countries, country_source = _rows().get(TableKind.COUNTRY, ((), ""))
    return Tables(
        levels=rating_rules.read_lines(settings.rating_rules_lines()),
        enforced=frozenset(settings.enforced_exclusions()),
        sectors={row["code"]: TableLevel(row["level"]) for row in sectors},
        countries={row["code"]: TableLevel(row["level"]) for row in countries},
        sector_source=sector_source,
        country_source=country_source,
        several_flags=settings.several_flags(),
        several_minor_flags=settings.several_minor_flags(),
        old_months=settings.old_controversy_months(),
    )
