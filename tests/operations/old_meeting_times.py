"""What retention deletes of calendars and notices, as `test_retention.DONE_WITH_NOW`."""

import uuid
from datetime import timedelta

from engagement.accounts.tokens import digest
from engagement.core.clock import now
from engagement.core.db import db, transaction
from engagement.demo.builders import make_account, make_organization
from engagement.demo.meeting_builders import make_online_meeting, make_registration
from engagement.meetings.models import (
    CalendarFeed,
    ConnectionCheck,
    HelpKind,
    HelpRequest,
    JoinLink,
    MeetingNotice,
    NoticeKind,
    NoticeTold,
    Registration,
    SideEvent,
)


def make_told() -> NoticeTold:
    """Somebody who was told of a change just now."""
    meeting = make_online_meeting()
    notice = MeetingNotice(meeting=meeting, kind=NoticeKind.CHANGE, key="change:1")
    with transaction(audited=False):
        db.session.add(notice)
    registration = make_registration(meeting)
    return NoticeTold(notice_id=notice.id, registration_id=registration.id)


def make_nameless() -> Registration:
    """A registration whose name is gone already."""
    registration = make_registration()
    with transaction(audited=False):
        registration.forgotten_at = now()
    return registration


def make_past_proposal() -> SideEvent:
    """A side event that was never in the programme of a meeting that has just ended."""
    meeting = make_online_meeting(starts_at=now() - timedelta(hours=3), ends_at=now())
    return SideEvent(
        meeting_id=meeting.id,
        organization_id=make_organization().id,
        title={"en": "A river"},
        created_by_id=make_account().id,
        submitted_at=now(),
    )


DONE_WITH_NOW = {
    "meetings.side_events": [make_past_proposal],
    "meetings.join_links": [
        lambda: JoinLink(registration_id=make_nameless().id, token_hash=digest(uuid.uuid4().hex))
    ],
    "meetings.connection_checks": [
        lambda: ConnectionCheck(registration_id=make_nameless().id, answers={"sound": True})
    ],
    "meetings.help_requests": [
        lambda: HelpRequest(registration_id=make_nameless().id, kind=HelpKind.SOUND)
    ],
    "meetings.notices_told": [make_told],
    "meetings.revoked_feeds": [
        lambda: CalendarFeed(
            account_id=make_account().id, token_hash=digest(uuid.uuid4().hex), revoked_at=now()
        ),
    ],
}
