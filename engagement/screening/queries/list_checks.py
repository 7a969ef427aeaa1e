"""How it stands with each source: what is in force, how old it is, who looked for a newer one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import joinedload

from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.screening.models import CheckOutcome, ListCheck, ListVersion, Source
from engagement.screening.queries.lists import all_in_force, waiting


def last_checks() -> dict[Source, ListCheck]:
    """The last look for a newer file of each source."""
    found = db.session.scalars(
        select(ListCheck)
        .ext(distinct_on(ListCheck.source))
        .options(joinedload(ListCheck.version))
        .order_by(ListCheck.source, ListCheck.checked_at.desc(), ListCheck.id)
    )
    return {check.source: check for check in found}


def last_check(source: Source) -> ListCheck | None:
    """The last look for a newer file of one source."""
    return db.session.scalars(
        checks_of(source).order_by(ListCheck.checked_at.desc()).limit(1)
    ).first()


def checks_of(source: Source) -> Select:
    """All looks for a newer file of a source."""
    return (
        select(ListCheck).where(ListCheck.source == source).options(joinedload(ListCheck.version))
    )


def seen_at(in_force: dict[Source, ListVersion]) -> dict[Source, datetime]:
    """When the lists in force were last known to be the newest: taken in, or the same again."""
    same = {
        row.source: row.at
        for row in db.session.execute(
            select(ListCheck.source, func.max(ListCheck.checked_at).label("at"))
            .where(ListCheck.outcome == CheckOutcome.SAME)
            .group_by(ListCheck.source)
        )
    }
    return {
        source: max(filter(None, (version.received_at, same.get(source))))
        for source, version in in_force.items()
    }


@dataclass(frozen=True)
class Standing:
    """How it stands with a source; `is_old` when nobody has looked for a newer list for long.

    Our own list is never old: it changes when somebody changes it.
    """

    source: Source
    version: ListVersion | None
    seen_at: datetime | None
    is_old: bool
    check: ListCheck | None
    waiting: ListVersion | None


def standings(
    actor: Actor, moment: datetime, days: int, only: Source | None = None
) -> list[Standing]:
    """How it stands with every source at `moment`, or with one; a constant number of queries."""
    in_force, checks = all_in_force(), last_checks()
    seen, waits = seen_at(in_force), {version.source: version for version in waiting(actor)}
    before = moment - timedelta(days=days)
    return [
        Standing(
            source,
            in_force.get(source),
            seen.get(source),
            source in seen and source != Source.EXCLUSION and seen[source] < before,
            checks.get(source),
            waits.get(source),
        )
        for source in Source
        if only in (None, source)
    ]
