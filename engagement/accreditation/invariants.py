"""What must always hold in accreditation."""

import functools
from collections.abc import Iterator

from sqlalchemy import or_, select, text

from engagement.accreditation import queries, snapshots
from engagement.accreditation.models import Application, ApplicationSnapshot
from engagement.accreditation.workflow import workflow
from engagement.core.db import db
from engagement.core.invariants import declare
from engagement.organizations.queries import actor_for

declare(
    "a decided application was not decided on by somebody who took part",
    """
    SELECT d.application_id FROM accreditation_decision d
    JOIN accreditation_application_hand h
      ON h.application_id = d.application_id AND h.person_id = d.decided_by_id
    WHERE d.undone_at IS NULL
      AND (h.since < d.decided_at OR (h.act <> 'decided' AND h.since = d.decided_at))
    """,
)
declare(
    "an application was not decided on by somebody who took part in its screening",
    """
    SELECT d.application_id FROM accreditation_decision d
    JOIN screening_case c
      ON c.subject_type = 'accreditation_application' AND c.subject_id = d.application_id
    JOIN screening_case_hand h ON h.case_id = c.id AND h.person_id = d.decided_by_id
    WHERE d.undone_at IS NULL AND h.since < d.decided_at
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
    "each stage of an application begins when the one before ends",
    """
    SELECT application_id FROM (
      SELECT application_id, left_at, lead(entered_at) OVER w AS next_entered
      FROM accreditation_application_stage
      WINDOW w AS (PARTITION BY application_id ORDER BY entered_at, left_at NULLS LAST)) s
    WHERE left_at IS DISTINCT FROM next_entered
    """,
)


def illegal_steps() -> Iterator[str]:
    """Two stages after each other between which the workflow knows no way."""
    known = {
        (source, transition.target)
        for transition in workflow.transitions
        for source in transition.sources
    }
    rows = db.session.execute(
        text(
            """
            SELECT state, next_state, min(application_id::text) AS example FROM (
              SELECT application_id, state, lead(state) OVER w AS next_state
              FROM accreditation_application_stage
              WINDOW w AS (PARTITION BY application_id ORDER BY entered_at, left_at NULLS LAST)) s
            WHERE next_state IS NOT NULL GROUP BY state, next_state
            """
        )
    )
    for row in rows:
        if (row.state, row.next_state) not in known:
            yield f"{row.example}: from {row.state} to {row.next_state}"


declare("applications went from state to state as the workflow allows", illegal_steps)
declare(
    "an accredited application opened an accreditation",
    """
    SELECT a.reference FROM accreditation_application a
    LEFT JOIN accreditation c ON c.application_id = a.id
    WHERE (a.state = 'accredited') <> (c.id IS NOT NULL)
    """,
)
declare(
    "an accredited or refused application has a decision in effect",
    """
    SELECT a.reference FROM accreditation_application a
    WHERE a.state IN ('accredited', 'refused', 'upheld') AND NOT EXISTS (
      SELECT 1 FROM accreditation_decision d
      WHERE d.application_id = a.id AND d.took_effect_at IS NOT NULL)
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


def changed_snapshots() -> Iterator[str]:
    """Snapshots whose content no longer gives the fingerprint the applicant was told."""
    for snapshot in db.session.scalars(select(ApplicationSnapshot).order_by("id")).yield_per(200):
        if not snapshots.is_intact(snapshot):
            yield f"{snapshot.application_id}: snapshot {snapshot.number}"


declare("a snapshot's fingerprint comes out the same again", changed_snapshots)
declare(
    "numbers of applications follow the order of submission",
    """
    SELECT reference FROM (
      SELECT reference, submitted_at, max(submitted_at) OVER (
          PARTITION BY left(reference, -6) ORDER BY split_part(reference, '-', 3)::int
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
      FROM accreditation_application WHERE reference IS NOT NULL) a
    WHERE submitted_at < before
    """,
)
declare(
    "numbers have no gaps and end where their counter stands",
    """
    SELECT c.series || '-' || c.year FROM reference_counter c
    JOIN (
      SELECT split_part(number, '-', 1) AS series, split_part(number, '-', 2)::int AS year,
             count(*) AS given, max(split_part(number, '-', 3)::int) AS highest
      FROM (SELECT reference AS number FROM accreditation_application WHERE reference IS NOT NULL
            UNION ALL SELECT number FROM accreditation
            WHERE number ~ '^[A-Z]+-[0-9]{4}-[0-9]{5}$') n
      GROUP BY 1, 2) g USING (series, year)
    WHERE c.last <> g.given OR c.last <> g.highest
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
declare(
    "a pending decision has a job that will carry it out",
    """
    SELECT d.application_id FROM accreditation_decision d
    WHERE d.took_effect_at IS NULL AND d.undone_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM procrastinate_jobs j
      WHERE j.task_name = 'accreditation.effect_decision'
        AND j.args ->> 'decision_id' = d.id::text AND j.status IN ('todo', 'doing'))
    """,
)
declare(
    "every decision, its effect and its undoing stand in the trail",
    """
    SELECT d.application_id FROM accreditation_decision d
    CROSS JOIN LATERAL (VALUES
      (d.decided_at, 'decided$'), (d.took_effect_at, 'effective$'),
      (d.undone_at, '(undone|withdrawn)$')
    ) AS act (happened_at, action)
    WHERE act.happened_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM audit_event e
      WHERE e.subject_type = 'accreditation_application' AND e.subject_id = d.application_id
        AND e.action ~ act.action
        AND e.happened_at BETWEEN act.happened_at - interval '1 minute'
                              AND act.happened_at + interval '1 minute')
    """,
)
declare(
    "every decision in the trail is kept",
    """
    SELECT e.id FROM audit_event e
    WHERE e.subject_type = 'accreditation_application'
      AND e.action LIKE 'accreditation:%decided' AND NOT EXISTS (
        SELECT 1 FROM accreditation_decision d
        WHERE d.application_id = e.subject_id
          AND d.decided_at BETWEEN e.happened_at - interval '1 minute'
                               AND e.happened_at + interval '1 minute')
    """,
)
declare(
    "submissions and decisions in effect were mailed to whoever led the organization",
    """
    SELECT e.id FROM audit_event e
    WHERE e.subject_type = 'accreditation_application'
      AND e.action IN ('accreditation:application:submitted', 'accreditation:decision:effective')
      AND EXISTS (
        SELECT 1 FROM organization_membership m JOIN account p ON p.id = m.person_id
        WHERE m.organization_id = e.about_organization_id AND m.role = 'focal_point'
          AND p.deactivated_at IS NULL AND m.started_at < e.happened_at
          AND coalesce(m.ended_at, 'infinity') > e.happened_at)
      AND NOT EXISTS (
        SELECT 1 FROM mail_message m
        WHERE m.about_type = e.subject_type AND m.about_id = e.subject_id
          AND m.created_at BETWEEN e.happened_at - interval '1 minute'
                               AND e.happened_at + interval '1 minute')
    """,
)
declare(
    "a mail about an application comes of an act in the trail, on it or in the company's screening",
    """
    SELECT m.id FROM mail_message m
    JOIN accreditation_application a ON a.id = m.about_id
    WHERE m.about_type = 'accreditation_application' AND NOT EXISTS (
      SELECT 1 FROM audit_event e
      WHERE (e.subject_type = m.about_type AND e.subject_id = m.about_id
          OR m.template = 'accreditation/screening_notice'
            AND e.subject_type IN ('screening_case', 'screening_match')
            AND e.about_organization_id = a.organization_id)
        AND e.happened_at BETWEEN m.created_at - interval '1 minute'
                              AND m.created_at + interval '1 minute')
    """,
)
declare(
    "every case in reconsideration was asked for by its organization",
    """
    SELECT a.reference FROM accreditation_application a
    WHERE a.state IN ('reconsideration', 'upheld') AND NOT EXISTS (
      SELECT 1 FROM accreditation_reconsideration r WHERE r.application_id = a.id)
    """,
)
declare(
    "nothing is closed without prejudice before its last day",
    """
    SELECT a.reference FROM accreditation_application a
    JOIN accreditation_application_stage s
      ON s.application_id = a.id AND s.state = 'closed'
    JOIN audit_event e ON e.subject_id = a.id AND e.action = 'accreditation:application:closed'
    WHERE (s.entered_at AT TIME ZONE 'UTC')::date <= (e.data ->> 'due_on')::date
    """,
)
declare(
    "every file named in a submission is the document that was sent",
    """
    SELECT s.application_id || ' ' || (frozen->>'id') FROM accreditation_application_snapshot s
    CROSS JOIN LATERAL jsonb_array_elements(coalesce(s.content->'documents', '[]')) frozen
    LEFT JOIN accreditation_document p
      ON p.id = (frozen->>'id')::uuid AND p.application_id = s.application_id
    LEFT JOIN document d ON d.id = p.document_id AND d.submitted_at IS NOT NULL
    WHERE d.sha256 IS DISTINCT FROM frozen->>'sha256'
    """,
)
declare(
    "a file that counts as a certified copy was sent as that paper",
    """
    SELECT c.id FROM accreditation_certified_copy c
    JOIN accreditation_document p ON p.id = c.file_id
    WHERE p.application_id <> c.application_id OR p.requirement <> c.document
    """,
)
RELEASING = """
    SELECT 1 FROM procrastinate_jobs
    WHERE task_name = 'accreditation.release_cases' AND status IN ('todo', 'doing') LIMIT 1
"""


def reviewers_who_may_not() -> Iterator[str]:
    """Open cases held by somebody with a conflict, without the role or with a closed account.

    Nothing while a job waits that frees such cases.
    """
    if db.session.scalar(text(RELEASING)):
        return
    actors = functools.cache(actor_for)
    rows = db.session.scalars(
        select(Application).where(
            Application.state.in_(queries.REVIEWED),
            or_(Application.reviewer_id.is_not(None), Application.second_reviewer_id.is_not(None)),
        )
    )
    for application in rows.all():
        for holder in queries.reviewers_of(application):
            if not queries.may_review(holder, application, actors):
                yield f"{application.reference}: {holder.id}"
    for row in queries.deputies():
        if not queries.deputy_counts(row):
            yield f"deputy {row.id}"


declare("reviewers and deputies of open cases may review them", reviewers_who_may_not)
declare(
    "a file stands once in its place",
    """
    SELECT min(p.id::text) FROM accreditation_document p JOIN document d ON d.id = p.document_id
    WHERE p.removed_at IS NULL
    GROUP BY p.application_id, p.requirement, d.sha256 HAVING count(*) > 1
    """,
)
declare(
    "an accreditation was decided, or recorded by one person and confirmed by another",
    """
    SELECT a.number FROM accreditation a
    WHERE a.application_id IS NULL AND NOT EXISTS (
      SELECT 1 FROM accreditation_status_period p
      WHERE p.accreditation_id = a.id AND p.reason_code = 'recorded'
        AND EXISTS (SELECT 1 FROM audit_event e
                    WHERE e.subject_id = a.id AND e.action = 'accreditation:accreditation:recorded'
                      AND e.actor_id::text IS DISTINCT FROM e.data ->> 'entered_by'))
      AND EXISTS (SELECT 1 FROM accreditation_status_period p
                  WHERE p.accreditation_id = a.id AND p.reason_code = 'recorded')
    """,
)
