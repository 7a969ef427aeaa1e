"""What must always hold of links with participants of the Global Compact."""

from engagement.core.invariants import declare

declare(
    "a linked organization stands as its latest standing says",
    """
    SELECT l.id FROM screening_compact_link l
    WHERE l.state = 'confirmed' AND l.status IS DISTINCT FROM (
      SELECT s.status FROM screening_compact_standing s WHERE s.link_id = l.id
      ORDER BY s.noticed_at DESC LIMIT 1)
    """,
)
declare(
    "a link with a participant was decided by a person who stands in the trail",
    """
    SELECT l.id FROM screening_compact_link l
    WHERE l.state <> 'open' AND NOT EXISTS (
      SELECT 1 FROM audit_event e
      WHERE e.subject_id = l.id AND e.actor_id = l.decided_by_id
        AND e.action IN ('screening:compact:confirmed', 'screening:compact:rejected'))
    """,
)
