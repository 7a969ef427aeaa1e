"""How applications went: refused, withdrawn, under way, decided on; guarded by small numbers."""

from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.queries.applications import OVER
from engagement.accreditation.queries.clock import DECIDED, FIRST_DECISION, OF_TRACK
from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare

LISTS = "VIII.A.4"
STATES = {
    "over": [state.value for state in OVER],
    "decided": [state.value for state in DECIDED],
}
END_OF_DAY = "(CAST(:day AS date) + 1)::timestamp AT TIME ZONE 'UTC'"
YEAR_BEFORE = "(CAST(:day AS date) + 1 - interval '1 year')::timestamp AT TIME ZONE 'UTC'"
QUARTER = "to_char({} AT TIME ZONE 'UTC', 'YYYY \"Q\"Q')"


def _ended(state: State) -> dict[str, Any]:
    """What the figures have in common of cases that came into `state` in twelve months."""
    within = f"""
      FROM accreditation_application_stage s
      JOIN accreditation_application a ON a.id = s.application_id
      WHERE {OF_TRACK} AND s.state = '{state.value}' AND s.entered_at < {END_OF_DAY}
        AND s.entered_at >= {YEAR_BEFORE}
    """
    return {
        "guarded": True,
        "flow": True,
        "sql": "SELECT NULL AS part, count(DISTINCT s.application_id) AS value,"
        f" CAST(NULL AS integer) AS basis {within}",
        "drill": Drill(
            f"""
            SELECT {QUARTER.format("max(s.entered_at)")} AS quarter,
              round(extract(epoch FROM max(s.entered_at) - a.submitted_at) / 86400)::integer AS days
            {within} GROUP BY a.id
            """,
            (_l("Quarter"), _l("Days since it was submitted")),
        ),
    }


declare(
    Indicator(
        code="refused_applications",
        version=1,
        actions=(LISTS,),
        title=_l("Refused applications in twelve months"),
        definition=_l(
            "Applications whose refusal took effect in the twelve months up to the day, whatever"
            " came of a reconsideration."
        ),
        unit=Unit.APPLICATIONS,
        misleading=_l(
            "Who learns from the eligibility questions that the criteria are not met never applies"
            " and is not counted."
        ),
        counter="new_accreditations",
        **_ended(State.REFUSED),
    )
)
declare(
    Indicator(
        code="withdrawn_applications",
        version=1,
        actions=(LISTS,),
        title=_l("Withdrawn applications in twelve months"),
        definition=_l(
            "Applications that the applicant withdrew after submission in the twelve months up to"
            " the day."
        ),
        unit=Unit.APPLICATIONS,
        misleading=_l("The reasons are not known; some withdraw in order to apply again."),
        counter="open_applications",
        **_ended(State.WITHDRAWN),
    )
)
DAYS_TO_DECISION = f"""
WITH {FIRST_DECISION}, cases AS (
  SELECT d.application_id, d.entered_at,
    extract(epoch FROM d.entered_at - min(s.entered_at))::float8 / 86400 AS days
  FROM first_decision d
  JOIN accreditation_application_stage s ON s.application_id = d.application_id
    AND s.state <> 'draft' AND s.left_at <= d.entered_at
  WHERE d.state = ANY(:decided) AND d.entered_at < {END_OF_DAY}
  GROUP BY d.application_id, d.entered_at)
"""
declare(
    Indicator(
        code="days_to_decision",
        version=1,
        actions=(LISTS,),
        title=_l("Days to a decision"),
        definition=_l(
            "Half of all applications that were ever decided on had their first decision within"
            " this many calendar days from submission: the median of the service clock."
        ),
        unit=Unit.DAYS,
        misleading=_l(
            "Applications that still wait are missing, so the true time may be longer; days in"
            " which the applicant had to answer are included."
        ),
        counter="open_applications",
        shape=Shape.MEDIAN,
        guarded=True,
        sql=f"""
        {DAYS_TO_DECISION}
        SELECT NULL AS part,
          round(CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS numeric), 1) AS value,
          count(*) AS basis
        FROM cases
        """,
        parameters=STATES,
        drill=Drill(
            f"""
            {DAYS_TO_DECISION}
            SELECT {QUARTER.format("entered_at")} AS quarter, round(days)::integer AS days
            FROM cases
            """,
            (_l("Quarter"), _l("Days")),
        ),
    )
)
OPEN = f"""
  FROM accreditation_application_stage s
  JOIN accreditation_application a ON a.id = s.application_id
  WHERE {OF_TRACK} AND s.state <> 'draft' AND s.state <> ALL(:over) AND s.entered_at < {END_OF_DAY}
    AND (s.left_at IS NULL OR s.left_at >= {END_OF_DAY})
"""
declare(
    Indicator(
        code="open_applications",
        version=1,
        actions=(LISTS,),
        title=_l("Applications under way"),
        definition=_l("Applications that were submitted and not over at the end of the day."),
        unit=Unit.APPLICATIONS,
        misleading=_l("Some of them wait for the applicant, not for the secretariat."),
        counter="days_to_decision",
        guarded=True,
        sql="SELECT NULL AS part, count(DISTINCT s.application_id) AS value,"
        f" CAST(NULL AS integer) AS basis {OPEN}",
        parameters=STATES,
        drill=Drill(
            f"""
            SELECT {QUARTER.format("a.submitted_at")} AS quarter,
              CAST(:day AS date) - CAST(a.submitted_at AT TIME ZONE 'UTC' AS date) AS days
            {OPEN}
            """,
            (_l("Quarter"), _l("Days since it was submitted")),
        ),
    )
)
CHECKED = f"""
WITH checked AS (
  SELECT s.application_id, max(s.left_at) AS at,
    NOT EXISTS (SELECT 1 FROM accreditation_application_stage r
      WHERE r.application_id = s.application_id AND r.state = 'returned'
        AND r.entered_at < {END_OF_DAY}) AS complete
  FROM accreditation_application_stage s
  JOIN accreditation_application a ON a.id = s.application_id AND {OF_TRACK}
  JOIN accreditation_application_stage n ON n.application_id = s.application_id
    AND n.entered_at = s.left_at AND n.state IN ('in_review', 'returned')
  WHERE s.state = 'submitted' AND s.left_at < {END_OF_DAY} AND s.left_at >= {YEAR_BEFORE}
  GROUP BY s.application_id)
"""
declare(
    Indicator(
        code="complete_at_first",
        version=1,
        actions=(LISTS,),
        title=_l("Applications complete at the first submission"),
        definition=_l(
            "Of the applications checked for completeness in the twelve months up to the day, the"
            " share that was never returned."
        ),
        unit=Unit.PERCENT,
        misleading=_l(
            "A higher share may mean better guidance or a milder check; compare it with the rounds"
            " of questions on the page of the service clock."
        ),
        counter="withdrawn_applications",
        shape=Shape.SHARE,
        guarded=True,
        sql=f"""
        {CHECKED}
        SELECT NULL AS part,
          round(100.0 * count(*) FILTER (WHERE complete) / nullif(count(*), 0), 1) AS value,
          count(*) AS basis
        FROM checked
        """,
        drill=Drill(
            f"""
            {CHECKED}
            SELECT {QUARTER.format("at")} AS quarter, CAST(complete AS text) AS complete
            FROM checked
            """,
            (_l("Quarter"), _l("Complete at first")),
            {1: {"true": _l("Yes"), "false": _l("No")}},
        ),
    )
)
