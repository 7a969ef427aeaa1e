"""The public service clock: how long each stage took, computed from the stage history in SQL.

Five statements whatever the number of cases. A case counts once it was decided on for the first
time; a visit to a stage counts once it has ended. Days are days of 24 hours; office days are
those in which the secretariat held the case. Cases of Major Group organizations alone: those of
companies are few, have standards of their own and would shift the figures.
"""

from dataclasses import dataclass, field

from sqlalchemy import text

from engagement.accreditation.models import ApplicationState, Verdict, WaitingOn
from engagement.accreditation.queries.applications import OVER
from engagement.core.countries import COUNTRIES
from engagement.core.db import db, snapshot

OVERALL, REGION, MAJOR_GROUP = "overall", "region", "major_group"
OF_TRACK = "a.track = 'major_group'"
OFFICE = (WaitingOn.REVIEWER, WaitingOn.APPROVER)
DECIDED = (ApplicationState.ACCREDITED, ApplicationState.REFUSED)
REFUSED = (ApplicationState.REFUSED, ApplicationState.UPHELD)
Group = tuple[str, str | None]
"""(dimension, value): ("overall", None), ("region", "africa"), ("major_group", "women")."""


@dataclass(frozen=True)
class Spread:
    """How long something took: number of times, median and 90th percentile in days."""

    count: int
    median: float
    ninth: float


@dataclass(frozen=True)
class ServiceClock:
    """All figures of one moment, not yet looked at for small numbers."""

    office: dict[Group, Spread] = field(default_factory=dict)
    calendar: dict[Group, Spread] = field(default_factory=dict)
    stages: dict[tuple[Group, ApplicationState], Spread] = field(default_factory=dict)
    rounds: dict[int, int] = field(default_factory=dict)
    ends: dict[ApplicationState, int] = field(default_factory=dict)
    refused_by_criterion: dict[str, int] = field(default_factory=dict)

    @property
    def decided(self) -> int:
        """How many cases were decided on at least once."""
        spread = self.office.get((OVERALL, None))
        return spread.count if spread else 0


PLACES = """
place AS (
  SELECT * FROM unnest(CAST(:codes AS text[]), CAST(:regions AS text[])) AS p(code, region))
"""
FIRST_DECISION = f"""
first_decision AS (
  SELECT DISTINCT ON (e.application_id) e.application_id, e.state, e.entered_at
  FROM accreditation_application_stage e
  JOIN accreditation_application a ON a.id = e.application_id AND {OF_TRACK}
  WHERE e.state = ANY(:over)
  ORDER BY e.application_id, e.entered_at)
"""
CASES = f"""
WITH {PLACES}, {FIRST_DECISION}, cases AS (
  SELECT p.region, o.major_group,
    extract(epoch FROM d.entered_at - min(s.entered_at))::float8 / 86400 AS calendar_days,
    coalesce(sum(extract(epoch FROM s.left_at - s.entered_at))
      FILTER (WHERE s.waiting_on = ANY(:office)), 0)::float8 / 86400 AS office_days
  FROM first_decision d
  JOIN accreditation_application a ON a.id = d.application_id
  JOIN organization o ON o.id = a.organization_id
  LEFT JOIN place p ON p.code = o.country
  JOIN accreditation_application_stage s ON s.application_id = d.application_id
    AND s.state <> 'draft' AND s.left_at <= d.entered_at
  WHERE d.state = ANY(:decided)
  GROUP BY d.application_id, d.entered_at, p.region, o.major_group)
SELECT grouping(region) = 0 AS by_region, grouping(major_group) = 0 AS by_group,
  region, major_group, count(*) AS count,
  percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY office_days) AS office,
  percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY calendar_days) AS calendar
FROM cases GROUP BY GROUPING SETS ((), (region), (major_group)) HAVING count(*) > 0
"""
STAGES = f"""
WITH {PLACES}, visits AS (
  SELECT s.state, p.region, o.major_group,
    extract(epoch FROM s.left_at - s.entered_at)::float8 / 86400 AS days
  FROM accreditation_application_stage s
  JOIN accreditation_application a ON a.id = s.application_id
  JOIN organization o ON o.id = a.organization_id
  LEFT JOIN place p ON p.code = o.country
  WHERE s.left_at IS NOT NULL AND s.waiting_on <> 'nobody' AND s.state <> 'draft' AND {OF_TRACK})
SELECT grouping(region) = 0 AS by_region, grouping(major_group) = 0 AS by_group,
  region, major_group, state, count(*) AS count,
  percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY days) AS days
FROM visits GROUP BY GROUPING SETS ((state), (state, region), (state, major_group))
"""
ROUNDS = f"""
WITH {FIRST_DECISION}, asked AS (
  SELECT count(s.id) AS rounds FROM first_decision d
  LEFT JOIN accreditation_application_stage s ON s.application_id = d.application_id
    AND s.state = 'clarification' AND s.entered_at < d.entered_at
  WHERE d.state = ANY(:decided) GROUP BY d.application_id)
SELECT rounds, count(*) AS count FROM asked GROUP BY rounds
"""
ENDS = f"""
SELECT s.state, count(*) AS count FROM accreditation_application_stage s
JOIN accreditation_application a ON a.id = s.application_id
WHERE s.left_at IS NULL AND s.state = ANY(:over) AND {OF_TRACK} GROUP BY s.state
"""
CRITERIA = f"""
SELECT f.criterion, count(DISTINCT f.application_id) AS count
FROM accreditation_finding f
JOIN accreditation_application a ON a.id = f.application_id
JOIN accreditation_application_stage s ON s.application_id = f.application_id
WHERE {OF_TRACK} AND s.left_at IS NULL AND s.state = ANY(:refused) AND f.verdict <> :met
GROUP BY f.criterion
"""


def service_clock() -> ServiceClock:
    """All figures as they are now, of one moment."""
    clock = ServiceClock()
    values = {
        "codes": list(COUNTRIES),
        "regions": [place.region.value if place.region else None for place in COUNTRIES.values()],
        "over": [state.value for state in OVER],
        "decided": [state.value for state in DECIDED],
        "refused": [state.value for state in REFUSED],
        "office": [side.value for side in OFFICE],
        "met": Verdict.MET.value,
    }
    with snapshot():
        for row in _rows(CASES, values):
            clock.office[_group(row)] = Spread(row.count, *row.office)
            clock.calendar[_group(row)] = Spread(row.count, *row.calendar)
        for row in _rows(STAGES, values):
            place = (_group(row), ApplicationState(row.state))
            clock.stages[place] = Spread(row.count, *row.days)
        clock.rounds.update({row.rounds: row.count for row in _rows(ROUNDS, values)})
        clock.ends.update({ApplicationState(row.state): row.count for row in _rows(ENDS, values)})
        clock.refused_by_criterion.update(
            {row.criterion: row.count for row in _rows(CRITERIA, values)}
        )
    return clock


def _rows(statement: str, values: dict):
    used = {name: value for name, value in values.items() if f":{name}" in statement}
    return db.session.execute(text(statement), used)


def _group(row) -> Group:
    if row.by_region:
        return REGION, row.region
    return (MAJOR_GROUP, row.major_group) if row.by_group else (OVERALL, None)
