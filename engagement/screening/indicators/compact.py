"""Who joined the Global Compact after an invitation, and with whom we spoke of their standing."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.indicators import Drill, Indicator, Shape, Unit, declare
from engagement.screening.indicators.moments import COUNTED, END, QUARTER, SHARE, YES_NO

COMPACT = ("VIII.C.7",)
HELD = f"""
  l.decided_at < {END} AND (l.state = 'confirmed' OR l.state = 'ended' AND l.ended_at >= {END})
"""
STANDING = f"""
  JOIN LATERAL (
    SELECT s.status, s.noticed_at, s.followed_at FROM screening_compact_standing s
    WHERE s.link_id = l.id AND s.noticed_at < {END}
    ORDER BY s.noticed_at DESC LIMIT 1) s ON true
"""
"""How a link stood at the end of the day."""
JOINED = f"""
  FROM (SELECT l.id, min(i.invited_at) AS at, l.decided_at
        FROM screening_compact_link l {STANDING}
        JOIN screening_compact_invitation i ON i.organization_id = l.organization_id
          AND i.invited_at < l.decided_at
        WHERE {HELD} AND s.status = 'active'
        GROUP BY l.id) AS joined
"""
declare(
    Indicator(
        code="compact_joined",
        version=1,
        actions=COMPACT,
        title=_l("Companies that joined the Global Compact after an invitation"),
        definition=_l(
            "Companies that were active participants at the end of the day, found among them by an"
            " officer after they had been invited."
        ),
        unit=Unit.ORGANIZATIONS,
        misleading=_l(
            "They may have joined for other reasons, or before and only been found afterwards."
        ),
        counter="compact_followed",
        guarded=True,
        sql=COUNTED + JOINED,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(decided_at AS date) - CAST(at AS date) {JOINED}",
            (_l("Quarter"), _l("Days")),
        ),
    )
)
FOLLOWED = f"""
  FROM (SELECT s.noticed_at AS at, s.followed_at IS NOT NULL AND s.followed_at < {END} AS good
        FROM screening_compact_link l {STANDING}
        WHERE {HELD} AND s.status IN ('non_communicating', 'delisted')) AS stood
"""
declare(
    Indicator(
        code="compact_followed",
        version=1,
        actions=COMPACT,
        title=_l("Non-communicating or delisted companies with which we spoke"),
        definition=_l(
            "Of the companies that were linked with a non-communicating or delisted participant at"
            " the end of the day, the share with which an officer had spoken about it."
        ),
        unit=Unit.PERCENT,
        misleading=_l("It says that we spoke with them, not that they report again."),
        counter="compact_joined",
        shape=Shape.SHARE,
        guarded=True,
        sql=SHARE + FOLLOWED,
        drill=Drill(
            f"SELECT {QUARTER.format('at')}, CAST(good AS text) {FOLLOWED}",
            (_l("Quarter"), _l("Spoken with")),
            YES_NO,
        ),
    )
)
