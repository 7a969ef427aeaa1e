"""What the platform gives back (action VIII.A.3): answers to registrations and to statements."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.meetings.indicators.people import OPENED
from engagement.screening.indicators.moments import (
    END,
    MEDIAN,
    QUARTER,
    SHARE,
    YEAR_BEFORE,
    YES_NO,
)

PLATFORM = ("VIII.A.3",)
ANSWER = """coalesce(r.approved_at, r.confirmed_at,
            CASE WHEN r.state = 'refused' THEN r.ended_at END)"""
ANSWERED = f"""
  FROM (SELECT r.submitted_at AS at,
          extract(epoch FROM {ANSWER} - r.submitted_at)::float8 / 3600 AS length
        FROM meeting_registration r
        WHERE r.submitted_at < {END} AND r.submitted_at >= {YEAR_BEFORE}
          AND {ANSWER} < {END}) AS answered
"""
declare(
    Indicator(
        code="registration_hours",
        version=1,
        actions=PLATFORM,
        title=_l("Hours from registration to the answer"),
        definition=_l(
            "Half of the registrations for meetings that were sent in the twelve months up to the"
            " day and were approved, confirmed or refused by then had that answer after no more"
            " hours than this. An answer at once counts as zero hours."
        ),
        unit=Unit.HOURS,
        misleading=_l(
            "Registrations that still wait are missing, and so are those that were withdrawn. Where"
            " nobody has to approve, half may be answered at once and others wait for weeks."
        ),
        counter="statements_answered",
        shape=Shape.MEDIAN,
        guarded=True,
        sql=MEDIAN + ANSWERED,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, ceil(length / 24)::integer {ANSWERED}",
            (_l("Quarter"), _l("Days until the answer, begun ones counted whole")),
        ),
    )
)
STATEMENTS = f"""
  FROM (SELECT m.ends_at AS at, coalesce(s.disposed_at < {END}, false) AS good
        FROM meeting_statement s
        JOIN meeting_agenda_item i ON i.id = s.agenda_item_id
        JOIN meeting m ON m.id = i.meeting_id
        WHERE {OPENED} AND m.ends_at < {END} AND s.published_at < {END}
          AND s.state = 'published') AS statements
"""
declare(
    Indicator(
        code="statements_answered",
        version=1,
        actions=PLATFORM,
        title=_l("Written statements of which it is published what became of them"),
        definition=_l(
            "Of the published written statements for meetings that opened in the twelve months up"
            " to the day and are over, the share of which it was published by then whether they"
            " were taken up, in part or not."
        ),
        unit=Unit.PERCENT,
        misleading=_l("That an answer is there says nothing about what a statement changed."),
        counter="registration_hours",
        shape=Shape.SHARE,
        sql=SHARE + STATEMENTS,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(good AS text) {STATEMENTS}",
            (_l("Quarter"), _l("Answered")),
            YES_NO,
        ),
    )
)
