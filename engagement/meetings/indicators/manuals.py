"""Manuals for online meetings (action I.B.2): in six languages, and looked through lately."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.meetings import settings
from engagement.meetings.indicators.people import in_force
from engagement.screening.indicators.moments import END, QUARTER, SHARE, YES_NO

MANUALS = ("I.B.2",)
IN_FORCE = f"""
  FROM meeting_manual m
  JOIN LATERAL (SELECT v.published_at, v.text FROM meeting_manual_version v
                WHERE v.manual_id = m.id AND v.published_at < {END}
                ORDER BY v.number DESC LIMIT 1) AS v ON true
  WHERE m.retired_at IS NULL OR m.retired_at >= {END}
"""
SIX = f"""
  FROM (SELECT v.published_at AS at,
          (SELECT count(*) FROM jsonb_each_text(v.text) AS t(language, words)
           WHERE trim(t.words) <> '') = 6 AS good
        {IN_FORCE}) AS manuals
"""
declare(
    Indicator(
        code="manuals_in_six_languages",
        version=1,
        actions=MANUALS,
        title=_l("Manuals for meetings in all six languages"),
        definition=_l(
            "Of the guides and manuals in force on the day, the share of which the version that"
            " readers get is there in all six languages."
        ),
        unit=Unit.PERCENT,
        misleading=_l("That a text is there says nothing about how well it is translated."),
        counter="manuals_reviewed",
        shape=Shape.SHARE,
        sql=SHARE + SIX,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(good AS text) {SIX}",
            (_l("Published in quarter"), _l("Six languages")),
            YES_NO,
        ),
    )
)
REVIEWED = f"""
  FROM (SELECT v.published_at AS at, v.published_at >= {END}
          - make_interval(months => {in_force(settings.manual_review_months)}) AS good
        {IN_FORCE}) AS manuals
"""
declare(
    Indicator(
        code="manuals_reviewed",
        version=1,
        actions=MANUALS,
        title=_l("Manuals for meetings reviewed lately"),
        definition=_l(
            "Of the guides and manuals in force on the day, the share of which a version was"
            " published within twelve months before, unless a setting says otherwise."
        ),
        unit=Unit.PERCENT,
        misleading=_l(
            "Whoever looks a manual through and finds nothing to change has to publish it again for"
            " it to count."
        ),
        counter="manuals_in_six_languages",
        shape=Shape.SHARE,
        sql=SHARE + REVIEWED,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(good AS text) {REVIEWED}",
            (_l("Published in quarter"), _l("Reviewed lately")),
            YES_NO,
        ),
    )
)
