"""Taking part from afar (action I.B.1): how many do, whether they get help and interpretation."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.core.text import LANGUAGES
from engagement.meetings import settings
from engagement.meetings.indicators.people import (
    OPENED,
    PARTICIPANTS,
    PLACES_KNOWN,
    REGIONS,
    in_force,
    region_of,
)
from engagement.screening.indicators.moments import END, QUARTER, SHARE, YEAR_BEFORE, YES_NO

REMOTE = ("I.B.1",)
BY_MODE = f"""
  FROM (SELECT {region_of("r.country")} AS region, r.mode = 'online' AS good
        {PARTICIPANTS}) AS took_part
"""
declare(
    Indicator(
        code="remote_participation",
        version=1,
        actions=REMOTE,
        title=_l("Participants who take part online"),
        definition=_l(
            "Of the people with a confirmed place at meetings that opened in the twelve months up"
            " to the day, the share that was registered to take part online. The rows behind it are"
            " by the region of the country for which people come, or in which they live."
        ),
        unit=Unit.PERCENT,
        misleading=_l(
            "At a meeting that is held online everybody takes part from afar, near ones too."
        ),
        counter="help_in_time",
        shape=Shape.SHARE,
        guarded=True,
        sql=SHARE + BY_MODE,
        parameters=PLACES_KNOWN,
        drill=Drill(
            f"SELECT region, CAST(good AS text) {BY_MODE}",
            (_l("Region"), _l("Online")),
            {0: REGIONS} | YES_NO,
        ),
    )
)
IN_TIME = f"make_interval(mins => {in_force(settings.help_minutes)})"
HELP = f"""
  FROM (SELECT {region_of("r.country")} AS region,
          coalesce(h.answered_at <= h.asked_at + {IN_TIME}, false) AS good
        FROM meeting_help_request h JOIN meeting_registration r ON r.id = h.registration_id
        WHERE h.asked_at < {END} AND h.asked_at >= {YEAR_BEFORE}
          AND h.asked_at + {IN_TIME} < {END}) AS asked
"""
declare(
    Indicator(
        code="help_in_time",
        version=1,
        actions=REMOTE,
        title=_l("Calls for help on the day answered in time"),
        definition=_l(
            "Of the calls for help with sound, picture, link or interpretation in the twelve months"
            " up to the day, the share that was answered within fifteen minutes, unless a setting"
            " says otherwise. The rows behind it are by region."
        ),
        unit=Unit.PERCENT,
        misleading=_l(
            "An answer is not yet a connection that works, and whoever gives up asks nobody. Calls"
            " are deleted with the names of those who registered, some months after a meeting."
        ),
        counter="remote_participation",
        shape=Shape.SHARE,
        guarded=True,
        sql=SHARE + HELP,
        parameters=PLACES_KNOWN,
        drill=Drill(
            f"SELECT region, CAST(good AS text) {HELP}",
            (_l("Region"), _l("Answered in time")),
            {0: REGIONS} | YES_NO,
        ),
    )
)
HELD = f"""
  FROM meeting_session s JOIN meeting m ON m.id = s.meeting_id
  {{more}}
  WHERE {OPENED} AND s.ends_at < {END}
    AND (s.cancelled_at IS NULL OR s.cancelled_at >= {END})
"""
ALL_SIX = ", ".join(f"'{language}'" for language in LANGUAGES)
OFFERED = f"""
  FROM (SELECT s.starts_at AS at, s.interpretation @> ARRAY[{ALL_SIX}] AS good
        {HELD.format(more="")} AND m.body IS NOT NULL) AS held
"""
declare(
    Indicator(
        code="sessions_in_six_languages",
        version=1,
        actions=REMOTE,
        title=_l("Sessions of governing bodies with interpretation in six languages"),
        definition=_l(
            "Of the sessions that took place at meetings of governing bodies that opened in the"
            " twelve months up to the day, the share that was announced with interpretation into"
            " all six languages."
        ),
        unit=Unit.PERCENT,
        misleading=_l("Interpretation is not due at every session of a body."),
        counter="interpretation_without_break",
        shape=Shape.SHARE,
        sql=SHARE + OFFERED,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(good AS text) {OFFERED}",
            (_l("Quarter"), _l("Six languages")),
            YES_NO,
        ),
    )
)
WITHOUT_BREAK = f"""
  FROM (SELECT s.starts_at AS at,
          NOT EXISTS (SELECT 1 FROM meeting_incident n
                      WHERE n.session_id = s.id AND n.language = l.code) AS good
        {HELD.format(more="CROSS JOIN LATERAL unnest(s.interpretation) AS l(code)")}) AS heard
"""
declare(
    Indicator(
        code="interpretation_without_break",
        version=1,
        actions=REMOTE,
        title=_l("Interpretation that did not stop"),
        definition=_l(
            "Each language of interpretation of each session counts, of sessions that took place at"
            " meetings that opened in the twelve months up to the day: the share of which no"
            " interruption was noted."
        ),
        unit=Unit.PERCENT,
        misleading=_l(
            "An interruption that nobody noted is not known; each counts, however short."
        ),
        counter="sessions_in_six_languages",
        shape=Shape.SHARE,
        sql=SHARE + WITHOUT_BREAK,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(good AS text) {WITHOUT_BREAK}",
            (_l("Quarter"), _l("Without a break")),
            YES_NO,
        ),
    )
)
