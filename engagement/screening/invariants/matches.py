"""What must always hold of matches and runs."""

from collections.abc import Iterator

from sqlalchemy import select

from engagement.core.db import db
from engagement.core.invariants import declare
from engagement.screening.models import ScreeningRun
from engagement.screening.queries import runs

declare(
    "a confirmed match was proposed by one and decided by another",
    """
    SELECT m.id FROM screening_match m
    WHERE m.state = 'confirmed' AND NOT EXISTS (
      SELECT 1 FROM screening_disposition p JOIN screening_disposition d ON d.match_id = p.match_id
      WHERE p.match_id = m.id AND p.act = 'proposed' AND d.act = 'confirmed'
        AND p.by_id = m.proposed_by_id AND d.by_id = m.decided_by_id AND p.by_id <> d.by_id)
    """,
)
declare(
    "a cleared match has a clearance that names both sides as they stand in it",
    """
    SELECT m.id FROM screening_match m
    LEFT JOIN screening_clearance c ON c.match_id = m.id AND c.until IS NULL
    WHERE (m.state = 'cleared') <> (c.id IS NOT NULL)
      OR c.party_hash <> m.party_hash OR c.entry_hash <> m.entry_hash
    """,
)
declare(
    "a match is with a list that is used on a track of its party",
    """
    SELECT m.id FROM screening_match m JOIN screening_party p ON p.id = m.party_id
    WHERE p.tracks <@ ARRAY['major_group'] AND m.source <> 'un' AND m.state <> 'lapsed'
    """,
)
declare(
    "a match belongs to the organization of its party",
    """
    SELECT m.id FROM screening_match m JOIN screening_party p ON p.id = m.party_id
    WHERE p.organization_id <> m.organization_id
    """,
)
declare(
    "a confirmed match of a major-group party has a legal bar, and only confirmed ones do",
    """
    SELECT m.id FROM screening_match m JOIN screening_party p ON p.id = m.party_id
    LEFT JOIN screening_legal_bar b ON b.match_id = m.id AND b.state <> 'lifted'
    WHERE (b.id IS NOT NULL AND m.state <> 'confirmed')
      OR (b.id IS NULL AND m.state = 'confirmed' AND 'major_group' = ANY(p.tracks))
    """,
)
declare(
    "what people decided about matches stands in the trail",
    """
    SELECT d.id FROM screening_disposition d
    WHERE NOT EXISTS (SELECT 1 FROM audit_event e
                      WHERE e.subject_id = d.match_id
                        AND e.action = 'screening:match:' || d.act)
    """,
)


def changed_runs() -> Iterator[str]:
    """Runs that ended whose record does not say any more what was signed."""
    statement = select(ScreeningRun).where(ScreeningRun.ended_at.is_not(None))
    latest = statement.order_by(ScreeningRun.ended_at.desc()).limit(LATEST_RUNS)
    yield from (str(run.id) for run in db.session.scalars(latest) if not runs.is_whole(run))


LATEST_RUNS = 500
declare("records of runs say what was signed", changed_runs)
