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
declare(
    "an organization with members has a focal point",
    """
    SELECT organization_id FROM organization_membership WHERE ended_at IS NULL
    GROUP BY organization_id HAVING count(*) FILTER (WHERE role = 'focal_point') = 0
    """,
)
declare(
    "an organization with members is not kept by staff",
    """
    SELECT o.id FROM organization o
    WHERE o.kept_by_staff AND EXISTS (SELECT 1 FROM organization_membership m
                                      WHERE m.organization_id = o.id AND m.ended_at IS NULL)
    """,
)
