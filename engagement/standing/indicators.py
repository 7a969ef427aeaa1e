"""How many quadrennial reports came in time (action VIII.A.4)."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare

DUE = """
WITH due AS (
  SELECT r.due_on,
    r.submitted_at IS NOT NULL
      AND CAST(r.submitted_at AT TIME ZONE 'UTC' AS date) <= r.due_on AS in_time
  FROM standing_report r
  JOIN accreditation a ON a.id = r.accreditation_id AND a.track = 'major_group'
  WHERE r.due_on <= :day AND r.due_on > :day - 365
  UNION ALL
  SELECT a.report_due_on, false
  FROM accreditation a
  JOIN accreditation_status_period s ON s.accreditation_id = a.id AND s.valid_from <= :day
    AND (s.valid_to IS NULL OR s.valid_to > :day)
  WHERE s.status IN ('active', 'report_due', 'suspended') AND a.track = 'major_group'
    AND a.report_due_on <= :day AND a.report_due_on > :day - 365
    AND NOT EXISTS (SELECT 1 FROM standing_report r
                    WHERE r.accreditation_id = a.id AND r.first_due_on = a.report_due_on))
"""

declare(
    Indicator(
        code="reports_in_time",
        version=1,
        actions=("VIII.A.4",),
        title=_l("Quadrennial reports sent in time"),
        definition=_l(
            "Of the quadrennial reports that were due in the twelve months up to the day, the share"
            " that had been sent by their day, or by the later day given after a return."
        ),
        unit=Unit.PERCENT,
        misleading=_l(
            "A report that came late may be as good as one in time. Of accreditations recorded from"
            " earlier lists the first report is due years later, so that they do not count yet."
        ),
        counter="suspended_organizations",
        shape=Shape.SHARE,
        guarded=True,
        sql=f"""
        {DUE}
        SELECT NULL AS part,
          round(100.0 * count(*) FILTER (WHERE in_time) / nullif(count(*), 0), 1) AS value,
          count(*) AS basis
        FROM due
        """,
        drill=Drill(
            f"""
            {DUE}
            SELECT to_char(due_on, 'YYYY "Q"Q') AS quarter, CAST(in_time AS text) AS in_time
            FROM due
            """,
            (_l("Quarter"), _l("In time")),
            {1: {"true": _l("Yes"), "false": _l("No")}},
        ),
    )
)
