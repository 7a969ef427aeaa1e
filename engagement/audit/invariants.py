"""What must always hold for the trail."""

from engagement.core.invariants import declare

declare(
    "every event is sealed or waits for its seal",
    """
    SELECT e.id FROM audit_event e
    WHERE NOT EXISTS (SELECT 1 FROM audit_unsealed u WHERE u.event_id = e.id)
      AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.events @> e.id)
    """,
)
declare(
    "no event both waits and is sealed",
    """
    SELECT u.event_id FROM audit_unsealed u
    JOIN audit_seal s ON s.events @> u.event_id
    """,
)
