"""How often comparing raised a match, by region and by script of the name: for the public, by year.

Definition: among organizations and people who were compared at some time of a year, the share for
whom a match was opened in it, whatever became of it. Only years that are over are shown. A cell is
kept back where it holds fewer than five with a match or fewer than five without, and so is what
would follow from the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import case, func, or_, select

from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.db import db
from engagement.core.small_numbers import FEWEST_CASES, shown_groups
from engagement.organizations.models import Organization
from engagement.organizations.public import region_column
from engagement.screening.models import Match, Party
from engagement.screening.queries.queue import SCRIPTS

ALERTED, CLEAR = "alerted", "clear"


@dataclass(frozen=True)
class Rate:
    """A group of parties: how many were compared, and how many of them had a match."""

    key: str | None
    compared: int | None
    alerted: int | None

    @property
    def per_thousand(self) -> int | None:
        """The share in thousandths, or None where it may not be shown."""
        if not self.compared or self.alerted is None:
            return None
        return round(1000 * self.alerted / self.compared)


@dataclass(frozen=True)
class YearOfAlerts:
    """The figures of one year; None as a whole where there are too few."""

    year: int
    overall: Rate
    regions: list[Rate]
    scripts: list[Rate]


def years() -> list[int]:
    """Years that are over in which anybody was compared, latest first."""
    first = db.session.scalar(select(func.min(Party.since)))
    if first is None:
        return []
    return list(range(today().year - 1, first.astimezone(UTC).year - 1, -1))


def of_year(year: int) -> YearOfAlerts | None:
    """The rates of a year that is over, or None where fewer than ten were compared."""
    known = [script for script in SCRIPTS if script != "other"]
    script = case((Party.script.in_(known), Party.script), else_="other")
    regions = _cells(year, region_column())
    scripts = _cells(year, script)
    compared = sum(sum(cell.values()) for cell in scripts.values())
    if compared < FEWEST_CASES:
        return None
    alerted = sum(cell[ALERTED] for cell in scripts.values())
    everybody = {"all": {ALERTED: alerted, CLEAR: compared - alerted}}
    return YearOfAlerts(
        year=year,
        overall=_rates(everybody, ["all"])[0],
        regions=_rates(regions, [*(each.value for each in Region), None]),
        scripts=_rates(scripts, [*SCRIPTS]),
    )


def _rates(cells: Mapping[str | None, dict[str, int]], keys: list[str | None]) -> list[Rate]:
    shown = shown_groups(cells)
    return [
        Rate(key, sum(cells[key].values()), cells[key][ALERTED])
        if key in shown
        else Rate(key, None, None)
        for key in keys
        if key in cells
    ]


def _cells(year: int, group) -> dict[str | None, dict[str, int]]:
    """For each group how many parties had a match in the year, and how many had none."""
    begins, ends = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    matched = (
        select(Match.party_id)
        .where(Match.opened_at >= begins, Match.opened_at < ends)
        .distinct()
        .subquery()
    )
    rows = db.session.execute(
        select(group.label("key"), func.count(), func.count(matched.c.party_id))
        .select_from(Party)
        .join(Organization, Organization.id == Party.organization_id)
        .outerjoin(matched, matched.c.party_id == Party.id)
        .where(Party.since < ends, or_(Party.ended_at.is_(None), Party.ended_at >= begins))
        .group_by("key")
    ).all()
    return {key: {ALERTED: had, CLEAR: count - had} for key, count, had in rows}
