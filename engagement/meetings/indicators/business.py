"""Business at meetings (action VIII.C.4): its share, and whether it says for whom it comes."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.core.major_groups import MajorGroup
from engagement.meetings.indicators.people import PARTICIPANTS
from engagement.screening.indicators.moments import QUARTER, SHARE, YES_NO

BUSINESS = ("VIII.C.4",)
OF_BUSINESS = f"(c.kind = 'private_sector' OR o.major_group = '{MajorGroup.BUSINESS.value}')"
AMONG_OTHERS = f"""
  FROM (SELECT m.starts_at AS at, coalesce({OF_BUSINESS}, false) AS good
        {PARTICIPANTS} AND c.kind IN ('accredited', 'private_sector')) AS took_part
"""
declare(
    Indicator(
        code="business_at_meetings",
        version=1,
        actions=BUSINESS,
        title=_l("Participants who came for business"),
        definition=_l(
            "Of the people whom accredited organizations and companies sent to meetings that opened"
            " in the twelve months up to the day, and who had a confirmed place, the share that"
            " came for an association in the Major Group Business and Industry, or for a company"
            " where the rules of the meeting allow it."
        ),
        unit=Unit.PERCENT,
        misleading=_l(
            "A large share is no aim in itself. People of companies who register as part of the"
            " public are not among them. The Major Group is that of today."
        ),
        counter="business_relation_told",
        shape=Shape.SHARE,
        guarded=True,
        sql=SHARE + AMONG_OTHERS,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(good AS text) {AMONG_OTHERS}",
            (_l("Quarter"), _l("For business")),
            YES_NO,
        ),
    )
)
TOLD = f"""
  FROM (SELECT m.starts_at AS at, r.relation IS NOT NULL AS good
        {PARTICIPANTS} AND {OF_BUSINESS}) AS of_business
"""
declare(
    Indicator(
        code="business_relation_told",
        version=1,
        actions=BUSINESS,
        title=_l("Participants for business who say what they are to their body"),
        definition=_l(
            "Of the people who came for business to meetings that opened in the twelve months up to"
            " the day, and had a confirmed place, the share whose registration says whether they"
            " work for that body, belong to it, sit in its governing body, or advise it."
        ),
        unit=Unit.PERCENT,
        misleading=_l("It is what they say of themselves; nobody proves it."),
        counter="business_at_meetings",
        shape=Shape.SHARE,
        guarded=True,
        sql=SHARE + TOLD,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(good AS text) {TOLD}",
            (_l("Quarter"), _l("Relation told")),
            YES_NO,
        ),
    )
)
