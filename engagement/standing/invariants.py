"""What must always hold for accreditations that were granted, credentials and the status list."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import select

from engagement.accreditation.snapshots import digest_of
from engagement.core.db import db
from engagement.core.invariants import declare
from engagement.signing import tokens
from engagement.standing.commands.status_list import TYPE
from engagement.standing.models import Sending
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


def changed_sendings() -> Iterator[str]:
    """Sendings whose content is not what was sent any more."""
    for sending in db.session.scalars(select(Sending).order_by(Sending.id)).yield_per(200):
        if digest_of(sending.content) != sending.digest:
            yield f"{sending.report_id or sending.proceeding_id}: sending {sending.number}"


declare("reports and answers are kept as they were sent", changed_sendings)
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
      AND p.reason_code NOT IN (
        'recorded', 'overturned', 'lifted', 'merger_undone', 'ending_undone')
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
    "no measure takes effect on a day on which the organization could still answer",
    """
    SELECT id FROM standing_proceeding WHERE effective_on <= answer_due_on
    """,
)
declare(
    "nothing was decided on a notice by post before it was posted, nor in the days to answer it",
    """
    SELECT p.id FROM standing_proceeding p JOIN mail_message m ON m.id = p.notice_letter_id
    WHERE m.state = 'to_post' AND p.decided_at IS NOT NULL
       OR m.posted_on >= p.answer_due_on AND p.noticed_at < m.posted_on
    """,
)
declare(
    "a suspended accreditation has a suspension that is in effect and can be lifted",
    """
    SELECT a.accreditation_id FROM accreditation_status_period a
    WHERE a.valid_to IS NULL AND a.status = 'suspended' AND NOT EXISTS (
      SELECT 1 FROM standing_proceeding p
      WHERE p.accreditation_id = a.accreditation_id AND p.measure = 'suspend'
        AND p.took_effect_at IS NOT NULL AND p.state IN ('in_effect', 'reconsideration'))
    """,
)
declare(
    "a suspension in effect shows in the status",
    """
    SELECT p.id FROM standing_proceeding p
    JOIN accreditation_status_period a
      ON a.accreditation_id = p.accreditation_id AND a.valid_to IS NULL
    WHERE p.measure = 'suspend' AND p.took_effect_at IS NOT NULL
      AND p.state IN ('in_effect', 'reconsideration') AND a.status <> 'suspended'
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
    "only what was recorded is corrected",
    """
    SELECT c.id FROM standing_correction c
    WHERE NOT EXISTS (
      SELECT 1 FROM accreditation_status_period p
      WHERE p.accreditation_id = c.accreditation_id AND p.reason_code = 'recorded')
    """,
)
declare(
    "a number that was given up is no other accreditation's",
    """
    SELECT a.number FROM accreditation a JOIN accreditation b ON a.number = ANY(b.former_numbers)
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
