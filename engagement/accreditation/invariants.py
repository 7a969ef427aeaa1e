"""What must always hold in accreditation."""

from engagement.core.invariants import declare

declare(
    "a decided application was not decided on by somebody who took part",
    """
    SELECT d.application_id FROM accreditation_decision d
    JOIN accreditation_application_hand h
      ON h.application_id = d.application_id AND h.person_id = d.decided_by_id
    WHERE h.act <> 'decided' AND h.since <= d.decided_at AND d.undone_at IS NULL
    """,
)
declare(
    "an application's open stage is its state",
    """
    SELECT a.id FROM accreditation_application a
    LEFT JOIN accreditation_application_stage s
      ON s.application_id = a.id AND s.left_at IS NULL
    WHERE s.state IS DISTINCT FROM a.state
    """,
)
declare(
    "an accredited application opened an accreditation",
    """
    SELECT a.reference FROM accreditation_application a
    LEFT JOIN accreditation c ON c.application_id = a.id
    WHERE (a.state = 'accredited') <> (c.id IS NOT NULL)
    """,
)
declare(
    "every accreditation has one open status period",
    """
    SELECT c.number FROM accreditation c
    WHERE (SELECT count(*) FROM accreditation_status_period p
           WHERE p.accreditation_id = c.id AND p.valid_to IS NULL) <> 1
    """,
)
declare(
    "status periods of an accreditation do not overlap",
    """
    SELECT p.accreditation_id FROM accreditation_status_period p
    JOIN accreditation_status_period q
      ON q.accreditation_id = p.accreditation_id AND q.id <> p.id
     AND q.valid_from >= p.valid_from AND q.valid_from < coalesce(p.valid_to, 'infinity')
    """,
)
declare(
    "a submitted application has a snapshot",
    """
    SELECT a.reference FROM accreditation_application a
    WHERE a.submitted_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM accreditation_application_snapshot s WHERE s.application_id = a.id)
    """,
)
declare(
    "numbers of applications follow the order of submission",
    """
    SELECT a.reference FROM accreditation_application a
    JOIN accreditation_application b
      ON b.submitted_at > a.submitted_at AND left(b.reference, 8) = left(a.reference, 8)
     AND b.reference < a.reference
    """,
)
declare(
    "a decision that is over its time has taken effect or was undone",
    """
    SELECT d.application_id FROM accreditation_decision d
    WHERE d.took_effect_at IS NULL AND d.undone_at IS NULL
      AND d.effective_at < now() - interval '1 hour'
    """,
)
