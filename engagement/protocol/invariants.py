"""What must always hold for States' representatives and intergovernmental organizations."""

from engagement.core.countries import STATES
from engagement.core.invariants import declare

CODES = ", ".join(f"'{each.code}'" for each in STATES)

declare(
    "nobody checked a note that they had a hand in",
    """
    SELECT n.id FROM protocol_note n WHERE n.checked_by_id IS NOT NULL AND (
      EXISTS (SELECT 1 FROM protocol_representative r
              WHERE r.note_id = n.id AND r.entered_by_id = n.checked_by_id)
      OR EXISTS (SELECT 1 FROM protocol_departure d
                 WHERE d.note_id = n.id AND d.entered_by_id = n.checked_by_id))
    """,
)
declare(
    "a representative counts exactly when the note that named them is recorded",
    """
    SELECT r.id FROM protocol_representative r JOIN protocol_note n ON n.id = r.note_id
    WHERE (r.recorded_at IS NOT NULL) <> (n.state = 'recorded') OR r.country <> n.country
    """,
)
declare(
    "who left did so by a line of a recorded note",
    """
    SELECT r.id FROM protocol_representative r
    WHERE r.to_day IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM protocol_departure d JOIN protocol_note n ON n.id = d.note_id
      WHERE n.id = r.ended_by_id AND d.representative_id = r.id AND d.to_day = r.to_day
        AND n.state = 'recorded')
    """,
)
declare(
    "a State's administrator was named by a recorded note of that State",
    """
    SELECT d.id FROM protocol_delegate d LEFT JOIN protocol_note n ON n.id = d.note_id
    WHERE d.function = 'administrator'
      AND (n.id IS NULL OR n.state <> 'recorded' OR n.country <> d.country)
    """,
)
declare(
    "an account that acts for a State says so",
    """
    SELECT d.id FROM protocol_delegate d JOIN account a ON a.id = d.account_id
    WHERE d.ended_at IS NULL AND NOT a.acts_for_state
    """,
)
declare(
    "States are those of the country table",
    f"""
    SELECT country FROM protocol_state WHERE country NOT IN ({CODES})
    UNION SELECT country FROM protocol_note WHERE country NOT IN ({CODES})
    UNION SELECT country FROM protocol_delegate WHERE country NOT IN ({CODES})
    """,
)
