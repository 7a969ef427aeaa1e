"""Load and withdraw tables of sector and country risk; every version cites its source."""

import uuid
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now, today
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.screening.models import RiskTable, TableKind
from engagement.screening.permissions import RiskTables
from engagement.screening.queries import tables
from engagement.screening.table_files import Row


@command
def load_table(
    kind: TableKind,
    *,
    actor: Actor,
    rows: tuple[Row, ...],
    citation: str,
    dated_on: date,
    note: str = "",
    key: uuid.UUID | None = None,
) -> RiskTable:
    """Put a table in force in the place of the one before; without rows it withdraws that one.

    Cases that are rated already keep their rating; those rated from now on go by this table.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(RiskTable, earlier.result_id)
    if not can(actor, RiskTables.LOAD):
        raise NotAllowed(RiskTables.LOAD)
    if not citation.strip():
        raise RuleViolation(_l("Say where the table is from: without a source it cannot count."))
    if dated_on > today():
        raise RuleViolation(_l("The source cannot be of a day in the future."))
    versions.bump(tables.AREA)
    last = next(iter(tables.history(kind)), None)
    if not rows and (last is None or not last.rows):
        raise RuleViolation(MOVED_ON)
    if last is not None:
        last.superseded_at = now()
        db.session.flush()
    table = RiskTable(
        kind=kind,
        number=tables.next_number(kind),
        rows=[row.stored() for row in rows],
        citation=citation.strip(),
        dated_on=dated_on,
        note=note,
        loaded_by_id=actor.id,
        loaded_at=now(),
    )
    db.session.add(table)
    db.session.flush()
    once.remember(key, table.id)
    record(
        "screening:risk_table:loaded" if rows else "screening:risk_table:withdrawn",
        table,
        actor=actor,
        kind=kind,
        number=table.number,
        rows=len(rows),
        citation=table.citation,
        dated_on=dated_on.isoformat(),
    )
    return table
