"""What must always hold for accreditations that were granted, credentials and the status list."""

import hashlib

from engagement.core.invariants import declare
from engagement.signing import tokens
from engagement.standing.commands.status_list import TYPE
from engagement.standing.queries import status_list


def published_list_unsigned():
    """The published list when one of our keys did not sign it, or its digest is another's."""
    issue = status_list.last_issue()
    if issue is None:
        return
    if hashlib.sha256(issue.jws.encode()).digest() != issue.digest:
        yield f"list of {issue.issued_at.isoformat()}: the digest is not that of the text"
    try:
        tokens.check(issue.jws, typ=TYPE)
    except tokens.NotSigned as refused:
        yield f"list of {issue.issued_at.isoformat()}: {refused.code}"


declare("the published list of statuses is signed by one of our keys", published_list_unsigned)
declare(
    "each status period of an accreditation begins when the one before ends, the last is open",
    """
    SELECT accreditation_id FROM (
      SELECT accreditation_id, valid_to, lead(valid_from) OVER w AS next_from
      FROM accreditation_status_period
      WINDOW w AS (PARTITION BY accreditation_id ORDER BY valid_from, valid_to NULLS LAST)) p
    WHERE valid_to IS DISTINCT FROM next_from
    """,
)
declare(
    "the first status period of an accreditation begins the day it was granted",
    """
    SELECT a.id FROM accreditation a
    LEFT JOIN (SELECT accreditation_id, min(valid_from) AS first
               FROM accreditation_status_period GROUP BY 1) p ON p.accreditation_id = a.id
    WHERE p.first IS DISTINCT FROM a.since
    """,
)
declare(
    "a suspension or withdrawal was decided in a proceeding or asked for",
    """
    SELECT p.accreditation_id FROM accreditation_status_period p
    WHERE p.status IN ('suspended', 'withdrawn') AND p.reason_code <> 'renunciation'
      AND p.reason_code NOT IN ('recorded', 'overturned', 'lifted')
      AND NOT EXISTS (
        SELECT 1 FROM standing_proceeding s
        WHERE s.accreditation_id = p.accreditation_id AND s.took_effect_at IS NOT NULL
          AND s.cause = p.reason_code)
    """,
)
declare(
    "a measure in effect was heard before it was decided",
    """
    SELECT id FROM standing_proceeding
    WHERE decided_at IS NOT NULL AND answered_at IS NULL
      AND decided_at < (answer_due_on + 1)::timestamp AT TIME ZONE 'UTC' + interval '12 hours'
    """,
)
declare(
    "a merged organization points to the one it goes on as, and only while it is merged",
    """
    SELECT o.id FROM organization o
    LEFT JOIN standing_merger m ON m.organization_id = o.id AND m.state = 'carried_out'
    WHERE o.merged_into_id IS DISTINCT FROM m.into_id
    """,
)
declare(
    "an open batch has something left to decide",
    """
    SELECT b.id FROM standing_batch b
    WHERE (b.closed_at IS NULL) <> EXISTS (
      SELECT 1 FROM standing_batch_item i WHERE i.batch_id = b.id AND i.done IS NULL)
    """,
)
