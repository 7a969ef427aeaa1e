"""What must always hold of screening cases."""

from engagement.core.invariants import declare

declare(
    "nobody decided on a screening case in which they took part",
    """
    SELECT c.id FROM screening_case c
    JOIN screening_case_hand h ON h.case_id = c.id AND h.person_id = c.decided_by_id
    WHERE h.since <= c.decided_at
    """,
)
declare(
    "no screening case is rated of substantial or high risk before the company was heard",
    """
    SELECT c.id FROM screening_case c
    WHERE c.state IN ('rated', 'decided') AND c.inherent IN ('substantial', 'high')
      AND NOT EXISTS (
        SELECT 1 FROM screening_case_reply r
        WHERE r.case_id = c.id AND r.asked_at >= coalesce(c.reopened_at, c.opened_at)
          AND coalesce(r.answered_at, r.ended_at) IS NOT NULL)
    """,
)
declare(
    "the rating of a screening case is the last one of its history that holds",
    """
    SELECT c.id FROM screening_case c
    JOIN LATERAL (
      SELECT r.level FROM screening_case_rating r
      WHERE r.case_id = c.id AND (r.basis <> 'lowered' OR r.confirmed)
      ORDER BY r.proposed_at DESC LIMIT 1) last ON true
    WHERE c.inherent IS NOT NULL AND c.inherent <> last.level
    """,
)
declare(
    "a case of high risk was decided by the committee, not by a person",
    """
    SELECT id FROM screening_case
    WHERE state = 'decided' AND inherent IN ('high', 'excluded') AND decided_by_id IS NOT NULL
    """,
)
declare(
    "files that staff keep on a case belong to no organization",
    """
    SELECT p.id FROM screening_case_paper p JOIN document d ON d.id = p.document_id
    WHERE d.organization_id IS NOT NULL AND (p.reply_id IS NULL OR NOT p.for_company)
    """,
)
declare(
    "a case that waits for a reply has one open, and no other case has",
    """
    SELECT c.id FROM screening_case c
    WHERE (c.state = 'asked') <> EXISTS (
      SELECT 1 FROM screening_case_reply r
      WHERE r.case_id = c.id AND r.answered_at IS NULL AND r.ended_at IS NULL)
      AND c.state <> 'closed'
    """,
)
