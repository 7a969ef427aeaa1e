"""What must always hold for governing bodies."""

from engagement.core.invariants import declare

declare(
    "a decision was taken at a meeting of its own body that was not removed",
    """
    SELECT d.id FROM body_decision d JOIN body_meeting m ON m.id = d.meeting_id
    WHERE m.body <> d.body OR m.removed_at IS NOT NULL AND d.removed_at IS NULL
    """,
)
declare(
    "meetings and decisions of bodies have a title",
    """
    SELECT id FROM body_meeting WHERE title = '{}'::jsonb
    UNION SELECT id FROM body_decision WHERE title = '{}'::jsonb
    """,
)
