"""What must always hold in the action plan."""

from engagement.core.invariants import declare

declare(
    "a published progress update was read by somebody who did not write it",
    """
    SELECT id FROM action_plan_update
    WHERE published_at IS NOT NULL AND (reader_id IS NULL OR reader_id = author_id)
    """,
)
declare(
    "files of published progress updates are kept for good",
    """
    SELECT f.id FROM action_plan_update_file f
    JOIN action_plan_update u ON u.id = f.update_id
    JOIN document d ON d.id = f.document_id
    WHERE u.published_at IS NOT NULL AND d.submitted_at IS NULL
    """,
)
