"""What retention deletes of calendars and notices, as `test_retention.DONE_WITH_NOW`."""

import uuid
from datetime import timedelta

from engagement.accounts.tokens import digest
from engagement.core.clock import now
from engagement.core.db import db, transaction
from engagement.demo.builders import make_account, make_organization
from engagement.demo.meeting_builders import make_online_meeting, make_registration
from engagement.demo.meeting_safeguard_builders import (
    make_minor,
    make_signed_consent,
    make_youth_meeting,
)
from engagement.documents.models import Document
from engagement.meetings.models import (
    AttendanceLine,
    AttendanceList,
    CalendarFeed,
    ConnectionCheck,
    HelpKind,
    HelpRequest,
    JoinLink,
    MeetingNotice,
    NoticeKind,
    NoticeTold,
    Recognition,
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


def make_signed() -> Document:
    """What a guardian signed for somebody whose name is gone already; the consent goes with it."""
    minor = make_minor(make_youth_meeting())
    consent = make_signed_consent(minor)
    with transaction(audited=False):
        minor.forgotten_at = now()
    assert consent.document is not None
    return consent.document


def make_line() -> AttendanceLine:
    """A line of a list that is of somebody whose name is gone."""
    nameless = make_nameless()
    session = nameless.meeting.sessions[0]
    of_list = AttendanceList(
        session=session, percent=50, lines=1, recognised=1, taken_by_id=make_account().id
    )
    with transaction(audited=False):
        db.session.add(of_list)
    return AttendanceLine(
        list_id=of_list.id,
        number=2,
        registration_id=nameless.id,
        recognised_by=Recognition.EMAIL,
        began_at=session.starts_at,
        ended_at=session.ends_at,
    )


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
    "meetings.guardian_papers": [make_signed],
    "meetings.attendance_lines": [make_line],
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
