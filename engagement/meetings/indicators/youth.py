"""Young people at meetings (action VIII.A.2): how many take part, and whether minors are safe."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.meetings.indicators.people import OPENED, PARTICIPANTS
from engagement.meetings.models.people import MINORS, YOUTH_BANDS
from engagement.screening.indicators.moments import END, QUARTER, SHARE, YES_NO

YOUTH = ("VIII.A.2",)
UNDER_30 = ", ".join(f"'{each.value}'" for each in YOUTH_BANDS)
UNDER_18 = ", ".join(f"'{each.value}'" for each in MINORS)
OF_ORGANIZATIONS = f"""
  FROM (SELECT m.starts_at AS at, r.age_band IN ({UNDER_30}) AS good
        {PARTICIPANTS} AND c.kind = 'accredited' AND r.age_band <> 'adult') AS took_part
"""
declare(
    Indicator(
        code="youth_at_meetings",
        version=1,
        actions=YOUTH,
        title=_l("Participants of accredited organizations who are under 30"),
        definition=_l(
            "Of the people whom accredited organizations sent to meetings that opened in the twelve"
            " months up to the day, who had a confirmed place and told their age band, the share"
            " under 30."
        ),
        unit=Unit.PERCENT,
        misleading=_l(
            "Whoever said no more than being an adult is not counted, and a confirmed place is not"
            " yet a voice. Whoever comes to several meetings counts at each."
        ),
        counter="minors_safe_at_meetings",
        shape=Shape.SHARE,
        guarded=True,
        sql=SHARE + OF_ORGANIZATIONS,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(good AS text) {OF_ORGANIZATIONS}",
            (_l("Quarter"), _l("Under 30")),
            YES_NO,
        ),
    )
)
SAFE = f"""
  FROM (SELECT m.starts_at AS at,
          coalesce(r.guardian_consent_at <= m.starts_at, false) AND r.chaperone_id IS NOT NULL
            AS good
        FROM meeting_registration r JOIN meeting m ON m.id = r.meeting_id
        WHERE {OPENED} AND r.age_band IN ({UNDER_18}) AND r.submitted_at < {END}
          AND r.state NOT IN ('refused', 'withdrawn')) AS minors
"""
declare(
    Indicator(
        code="minors_safe_at_meetings",
        version=1,
        actions=YOUTH,
        title=_l("Registrations of minors with all safeguards before the meeting"),
        definition=_l(
            "Of the registrations of people under 18 for meetings that opened in the twelve months"
            " up to the day, and that were neither refused nor withdrawn, the share that had a"
            " guardian’s consent when the meeting opened, and an adult who goes along."
        ),
        unit=Unit.PERCENT,
        misleading=_l(
            "Nobody under 18 gets a place without them; a low share means that young people were"
            " kept out by papers. Whoever gave up is not counted."
        ),
        counter="youth_at_meetings",
        shape=Shape.SHARE,
        guarded=True,
        sql=SHARE + SAFE,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(good AS text) {SAFE}",
            (_l("Quarter"), _l("All safeguards")),
            YES_NO,
        ),
    )
)
