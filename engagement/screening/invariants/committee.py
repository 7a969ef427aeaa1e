"""What must always hold of the committee."""

from collections.abc import Iterator

from sqlalchemy import select

from engagement.core.db import db
from engagement.core.invariants import declare
from engagement.screening.models import CommitteeMeeting
from engagement.screening.queries.minutes import digest_of


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
