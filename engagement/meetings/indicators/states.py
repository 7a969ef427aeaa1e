"""Member States in the Committee between sessions (action I.A.1), those far from Nairobi too."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.core.countries import MEMBER_STATES, Region
from engagement.meetings.indicators.people import OPENED
from engagement.screening.indicators.moments import END, SHARE, YES_NO

COMMITTEE = ("I.A.1",)
MEMBERS = [state for state in MEMBER_STATES if state.region]
PARAMETERS = {
    "members": [state.code for state in MEMBERS],
    "regions": [state.region.value for state in MEMBERS],
}
REGIONS = {each.value: each.label for each in Region}
OF_COMMITTEE = f"{OPENED} AND m.body IN ('committee', 'subcommittee')"
CAME = f"""
  SELECT r.country FROM meeting_registration r
  JOIN meeting_category c ON c.id = r.category_id AND c.kind = 'member_state'
  JOIN meeting m ON m.id = r.meeting_id
  WHERE {OF_COMMITTEE} AND r.state = 'attended'
  UNION
  SELECT r.country FROM meeting_presence p
  JOIN meeting_registration r ON r.id = p.registration_id
  JOIN meeting_category c ON c.id = r.category_id AND c.kind = 'member_state'
  JOIN meeting_session s ON s.id = p.session_id
  JOIN meeting m ON m.id = s.meeting_id
  WHERE {OF_COMMITTEE} AND p.in_at < {END} AND r.state IN ('confirmed', 'attended')
"""
"""Countries of delegations of which somebody was in a session or was noted as having attended."""

STATES = f"""
  FROM (SELECT k.region, k.code IN ({CAME}) AS good, s.mission
        FROM unnest(CAST(:members AS text[]), CAST(:regions AS text[])) AS k(code, region)
        LEFT JOIN protocol_state s ON s.country = k.code AND s.mission_on <= :day) AS states
"""
MISLEADING = _l(
    "One delegate who was in one session is enough. Whoever took part in the room and was neither"
    " noted as having attended nor pressed “I am in” is missing."
)
declare(
    Indicator(
        code="states_at_committee",
        version=1,
        actions=COMMITTEE,
        title=_l("Member States that took part in meetings of the Committee"),
        definition=_l(
            "Member States of whose delegation at least one person was in a session of a meeting of"
            " the Committee of Permanent Representatives, or of its subcommittee, that opened in"
            " the twelve months up to the day: by attendance that was noted, or by the person’s own"
            " word on the join page."
        ),
        unit=Unit.STATES,
        misleading=MISLEADING,
        counter="states_without_mission_at_committee",
        sql=f"""
        SELECT NULL AS part, count(*) FILTER (WHERE good) AS value, CAST(NULL AS integer) AS basis
        {STATES}
        """,
        parameters=PARAMETERS,
        drill=Drill(
            f"SELECT region, CAST(good AS text) {STATES}",
            (_l("Region"), _l("Took part")),
            {0: REGIONS} | YES_NO,
        ),
    )
)
FAR = f"{STATES} WHERE mission = 'no'"
declare(
    Indicator(
        code="states_without_mission_at_committee",
        version=1,
        actions=COMMITTEE,
        title=_l("Member States without a mission in Nairobi that took part"),
        definition=_l(
            "Of the Member States of which it is recorded that they have no mission in Nairobi, the"
            " share that took part in a meeting of the Committee of Permanent Representatives, or"
            " of its subcommittee, that opened in the twelve months up to the day."
        ),
        unit=Unit.PERCENT,
        misleading=_l(
            "States of which it is not known whether they have a mission are not counted. One"
            " delegate who was in one session is enough."
        ),
        counter="states_at_committee",
        shape=Shape.SHARE,
        sql=SHARE + FAR,
        parameters=PARAMETERS,
        drill=Drill(
            f"SELECT region, CAST(good AS text) {FAR}",
            (_l("Region"), _l("Took part")),
            {0: REGIONS} | YES_NO,
        ),
    )
)
