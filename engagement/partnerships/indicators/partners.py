"""Partners of running partnerships: with valid due diligence, active in the Global Compact."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.partnerships.indicators.partnerships import RUNNING
from engagement.screening.indicators.compact import HELD, STANDING
from engagement.screening.indicators.moments import END, SHARE, YES_NO

PARTNERS = f"""
  SELECT p.id AS partnership_id, p.begun_on, p.organization_id FROM partnership p WHERE {RUNNING}
  UNION SELECT p.id, p.begun_on, x.organization_id
  FROM partnership p JOIN partnership_partner x ON x.partnership_id = p.id WHERE {RUNNING}
"""
VALID = f"""
  FROM (SELECT partnership_id, min(begun_on) AS at, bool_and(EXISTS (
          SELECT 1 FROM screening_case c
          WHERE c.subject_type = 'partnership' AND c.subject_id = q.partnership_id
            AND c.organization_id = q.organization_id AND c.decided_at < {END}
            AND c.outcome IN ('approved', 'conditions')
            AND (c.valid_until IS NULL OR c.valid_until >= :day))) AS good
        FROM ({PARTNERS}) AS q GROUP BY partnership_id) AS running
"""
declare(
    Indicator(
        code="partnerships_diligent",
        version=1,
        actions=("VIII.C.5",),
        title=_l("Partnerships with valid due diligence"),
        definition=_l(
            "Of the partnerships that ran on the day, the share of which every partner had a"
            " decided screening case that still held. The aim is all of them."
        ),
        unit=Unit.PERCENT,
        misleading=_l("That due diligence is valid says nothing of how thorough it was."),
        counter="matches_overdue",
        shape=Shape.SHARE,
        guarded=True,
        sql=SHARE + VALID,
        drill=Drill(
            f"SELECT to_char(at, 'YYYY'), CAST(good AS text) {VALID}",
            (_l("Since"), _l("Valid")),
            YES_NO,
        ),
    )
)
TITLES = {
    "true": ("compact_active_small", _l("Small partners active in the Global Compact")),
    "false": ("compact_active_large", _l("Large partners active in the Global Compact")),
}


def _active(small: str) -> str:
    return f"""
    FROM (SELECT q.organization_id, min(q.begun_on) AS at, EXISTS (
            SELECT 1 FROM screening_compact_link l {STANDING}
            WHERE l.organization_id = q.organization_id AND {HELD} AND s.status = 'active') AS good
          FROM ({PARTNERS}) AS q
          JOIN LATERAL (
            SELECT c.is_sme FROM screening_case c
            WHERE c.organization_id = q.organization_id AND c.opened_at < {END}
            ORDER BY c.opened_at DESC LIMIT 1) c ON c.is_sme IS {small}
          JOIN organization o ON o.id = q.organization_id
            AND o.kind IN ('company', 'state_enterprise', 'business_foundation')
          GROUP BY q.organization_id) AS partners
    """


for small, (code, title) in TITLES.items():
    declare(
        Indicator(
            code=code,
            version=1,
            actions=("VIII.C.7",),
            title=title,
            definition=_l(
                "Of the businesses of this size that were partners on the day, the share that an"
                " officer has found among the active participants of the Global Compact."
            ),
            unit=Unit.PERCENT,
            misleading=_l(
                "A participant that no officer has compared yet is not counted. Small enterprises"
                " may have good reasons to take no part."
            ),
            counter="compact_joined",
            shape=Shape.SHARE,
            guarded=True,
            sql=SHARE + _active(small),
            drill=Drill(
                f"SELECT to_char(at, 'YYYY'), CAST(good AS text) {_active(small)}",
                (_l("Since"), _l("Active")),
                YES_NO,
            ),
        )
    )
