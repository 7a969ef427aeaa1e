"""What must always hold of lists."""

from collections.abc import Iterator

from sqlalchemy import select

from engagement.core.db import db
from engagement.core.invariants import declare
from engagement.screening import list_storage
from engagement.screening.models import ScreeningRun
from engagement.screening.queries import lists as queries
from engagement.screening.queries import runs

declare(
    "a source has one version in force at most",
    """
    SELECT source FROM screening_list_version WHERE state = 'in_force'
    GROUP BY source HAVING count(*) > 1
    """,
)
declare(
    "an entry of a list begins and ends with versions that were in force, in this order",
    """
    SELECT e.id FROM screening_list_entry e
    JOIN screening_list_version s ON s.id = e.since_version_id
    LEFT JOIN screening_list_version u ON u.id = e.until_version_id
    WHERE s.source <> e.source OR s.in_force_since IS NULL
      OR (u.id IS NOT NULL AND (u.source <> e.source OR u.in_force_since IS NULL
          OR u.in_force_since < s.in_force_since))
      OR (u.id IS NULL AND NOT EXISTS (SELECT 1 FROM screening_list_version f
          WHERE f.source = e.source AND f.state = 'in_force'))
    """,
)
declare(
    "a version in force counts its entries as they are",
    """
    SELECT v.id FROM screening_list_version v
    WHERE v.state = 'in_force' AND (v.counts ->> 'entries')::int <> (
      SELECT count(*) FROM screening_list_entry e
      WHERE e.source = v.source AND e.until_version_id IS NULL)
    """,
)
declare(
    "a version that came into force changed what it says it did",
    """
    SELECT v.id FROM screening_list_version v
    WHERE v.in_force_since IS NOT NULL AND (
      (v.counts ->> 'added')::int + (v.counts ->> 'changed')::int <> (
        SELECT count(*) FROM screening_list_entry e WHERE e.since_version_id = v.id)
      OR (v.counts ->> 'removed')::int + (v.counts ->> 'changed')::int <> (
        SELECT count(*) FROM screening_list_entry e WHERE e.until_version_id = v.id))
    """,
)
declare(
    "nobody confirmed a version of a list that they sent",
    """
    SELECT id FROM screening_list_version
    WHERE in_force_since IS NOT NULL AND signed_off_by_id = received_by_id
    """,
)
declare(
    "entries of the exclusion list written by hand were confirmed by somebody",
    """
    SELECT id FROM screening_list_version
    WHERE source = 'exclusion' AND in_force_since IS NOT NULL AND received_by_id IS NOT NULL
      AND signed_off_by_id IS NULL
    """,
)


def versions_without_file() -> Iterator[str]:
    """Hashes of files of lists that are not in the store."""
    yield from sorted(queries.stored_hashes() - set(list_storage.store().hashes()))


declare("every version of a list has its files", versions_without_file)

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
