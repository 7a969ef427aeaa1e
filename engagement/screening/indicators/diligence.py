"""How screening goes: days to a decision, what is overdue, what was decided otherwise later."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.screening.indicators.moments import COUNTED, END, MEDIAN, QUARTER, YEAR_BEFORE
from engagement.screening.levels import Level

RISK = ("VIII.C.5",)
TITLES = {
    Level.LOW: _l("Days to a decision at low risk"),
    Level.MODERATE: _l("Days to a decision at moderate risk"),
    Level.SUBSTANTIAL: _l("Days to a decision at substantial risk"),
    Level.HIGH: _l("Days to a decision at high risk"),
}


def _decided(level: Level) -> str:
    return f"""
    FROM (SELECT c.decided_at AS at,
            extract(epoch FROM c.decided_at - c.opened_at)::float8 / 86400 AS length
          FROM screening_case c
          WHERE c.inherent = '{level.value}' AND c.decided_at < {END}
            AND c.decided_at >= {YEAR_BEFORE}) AS decided
    """


for each, title in TITLES.items():
    declare(
        Indicator(
            code=f"screening_days_{each.value}",
            version=1,
            actions=RISK,
            title=title,
            definition=_l(
                "Half of the screening cases of this rating that were decided in the twelve months"
                " up to the day took no more calendar days than this, from opening to decision."
            ),
            unit=Unit.DAYS,
            misleading=_l(
                "Cases that still wait are missing, and days in which the company had to answer"
                " are included."
            ),
            counter="decisions_overturned",
            shape=Shape.MEDIAN,
            guarded=True,
            sql=MEDIAN + _decided(each),
            drill=Drill(
                f"SELECT {QUARTER.format('at')}, round(length)::integer {_decided(each)}",
                (_l("Quarter"), _l("Days")),
            ),
        )
    )

OVERTURNED = f"""
  FROM audit_event e
  JOIN screening_case c ON c.id = e.subject_id
  WHERE e.action = 'screening:case:reopened' AND e.happened_at < {END}
    AND e.happened_at >= {YEAR_BEFORE} AND c.decided_at < {END}
    AND c.outcome <> e.data ->> 'outcome'
"""
declare(
    Indicator(
        code="decisions_overturned",
        version=1,
        actions=RISK,
        title=_l("Screening decisions overturned in twelve months"),
        definition=_l(
            "Decided screening cases that were opened again in the twelve months up to the day and"
            " decided otherwise since."
        ),
        unit=Unit.CASES,
        misleading=_l("A low number may mean good decisions, or that nobody looks at them again."),
        counter="screening_days_moderate",
        guarded=True,
        flow=True,
        sql=COUNTED + OVERTURNED,
        drill=Drill(
            f"SELECT {QUARTER.format('e.happened_at')}, c.outcome {OVERTURNED}",
            (_l("Quarter"), _l("Decided since")),
            {
                1: {
                    "approved": _l("May go ahead"),
                    "conditions": _l("May go ahead under its plan"),
                    "refused": _l("May not go ahead"),
                    "excluded": _l("Excluded"),
                }
            },
        ),
    )
)
OVERDUE_MATCHES = f"""
  FROM screening_match m
  WHERE m.opened_at < {END} AND m.due_on < :day
    AND (m.decided_at IS NULL OR m.decided_at >= {END})
    AND (m.lapsed_at IS NULL OR m.lapsed_at >= {END})
"""
declare(
    Indicator(
        code="matches_overdue",
        version=1,
        actions=RISK,
        title=_l("Matches open for too long"),
        definition=_l(
            "Matches with lists that were not decided at the end of the day and whose time to be"
            " decided, five working days unless a setting says otherwise, was over."
        ),
        unit=Unit.MATCHES,
        misleading=_l("Matches that were opened again count from their first day."),
        counter="rescreening_hours",
        guarded=True,
        sql=COUNTED + OVERDUE_MATCHES,
        drill=Drill(
            f"SELECT {QUARTER.format('m.opened_at')}, :day - m.due_on {OVERDUE_MATCHES}",
            (_l("Quarter"), _l("Days overdue")),
        ),
    )
)
OVERDUE_MEASURES = f"""
  FROM screening_case_measure m
  WHERE m.planned_at < {END} AND m.due_on < :day AND m.state <> 'dropped'
    AND (m.done_at IS NULL OR m.done_at >= {END})
"""
declare(
    Indicator(
        code="measures_overdue",
        version=1,
        actions=RISK,
        title=_l("Overdue measures against risk"),
        definition=_l(
            "Measures of mitigation plans that were not finished at the end of the day they were"
            " due, nor dropped."
        ),
        unit=Unit.MEASURES,
        misleading=_l("A measure whose day was moved is not overdue, and counts like any other."),
        counter="matches_overdue",
        guarded=True,
        sql=COUNTED + OVERDUE_MEASURES,
        drill=Drill(
            f"SELECT {QUARTER.format('m.planned_at')}, :day - m.due_on {OVERDUE_MEASURES}",
            (_l("Quarter"), _l("Days overdue")),
        ),
    )
)
RESCREENED = f"""
  FROM (SELECT r.ended_at AS at,
          extract(epoch FROM r.ended_at - v.in_force_since)::float8 / 3600 AS length
        FROM screening_run r
        JOIN screening_list_version v ON v.id = r.list_version_id
        WHERE r.cause = 'list_changed' AND r.ended_at < {END}
          AND r.ended_at >= {YEAR_BEFORE}) AS runs
"""
declare(
    Indicator(
        code="rescreening_hours",
        version=1,
        actions=RISK,
        title=_l("Hours from a changed list to the new comparison"),
        definition=_l(
            "Half of the new versions of lists that came into force in the twelve months up to the"
            " day had been compared with all parties after so many hours."
        ),
        unit=Unit.HOURS,
        misleading=_l("How long a publisher's list took to reach us is not in it."),
        counter="matches_overdue",
        shape=Shape.MEDIAN,
        sql=MEDIAN + RESCREENED,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, round(CAST(length AS numeric), 1) {RESCREENED}",
            (_l("Quarter"), _l("Hours")),
        ),
    )
)
