"""What must always hold of screening."""

from collections.abc import Iterator

from sqlalchemy import select

from engagement.core.db import db
from engagement.core.invariants import declare
from engagement.screening import list_storage
from engagement.screening.models import CommitteeMeeting, ScreeningRun
from engagement.screening.queries import lists as queries
from engagement.screening.queries import runs
from engagement.screening.queries.minutes import digest_of

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


def changed_minutes() -> Iterator[str]:
    """Meetings whose approved minutes are not what was approved any more."""
    approved = select(CommitteeMeeting).where(CommitteeMeeting.minutes.is_not(None))
    for meeting in db.session.scalars(approved.order_by(CommitteeMeeting.id)).yield_per(200):
        if digest_of(meeting.minutes) != meeting.minutes_digest:
            yield meeting.reference


declare("approved minutes of the committee are what was approved", changed_minutes)


declare(
    "only members who were present voted on an item of the committee",
    """
    SELECT v.id FROM screening_vote v
    JOIN screening_agenda_item i ON i.id = v.item_id
    LEFT JOIN screening_presence p ON p.meeting_id = i.meeting_id AND p.person_id = v.person_id
    WHERE p.id IS NULL AND v.vote <> 'recused'
    """,
)


declare(
    "a result of the committee had a quorum, and no more votes than members present",
    """
    SELECT i.id FROM screening_agenda_item i
    LEFT JOIN screening_vote v ON v.item_id = i.id AND v.vote <> 'recused'
    WHERE i.result IN ('adopted', 'not_adopted')
    GROUP BY i.id HAVING count(v.id) > i.present OR i.present < i.quorum OR count(v.id) < i.quorum
    """,
)


declare(
    "nobody voted on a case of the committee in which they took part",
    """
    SELECT v.id FROM screening_vote v
    JOIN screening_agenda_item i ON i.id = v.item_id
    JOIN screening_case_hand h ON h.case_id = i.case_id AND h.person_id = v.person_id
    WHERE v.vote <> 'recused' AND i.result IS NOT NULL AND h.since <= i.concluded_at
    """,
)


declare(
    "an item of the committee belongs to the organization of its case",
    """
    SELECT i.id FROM screening_agenda_item i JOIN screening_case c ON c.id = i.case_id
    WHERE c.organization_id <> i.organization_id
    """,
)


declare(
    "no item of a closed meeting of the committee is without a result",
    """
    SELECT i.id FROM screening_agenda_item i JOIN screening_meeting m ON m.id = i.meeting_id
    WHERE i.result IS NULL AND m.state IN ('closed', 'approved', 'cancelled')
    """,
)


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
