"""What must always hold of lists."""

from collections.abc import Iterator

from engagement.core.invariants import declare
from engagement.screening import list_storage
from engagement.screening.queries import lists as queries

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
