"""Meetings with business in the public register: by region, with declared interest, how soon."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.core.countries import Region
from engagement.screening.indicators.moments import END, MEDIAN, SHARE, YES_NO

REGIONAL = ("VIII.C.2",)
ALL = "all"
REGIONS = {each.value: each.label for each in Region} | {ALL: _l("All regions")}
PUBLISHED = f"""
  m.public_on <= :day AND m.held_on > :day - 365
  AND (m.removed_at IS NULL OR m.removed_at >= {END})
"""
declare(
    Indicator(
        code="meetings_by_region",
        version=1,
        actions=REGIONAL,
        title=_l("Meetings with business published in twelve months, by region"),
        definition=_l(
            "Meetings with business of the twelve months up to the day that stood in the public"
            " register on it, by the region that they were about."
        ),
        unit=Unit.MEETINGS,
        misleading=_l("Meetings that nobody entered are not known; few may mean little openness."),
        counter="meeting_days",
        parts=REGIONS,
        sql=f"""
        SELECT r.part, count(m.id) AS value, CAST(NULL AS integer) AS basis
        FROM unnest(CAST(:parts AS text[])) AS r(part)
        LEFT JOIN business_meeting m ON coalesce(m.region, 'all') = r.part AND {PUBLISHED}
        GROUP BY r.part
        """,
        drill=Drill(
            f"""
            SELECT to_char(m.held_on, 'YYYY "Q"Q'), coalesce(m.region, 'all')
            FROM business_meeting m WHERE {PUBLISHED}
            """,
            (_l("Quarter"), _l("Region")),
            {1: REGIONS},
        ),
    )
)
DECLARED = f"""
  FROM (SELECT m.held_on AS at, trim(b.interest) <> '' AS good
        FROM business_participant b JOIN business_meeting m ON m.id = b.meeting_id
        LEFT JOIN organization o ON o.id = b.organization_id
        WHERE {PUBLISHED} AND (o.id IS NULL OR o.protection <> 'withheld')) AS took_part
"""
declare(
    Indicator(
        code="meeting_interests",
        version=1,
        actions=REGIONAL,
        title=_l("Participants from business with a declared interest"),
        definition=_l(
            "Of the businesses that took part in the published meetings of the twelve months up to"
            " the day, the share whose interest or affiliation is declared."
        ),
        unit=Unit.PERCENT,
        misleading=_l("It is what they say of themselves; nobody proves it."),
        counter="meetings_by_region",
        shape=Shape.SHARE,
        sql=SHARE + DECLARED,
        drill=Drill(
            f"SELECT to_char(at, 'YYYY \"Q\"Q'), CAST(good AS text) {DECLARED}",
            (_l("Quarter"), _l("Declared")),
            YES_NO,
        ),
    )
)
SOON = f"""
  FROM (SELECT m.held_on AS at, CAST(m.public_on - m.held_on AS float8) AS length
        FROM business_meeting m WHERE {PUBLISHED}) AS published
"""
declare(
    Indicator(
        code="meeting_days",
        version=1,
        actions=REGIONAL,
        title=_l("Days from a meeting with business to its publication"),
        definition=_l(
            "Half of the meetings of the twelve months up to the day were in the public register"
            " after so many days."
        ),
        unit=Unit.DAYS,
        misleading=_l("Meetings that are not public yet are missing."),
        counter="meetings_by_region",
        shape=Shape.MEDIAN,
        sql=MEDIAN + SOON,
        drill=Drill(
            f"SELECT to_char(at, 'YYYY \"Q\"Q'), length::integer {SOON}",
            (_l("Quarter"), _l("Days")),
        ),
    )
)
