"""Scheduled entry points of meetings: each record in a transaction of its own."""

import uuid

from engagement.accounts.models import Account
from engagement.core.db import db
from engagement.core.permissions import SYSTEM
from engagement.jobs.queue import job
from engagement.meetings.commands import (
    leaving,
    lottery,
    needs,
    noting,
    publishing,
    settling,
    speakers_lists,
    standing,
    telling,
)
from engagement.meetings.queries import attendance, due, notices, speaking_texts
from engagement.meetings.queries import needs as needs_queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.queries.speaking import get_list


@job("meetings.review_registrations")
def review_registrations(organization_id: str):
    """After a decision on an organization's application or standing."""
    standing.review_registrations(uuid.UUID(organization_id))


@job("meetings.bind_registrations")
def bind_registrations(account_id: str):
    """After somebody has verified an address."""
    account = db.session.get(Account, uuid.UUID(account_id))
    if account is not None:
        standing.bind_registrations(account)


@job("meetings.end_registrations")
def end_registrations(meeting_id: str):
    """After a meeting was cancelled."""
    publishing.end_registrations(uuid.UUID(meeting_id))


@job("meetings.settle_held")
def settle_held(meeting_id: str):
    """After a rule of a meeting asks for less."""
    meeting, after = get_meeting(uuid.UUID(meeting_id)), 0
    while meeting is not None and after is not None:
        after = settling.settle_held(meeting, after=after)


@job("meetings.watch_places", every="* * * * *")
def watch_places():
    """Each minute: offers whose time is over go on to the next, lots are drawn when it is time."""
    for registration_id in due.lost_offers():
        leaving.expire_offer(get_registration(registration_id))
    for meeting_id in due.lots():
        lottery.draw_lots(get_meeting(meeting_id), actor=SYSTEM)


@job("meetings.watch_hours", every="*/5 * * * *")
def watch_hours():
    """Every five minutes: reminders of meetings and of deadlines whose time has come."""
    for each in notices.due():
        telling.begin(each)


@job("meetings.watch_needs", every="25 * * * *")
def watch_needs():
    """Each hour: officers of meetings that are near, of needs without an answer."""
    for meeting in needs_queries.to_remind():
        needs.remind_of_needs(meeting)


@job("meetings.watch_lists", every="* * * * *")
def watch_lists():
    """Each minute: lists of speakers whose time to ask is over are fixed."""
    for speakers_list_id in speaking_texts.due_lists():
        speakers_lists.fix_list(get_list(speakers_list_id), actor=SYSTEM)


@job("meetings.tell_notice")
def tell_notice(notice_id: str):
    """Everybody whom a reminder or a change concerns, put into batches."""
    notice = notices.get_notice(uuid.UUID(notice_id))
    if notice is not None:
        telling.spread(notice)


@job("meetings.tell_batch")
def tell_batch(notice_id: str, first: str, last: str):
    """The mails of one batch: registrations from one id to another."""
    notice = notices.get_notice(uuid.UUID(notice_id))
    if notice is not None:
        telling.tell_batch(notice, first=uuid.UUID(first), last=uuid.UUID(last))


@job("meetings.note_attendance")
def note_attendance(meeting_id: str):
    """After a list was taken, somebody was checked in late, or attendance was closed."""
    meeting = get_meeting(uuid.UUID(meeting_id))
    while meeting is not None and noting.note(meeting):
        pass


@job("meetings.watch_attendance", every="7 * * * *")
def watch_attendance():
    """Each hour: whoever took part in meetings that are over by now counts as that."""
    for meeting in attendance.meetings_to_note():
        note_attendance(str(meeting.id))
