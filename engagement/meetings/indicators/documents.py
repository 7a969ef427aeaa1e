"""Documents of meetings (action I.B.4): there on the announced day, in six languages in time."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.screening.indicators.moments import END, QUARTER, SHARE, YEAR_BEFORE, YES_NO

DOCUMENTS = ("I.B.4",)
SHOWN = f"""
  m.published_at < {END} AND (m.cancelled_at IS NULL OR m.cancelled_at >= {END})
"""
ON_TIME = f"""
  FROM (SELECT d.first_due_on AS at, coalesce(
          (min(v.published_at) AT TIME ZONE m.zone)::date <= d.first_due_on, false) AS good
        FROM meeting_document d JOIN meeting m ON m.id = d.meeting_id
        LEFT JOIN meeting_document_version v
          ON v.meeting_document_id = d.id AND v.published_at < {END}
        WHERE {SHOWN} AND d.created_at < {END}
          AND d.first_due_on <= :day AND d.first_due_on > :day - 365
        GROUP BY d.id, m.zone) AS due
"""
declare(
    Indicator(
        code="documents_in_time",
        version=1,
        actions=DOCUMENTS,
        title=_l("Documents of meetings published in time"),
        definition=_l(
            "Of the documents of meetings that were announced first for a day of the twelve months"
            " up to the day, the share that was published in one language at least on that day or"
            " before, by the clocks of the meeting. Those that are not there count as late."
        ),
        unit=Unit.PERCENT,
        misleading=_l("Days announced late are easy to keep; one language is not six."),
        counter="documents_in_six_languages",
        shape=Shape.SHARE,
        sql=SHARE + ON_TIME,
        drill=Drill(
            f"SELECT to_char(at, 'YYYY \"Q\"Q'), CAST(good AS text) {ON_TIME}",
            (_l("Quarter"), _l("In time")),
            YES_NO,
        ),
    )
)
IN_SIX = f"""
  FROM (SELECT m.starts_at AS at, count(DISTINCT v.language) = 6 AS good
        FROM meeting_document d JOIN meeting m ON m.id = d.meeting_id
        LEFT JOIN meeting_document_version v
          ON v.meeting_document_id = d.id AND v.published_at <= m.starts_at
        WHERE {SHOWN} AND d.created_at <= m.starts_at
          AND m.starts_at < {END} AND m.starts_at >= {YEAR_BEFORE}
        GROUP BY d.id, m.starts_at) AS opened
"""
declare(
    Indicator(
        code="documents_in_six_languages",
        version=1,
        actions=DOCUMENTS,
        title=_l("Documents there in six languages when the meeting opened"),
        definition=_l(
            "Of the documents announced before a meeting that opened in the year up to the day, the"
            " share that was published in all six languages when it opened."
        ),
        unit=Unit.PERCENT,
        misleading=_l("A document that nobody announced is not missed."),
        counter="documents_in_time",
        shape=Shape.SHARE,
        sql=SHARE + IN_SIX,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(good AS text) {IN_SIX}",
            (_l("Quarter"), _l("In six languages")),
            YES_NO,
        ),
    )
)
