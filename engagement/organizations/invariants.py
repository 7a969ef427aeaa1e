"""What must always hold for organizations."""

from engagement.core.invariants import declare

declare(
    "an organization is found by its official name",
    """
    SELECT o.id FROM organization o
    WHERE NOT EXISTS (SELECT 1 FROM organization_name n
                      WHERE n.organization_id = o.id AND n.kind = 'official' AND n.text = o.name)
    """,
)
declare(
    "a membership ends after it began",
    "SELECT id FROM organization_membership WHERE ended_at < started_at",
)
