"""How many Member States have a recorded representative on a day (action I.A.2)."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Indicator, Unit, declare
from engagement.core.countries import STATES, Region

ACTION = "I.A.2"
MEMBERS = [state for state in STATES if state.member_state and state.region]
PARAMETERS = {
    "members": [state.code for state in MEMBERS],
    "regions": [state.region.value for state in MEMBERS],
}
REGIONS = {each.value: each.label for each in Region}
REPRESENTED = """
  FROM unnest(CAST(:members AS text[]), CAST(:regions AS text[])) AS m(code, region)
  LEFT JOIN LATERAL (
    SELECT 1 AS one FROM protocol_representative r
    WHERE r.country = m.code AND r.recorded_at IS NOT NULL AND r.from_day <= :day
      AND (r.to_day IS NULL OR r.to_day >= :day)
    LIMIT 1) held ON true
"""
MISLEADING = _l(
    "What is recorded late counts from the day on which the person took office, so that a figure"
    " of the past can still grow. One person in a capital far away counts like a whole mission."
)

declare(
    Indicator(
        code="states_with_representative",
        version=1,
        actions=(ACTION,),
        title=_l("Member States with a representative"),
        definition=_l(
            "Member States of the United Nations that have, by a recorded note verbale, a"
            " representative to the Committee in office on the day, wherever that person is based."
        ),
        unit=Unit.STATES,
        misleading=MISLEADING,
        counter="states_without_representative",
        sql=f"""
        SELECT NULL AS part, count(held.one) AS value, CAST(NULL AS integer) AS basis {REPRESENTED}
        """,
        parameters=PARAMETERS,
    )
)
declare(
    Indicator(
        code="states_without_representative",
        version=1,
        actions=(ACTION,),
        title=_l("Member States without a representative"),
        definition=_l("Member States of which no representative in office is recorded on the day."),
        unit=Unit.STATES,
        misleading=_l(
            "A State may have named somebody by a note that was not recorded yet, or that never"
            " reached us."
        ),
        counter="states_with_representative",
        sql=f"""
        SELECT NULL AS part, count(*) FILTER (WHERE held.one IS NULL) AS value,
          CAST(NULL AS integer) AS basis {REPRESENTED}
        """,
        parameters=PARAMETERS,
    )
)
declare(
    Indicator(
        code="states_with_representative_by_region",
        version=1,
        actions=(ACTION,),
        title=_l("Member States with a representative by region"),
        definition=_l(
            "The Member States with a representative on the day, by the region of UNEP to which"
            " they belong today."
        ),
        unit=Unit.STATES,
        misleading=_l(
            "The regions have from 2 to 54 Member States: compare each with how many it could be."
        ),
        counter="states_without_representative",
        sql=f"""
        WITH counted AS (
          SELECT m.region AS part, count(held.one) AS number {REPRESENTED} GROUP BY 1)
        SELECT each.part, coalesce(c.number, 0) AS value, CAST(NULL AS integer) AS basis
        FROM unnest(CAST(:parts AS text[])) AS each(part) LEFT JOIN counted c ON c.part = each.part
        """,
        parts=REGIONS,
        parameters=PARAMETERS,
    )
)
