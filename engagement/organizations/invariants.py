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
    GROUP BY organization_id HAVING NOT bool_or(role = 'focal_point')
    """,
)
declare(
    "nobody belongs to an organization that was merged into another",
    """
    SELECT m.id FROM organization_membership m JOIN organization o ON o.id = m.organization_id
    WHERE m.ended_at IS NULL AND o.merged_into_id IS NOT NULL
    """,
)
declare(
    "every membership stands in the trail",
    """
    SELECT m.id FROM organization_membership m
    WHERE NOT EXISTS (
      SELECT 1 FROM audit_event e
      WHERE e.about_organization_id = m.organization_id
        AND e.happened_at BETWEEN m.started_at - interval '1 minute'
                              AND m.started_at + interval '1 minute')
    """,
)
declare(
    "an accepted invitation gave a membership",
    """
    SELECT i.id FROM organization_invitation i
    WHERE i.accepted_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM organization_membership m
      WHERE m.organization_id = i.organization_id
        AND m.started_at <= i.accepted_at + interval '1 minute'
        AND coalesce(m.ended_at, 'infinity') >= i.accepted_at)
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
declare(
    "a protected or withheld entry has a request that stands",
    """
    SELECT o.id FROM organization o
    WHERE (o.protection <> 'none') <> EXISTS (
      SELECT 1 FROM organization_protection_request r
      WHERE r.organization_id = o.id AND r.ended_at IS NULL)
    """,
)
declare(
    "a granted claim stands in the trail with the two who decided it",
    """
    SELECT c.id FROM organization_claim c
    WHERE c.state = 'granted' AND NOT EXISTS (
      SELECT 1 FROM audit_event e
      WHERE e.subject_id = c.id AND e.action = 'organizations:claim:granted'
        AND e.data ->> 'checked_by' = c.checked_by_id::text
        AND e.data ->> 'confirmed_by' = c.confirmed_by_id::text)
    """,
)
declare(
    "a claim was granted after the time to object",
    """
    SELECT id FROM organization_claim
    WHERE state = 'granted' AND (objections_until IS NULL OR ended_at < objections_until)
    """,
)
declare(
    "a claim that waits has a job that will carry it out",
    """
    SELECT c.id FROM organization_claim c
    WHERE c.state = 'waiting' AND NOT EXISTS (
      SELECT 1 FROM procrastinate_jobs j
      WHERE j.task_name = 'organizations.effect_claim' AND j.status IN ('todo', 'doing')
        AND j.args ->> 'claim_id' = c.id::text)
    """,
)
