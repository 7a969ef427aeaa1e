"""What the register lists on a day: in all, by region, by Major Group, of children and youth.

Withheld entries are counted nowhere; companies stand in a register of their own.
"""

from flask_babel import lazy_gettext as _l

from engagement.accreditation.queries.clock import OF_TRACK, PLACES
from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.core.countries import COUNTRIES, Region
from engagement.core.major_groups import MajorGroup

LISTS, YOUTH = "VIII.A.4", "VIII.A.2"
NOWHERE = "none"
REGIONS = {each.value: each.label for each in Region} | {NOWHERE: _l("No region")}
GROUPS = {each.value: each.label for each in MajorGroup} | {NOWHERE: _l("No Major Group")}
PLACES_KNOWN = {
    "codes": list(COUNTRIES),
    "regions": [place.region.value if place.region else None for place in COUNTRIES.values()],
}
LISTED = "('active', 'report_due', 'suspended')"
LISTED_ON_DAY = f"""
  FROM accreditation a
  JOIN accreditation_status_period s ON s.accreditation_id = a.id AND s.valid_from <= :day
    AND (s.valid_to IS NULL OR s.valid_to > :day)
    AND {OF_TRACK}
  JOIN organization o ON o.id = a.organization_id AND o.protection <> 'withheld'
"""
OF_THAT_DAY = """
  JOIN LATERAL (
    SELECT country, major_group FROM (
      SELECT f.until, f.country, f.major_group FROM organization_former_identity f
      WHERE f.organization_id = o.id AND f.until > :day AND o.protection = 'none'
      UNION ALL SELECT NULL, o.country, o.major_group) AS known(until, country, major_group)
    ORDER BY until NULLS LAST LIMIT 1) i ON true
"""
"""Seat and Major Group as they stood on the day; of a protected entry those of today, for ever."""
IN_FORCE = Drill(
    f"""
    WITH {PLACES}
    SELECT to_char(a.since, 'YYYY') AS year, coalesce(p.region, 'none') AS region,
      coalesce(i.major_group, 'none') AS major_group
    {LISTED_ON_DAY} {OF_THAT_DAY} LEFT JOIN place p ON p.code = i.country
    WHERE s.status IN {LISTED}
    """,
    (_l("Since"), _l("Region"), _l("Major Group")),
    {1: REGIONS, 2: GROUPS},
)

declare(
    Indicator(
        code="accredited_organizations",
        version=1,
        actions=(LISTS,),
        title=_l("Accredited organizations"),
        definition=_l(
            "Organizations that the register lists on the day as active, with a report due, or"
            " suspended. Entries withheld for people’s safety are not counted."
        ),
        unit=Unit.ORGANIZATIONS,
        misleading=_l(
            "The number says nothing of how active they are: an organization stays on the list"
            " until it fails to report."
        ),
        counter="suspended_organizations",
        sql=f"""
        SELECT NULL AS part, count(*) AS value, CAST(NULL AS integer) AS basis
        {LISTED_ON_DAY} WHERE s.status IN {LISTED}
        """,
        parameters=PLACES_KNOWN,
        drill=IN_FORCE,
    )
)
declare(
    Indicator(
        code="suspended_organizations",
        version=1,
        actions=(LISTS,),
        title=_l("Suspended organizations"),
        definition=_l("Organizations that the register lists on the day as suspended."),
        unit=Unit.ORGANIZATIONS,
        misleading=_l("Most suspensions follow from a missing report and end when it comes."),
        counter="accredited_organizations",
        sql=f"""
        SELECT NULL AS part, count(*) AS value, CAST(NULL AS integer) AS basis
        {LISTED_ON_DAY} WHERE s.status = 'suspended'
        """,
    )
)
declare(
    Indicator(
        code="accredited_by_region",
        version=2,
        actions=(LISTS,),
        title=_l("Accredited organizations by region"),
        definition=_l(
            "The accredited organizations of the day by the region of UNEP in which they had their"
            " seat on it."
        ),
        unit=Unit.ORGANIZATIONS,
        misleading=_l(
            "International organizations count where they have their seat, not where they work, so"
            " regions with many headquarters look stronger."
        ),
        counter="countries_without",
        sql=f"""
        WITH {PLACES}, counted AS (
          SELECT coalesce(p.region, 'none') AS part, count(*) AS number
          {LISTED_ON_DAY} {OF_THAT_DAY} LEFT JOIN place p ON p.code = i.country
          WHERE s.status IN {LISTED} GROUP BY 1)
        SELECT each.part, coalesce(c.number, 0) AS value, CAST(NULL AS integer) AS basis
        FROM unnest(CAST(:parts AS text[])) AS each(part) LEFT JOIN counted c ON c.part = each.part
        """,
        parts=REGIONS,
        parameters=PLACES_KNOWN,
        drill=IN_FORCE,
    )
)
declare(
    Indicator(
        code="countries_without",
        version=2,
        actions=(LISTS,),
        title=_l("Countries and areas without an accredited organization"),
        definition=_l(
            "Countries and areas in a region of UNEP in which no organization of the register has"
            " its seat. Protected entries do not count, since their country is not shown."
        ),
        unit=Unit.COUNTRIES,
        misleading=_l(
            "A country may have an organization whose entry is protected, and small areas are"
            " counted like large countries."
        ),
        counter="accredited_by_region",
        sql=f"""
        WITH {PLACES}, found AS (
          SELECT DISTINCT i.country {LISTED_ON_DAY} {OF_THAT_DAY}
          WHERE s.status IN {LISTED} AND o.protection = 'none')
        SELECT NULL AS part, count(*) AS value, CAST(NULL AS integer) AS basis
        FROM place p WHERE p.region IS NOT NULL AND p.code NOT IN (SELECT country FROM found)
        """,
        parameters=PLACES_KNOWN,
    )
)
declare(
    Indicator(
        code="accredited_by_major_group",
        version=2,
        actions=(LISTS,),
        title=_l("Accredited organizations by Major Group"),
        definition=_l(
            "The accredited organizations of the day by the Major Group that they had on it."
        ),
        unit=Unit.ORGANIZATIONS,
        misleading=_l(
            "An organization chooses one group even where it belongs to several, and many choose"
            " non-governmental organizations."
        ),
        counter="accredited_by_region",
        sql=f"""
        WITH counted AS (
          SELECT coalesce(i.major_group, 'none') AS part, count(*) AS number
          {LISTED_ON_DAY} {OF_THAT_DAY} WHERE s.status IN {LISTED} GROUP BY 1)
        SELECT each.part, coalesce(c.number, 0) AS value, CAST(NULL AS integer) AS basis
        FROM unnest(CAST(:parts AS text[])) AS each(part) LEFT JOIN counted c ON c.part = each.part
        """,
        parts=GROUPS,
        parameters=PLACES_KNOWN,
        drill=IN_FORCE,
    )
)
declare(
    Indicator(
        code="new_accreditations",
        version=1,
        actions=(LISTS,),
        title=_l("New accreditations in twelve months"),
        definition=_l(
            "Accreditations that began in the twelve months up to the day and may be shown in the"
            " register."
        ),
        unit=Unit.ORGANIZATIONS,
        misleading=_l("It also grows when many old applications are decided on at once."),
        counter="refused_applications",
        sql=f"""
        SELECT NULL AS part, count(*) AS value, CAST(NULL AS integer) AS basis
        FROM accreditation a
        JOIN organization o ON o.id = a.organization_id AND o.protection <> 'withheld'
        WHERE {OF_TRACK} AND a.since <= :day AND a.since > CAST(:day AS date) - interval '1 year'
        """,
    )
)
declare(
    Indicator(
        code="last_list_sent",
        version=1,
        actions=(LISTS,),
        title=_l("Day of the last list for Member States"),
        definition=_l("The day on which the last dated list was sent to Member States."),
        unit=Unit.DATE,
        misleading=_l("A list that was sent may not have been read."),
        missing=_l("No list has been sent from this platform yet; dated lists are planned."),
    )
)
declare(
    Indicator(
        code="accredited_youth",
        version=2,
        actions=(YOUTH,),
        title=_l("Accredited organizations of children and youth"),
        definition=_l(
            "The accredited organizations of the day in the Major Group of children and youth."
        ),
        unit=Unit.ORGANIZATIONS,
        misleading=_l(
            "Youth organizations may be accredited in another group, and a large federation counts"
            " as one."
        ),
        counter="accredited_youth_share",
        sql=f"""
        SELECT NULL AS part, count(*) AS value, CAST(NULL AS integer) AS basis
        {LISTED_ON_DAY} {OF_THAT_DAY} WHERE s.status IN {LISTED}
          AND i.major_group = 'children-youth'
        """,
    )
)
declare(
    Indicator(
        code="accredited_youth_share",
        version=2,
        actions=(YOUTH,),
        title=_l("Share of children and youth"),
        definition=_l(
            "Of the accredited organizations of the day, the share in the Major Group of children"
            " and youth."
        ),
        unit=Unit.PERCENT,
        misleading=_l("The share also rises when organizations of other groups leave."),
        counter="accredited_youth",
        shape=Shape.SHARE,
        sql=f"""
        SELECT NULL AS part, round(100.0 * count(*) FILTER (
            WHERE i.major_group = 'children-youth') / nullif(count(*), 0), 1) AS value,
          count(*) AS basis
        {LISTED_ON_DAY} {OF_THAT_DAY} WHERE s.status IN {LISTED}
        """,
    )
)
