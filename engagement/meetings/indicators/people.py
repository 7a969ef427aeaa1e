"""What statements about participants share: who counts as one, by region, settings as SQL."""

from flask_babel import lazy_gettext as _l

from engagement.core.countries import COUNTRIES, Region
from engagement.screening.indicators.moments import END, YEAR_BEFORE

OPENED = f"""
  m.published_at < {END} AND (m.cancelled_at IS NULL OR m.cancelled_at >= {END})
  AND m.starts_at < {END} AND m.starts_at >= {YEAR_BEFORE}
"""
"""Of a meeting `m`: it opened within the year up to the day, and was not cancelled."""

PARTICIPANTS = f"""
  FROM meeting_registration r
  JOIN meeting m ON m.id = r.meeting_id
  JOIN meeting_category c ON c.id = r.category_id
  LEFT JOIN organization o ON o.id = r.organization_id
  WHERE {OPENED} AND r.state IN ('confirmed', 'attended') AND r.confirmed_at < {END}
"""
"""Who had a place at such a meeting, without those of whom it is known that they did not come."""

NOWHERE = "none"
REGIONS = {each.value: each.label for each in Region} | {NOWHERE: _l("No region")}
PLACES_KNOWN = {
    "codes": list(COUNTRIES),
    "regions": [place.region.value if place.region else None for place in COUNTRIES.values()],
}


def region_of(country: str) -> str:
    """UNEP's region of a column with a country, as SQL; of what has none 'none'."""
    return f"""coalesce((SELECT k.region
      FROM unnest(CAST(:codes AS text[]), CAST(:regions AS text[])) AS k(code, region)
      WHERE k.code = {country}), '{NOWHERE}')"""


def in_force(rule) -> str:
    """The number that a setting has now, as SQL that anybody can run."""
    return (
        f"coalesce((SELECT CAST(value #>> '{{}}' AS integer) FROM setting"
        f" WHERE key = '{rule.key}'), {rule.default})"
    )
