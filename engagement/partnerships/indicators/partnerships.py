"""Partnerships that run, by subprogramme and on digital transformation; reports, early ends."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.partnerships.models import Subprogramme
from engagement.screening.indicators.moments import SHARE, YES_NO

BUSINESS = ("VIII.C.1",)
SUBPROGRAMMES = {each.value: each.label for each in Subprogramme}
RUNNING = """
  p.begun_on <= :day AND p.to_day >= :day AND (p.over_on IS NULL OR p.over_on > :day)
  AND p.organization_id NOT IN (SELECT id FROM organization WHERE protection = 'withheld')
"""
declare(
    Indicator(
        code="partnerships_by_subprogramme",
        version=1,
        actions=BUSINESS,
        title=_l("Active partnerships by subprogramme"),
        definition=_l(
            "Partnerships of the public register that had begun and were not over on the day, by"
            " the subprogramme that they belong to."
        ),
        unit=Unit.PARTNERSHIPS,
        misleading=_l("A partnership counts as one, however large it is and however it goes."),
        counter="partnership_reports_in_time",
        parts=SUBPROGRAMMES,
        sql=f"""
        SELECT s.part, count(p.id) AS value, CAST(NULL AS integer) AS basis
        FROM unnest(CAST(:parts AS text[])) AS s(part)
        LEFT JOIN partnership p ON p.subprogramme = s.part AND {RUNNING}
        GROUP BY s.part
        """,
        drill=Drill(
            f"""
            SELECT to_char(p.begun_on, 'YYYY'), p.subprogramme FROM partnership p WHERE {RUNNING}
            """,
            (_l("Since"), _l("Subprogramme")),
            {1: SUBPROGRAMMES},
        ),
    )
)
DIGITAL = f"""
  FROM (SELECT p.begun_on AS at, p.digital OR p.subprogramme = 'digital' AS good
        FROM partnership p WHERE {RUNNING}) AS running
"""
declare(
    Indicator(
        code="partnerships_digital",
        version=1,
        actions=BUSINESS,
        title=_l("Partnerships on digital transformation"),
        definition=_l(
            "Of the partnerships that ran on the day, the share that is marked as being about"
            " digital transformation or belongs to that subprogramme."
        ),
        unit=Unit.PERCENT,
        misleading=_l("The partners mark it themselves, and nobody measures how digital it is."),
        counter="partnerships_by_subprogramme",
        shape=Shape.SHARE,
        guarded=True,
        sql=SHARE + DIGITAL,
        drill=Drill(
            f"SELECT to_char(at, 'YYYY'), CAST(good AS text) {DIGITAL}",
            (_l("Since"), _l("Digital")),
            YES_NO,
        ),
    )
)
REPORTS = """
  FROM (SELECT r.due_on AS at, r.sent_at IS NOT NULL
          AND CAST(r.sent_at AT TIME ZONE 'UTC' AS date) <= r.due_on AS good
        FROM partnership_report r WHERE r.due_on <= :day AND r.due_on > :day - 365) AS due
"""
declare(
    Indicator(
        code="partnership_reports_in_time",
        version=1,
        actions=BUSINESS,
        title=_l("Results of partnerships reported in time"),
        definition=_l(
            "Of the reports on partnerships that were due in the twelve months up to the day, the"
            " share that had been sent by their day."
        ),
        unit=Unit.PERCENT,
        misleading=_l("A report that was sent back counts by the day on which it came again."),
        counter="partnerships_stopped",
        shape=Shape.SHARE,
        guarded=True,
        sql=SHARE + REPORTS,
        drill=Drill(
            f"SELECT to_char(at, 'YYYY \"Q\"Q'), CAST(good AS text) {REPORTS}",
            (_l("Quarter"), _l("In time")),
            YES_NO,
        ),
    )
)
OVER = """
  FROM (SELECT coalesce(p.over_on, CAST(p.decided_at AT TIME ZONE 'UTC' AS date)) AS at,
          p.state = 'refused' AND p.decision_reason <> '' OR p.over_reason <> '' AS good
        FROM partnership p
        WHERE p.state IN ('refused', 'reporting', 'completed', 'ended')) AS over
  WHERE at <= :day AND at > :day - 365
"""
declare(
    Indicator(
        code="partnerships_stopped",
        version=1,
        actions=BUSINESS,
        title=_l("Partnerships refused or ended early, with a reason"),
        definition=_l(
            "Of the partnerships that were refused or came to their end in the twelve months up to"
            " the day, the share that was refused or ended early with a reason on file."
        ),
        unit=Unit.PERCENT,
        misleading=_l("A higher share may mean bad partners, or that problems are seen in time."),
        counter="partnership_reports_in_time",
        shape=Shape.SHARE,
        guarded=True,
        sql=SHARE + OVER,
        drill=Drill(
            f"SELECT to_char(at, 'YYYY \"Q\"Q'), CAST(good AS text) {OVER}",
            (_l("Quarter"), _l("Refused or ended early")),
            YES_NO,
        ),
    )
)
