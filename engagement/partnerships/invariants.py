"""What must always hold for partnerships."""

from engagement.core.invariants import declare

declare(
    "a submitted partnership has a case for every partner",
    """
    SELECT p.id FROM partnership p
    JOIN (SELECT id AS partnership_id, organization_id FROM partnership
          UNION SELECT partnership_id, organization_id FROM partnership_partner) o
      ON o.partnership_id = p.id
    WHERE p.submitted_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM screening_case c
      WHERE c.subject_type = 'partnership' AND c.subject_id = p.id
        AND c.organization_id = o.organization_id)
    """,
)
declare(
    "no partner was submitted who had not confirmed",
    """
    SELECT r.id FROM partnership_partner r JOIN partnership p ON p.id = r.partnership_id
    WHERE p.submitted_at IS NOT NULL AND r.confirmed_at IS NULL
    """,
)
declare(
    "nobody decided on a partnership in which they took part",
    """
    SELECT p.id FROM partnership p
    JOIN partnership_hand h ON h.partnership_id = p.id AND h.person_id = p.decided_by_id
    WHERE h.since <= p.decided_at
    UNION
    SELECT p.id FROM partnership p
    JOIN screening_case c ON c.subject_type = 'partnership' AND c.subject_id = p.id
    JOIN screening_case_hand h ON h.case_id = c.id AND h.person_id = p.decided_by_id
    WHERE h.since <= p.decided_at
    """,
)
declare(
    "no partnership began with a partner who may not go ahead",
    """
    SELECT p.id FROM partnership p
    JOIN screening_case c ON c.subject_type = 'partnership' AND c.subject_id = p.id
    WHERE p.begun_on IS NOT NULL AND c.outcome IN ('refused', 'excluded')
      AND c.decided_at <= p.decided_at AND NOT EXISTS (
        SELECT 1 FROM screening_case later
        WHERE later.subject_id = p.id AND later.organization_id = c.organization_id
          AND later.opened_at > c.opened_at)
    """,
)
declare(
    "a partnership whose end report is due has one",
    """
    SELECT p.id FROM partnership p
    WHERE p.state IN ('reporting', 'completed') AND NOT EXISTS (
      SELECT 1 FROM partnership_report r WHERE r.partnership_id = p.id AND r.kind = 'end')
    """,
)
