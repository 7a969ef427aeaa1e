"""Moments that the statements share: the end of the day asked for, a year before it, quarters."""

from flask_babel import lazy_gettext as _l

END = "(CAST(:day AS date) + 1)::timestamp AT TIME ZONE 'UTC'"
YEAR_BEFORE = "(CAST(:day AS date) + 1 - interval '1 year')::timestamp AT TIME ZONE 'UTC'"
QUARTER = "to_char({} AT TIME ZONE 'UTC', 'YYYY \"Q\"Q')"
COUNTED = "SELECT NULL AS part, count(*) AS value, CAST(NULL AS integer) AS basis"
SHARE = """
SELECT NULL AS part, round(100.0 * count(*) FILTER (WHERE good) / nullif(count(*), 0), 1) AS value,
  count(*) AS basis
"""
MEDIAN = """
SELECT NULL AS part,
  round(CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY length) AS numeric), 1) AS value,
  count(*) AS basis
"""
YES_NO = {1: {"true": _l("Yes"), "false": _l("No")}}
