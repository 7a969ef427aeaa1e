""" "Postponed to …": one act that moves sessions, calendars, deadlines, and tells everybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.audit.commands import record
from engagement.core import versions
from engagement.core.clock import now
from engagement.core.db import command, db
from engagement.core.deadlines import beginning_of_minute
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.meetings.commands.deadlines import Move, follows_meeting, move_deadlines
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.commands.sessions import keep_in_step
from engagement.meetings.commands.touching import as_they_are, touch
from engagement.meetings.models import (
    Meeting,
    MeetingSession,
    MeetingState,
    Registration,
    WaitingRule,
)
from engagement.meetings.permissions import Meetings


@dataclass(frozen=True)
class Moved:
    """When a session is to be."""

    session: MeetingSession
    starts_at: datetime
    ends_at: datetime


def movable(meeting: Meeting) -> list[MeetingSession]:
    """Sessions that can be postponed: neither cancelled nor over. One that has begun can."""
    return [each for each in meeting.sessions if each.cancelled_at is None and each.ends_at > now()]


def plan(session: MeetingSession, starts_at: datetime, *, alone: bool) -> list[Moved]:
    """Where sessions come to be when `session` begins at `starts_at`; nothing is changed.

    It alone, or it with all after it, each by as much on the clocks of the meeting: what begins at
    10:00 does so in summer time, too. Each lasts as long as before.

    RuleViolation for a session that is over, for a time that is past, and for an earlier one.
    """
    if session not in movable(session.meeting):
        raise RuleViolation(_l("This session is over or was cancelled."))
    if starts_at <= now():
        raise RuleViolation(_l("This hour is past already. Choose a later one."))
    if starts_at <= session.starts_at:
        raise RuleViolation(_l("A meeting is postponed to a later hour than the one it has."))
    move = by_the_clocks(session.starts_at, starts_at, session.meeting.zone)
    concerned = [
        each
        for each in movable(session.meeting)
        if each is session or (not alone and each.starts_at >= session.starts_at)
    ]
    return [
        Moved(each, begins, begins + (each.ends_at - each.starts_at))
        for each in concerned
        for begins in [starts_at if each is session else move(each.starts_at)]
    ]


@command
def postpone(
    session: MeetingSession, *, starts_at: datetime, alone: bool, actor: Actor, reason: str
) -> None:
    """Postpone a session, or it and all after it, and what hangs on when the meeting begins.

    Deadlines of categories and the drawing of lots move along where they are not over, offers that
    would have ended with the beginning get the time that was promised, and so does what
    `commands/deadlines` knows. Everybody who is registered is mailed.
    """
    meeting = session.meeting
    lock_queue(meeting)
    db.session.refresh(meeting, with_for_update={"key_share": True, "of": Meeting})
    if not can(actor, Meetings.MANAGE, meeting):
        raise NotAllowed(Meetings.MANAGE)
    if meeting.state is not MeetingState.PUBLISHED:
        raise RuleViolation(_l("Only a published meeting is postponed. Change its sessions."))
    for each in meeting.sessions:
        db.session.refresh(each)
    moved = plan(session, starts_at, alone=alone)
    before, began_at = as_they_are(each.session for each in moved), meeting.starts_at
    for each in moved:
        each.session.starts_at, each.session.ends_at = each.starts_at, each.ends_at
    keep_in_step(meeting)
    deadlines = 0
    if meeting.starts_at > began_at:
        _move_offers(meeting, began_at)
        move = by_the_clocks(began_at, meeting.starts_at, meeting.zone)
        deadlines = move_deadlines(meeting, move)
    record(
        "meetings:meeting:postponed",
        meeting,
        actor=actor,
        reason=reason,
        sessions={
            str(each.session.id): [each.starts_at.isoformat(), each.session.starts_at.isoformat()]
            for each in before
        },
        deadlines=deadlines,
    )
    versions.bump(AREA)
    touch(meeting, before, reason=reason)


def by_the_clocks(old: datetime, new: datetime, zone: str) -> Move:
    """What moves any instant by as much as `old` is moved, read off the clocks of `zone`."""
    by = _local(new, zone) - _local(old, zone)

    def move(instant: datetime) -> datetime:
        later = _local(instant, zone) + by
        whole = beginning_of_minute(later.date(), later.time(), zone)
        return whole + timedelta(seconds=later.second, microseconds=later.microsecond)

    return move


def _local(instant, zone):
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _move_offers(meeting, began_at):
    """Offers are kept until the beginning at most: those cut short by it get the rest."""
    cut = db.session.scalars(
        select(Registration).where(
            Registration.meeting_id == meeting.id, Registration.offered_until == began_at
        )
    ).all()
    for each in cut:
        promised = each.offered_at + timedelta(hours=meeting.offer_hours)
        each.offered_until = max(each.offered_until, min(promised, meeting.starts_at))


@follows_meeting
def _move_windows(meeting: Meeting, move: Move) -> int:
    """Categories whose registration has not closed close so much later; `first_closes_at` stays."""
    open_ones = [each for each in meeting.categories if each.closes_at > now()]
    for each in open_ones:
        each.closes_at = move(each.closes_at)
    return len(open_ones)


@follows_meeting
def _move_lots(meeting: Meeting, move: Move) -> int:
    """Lots that have not been drawn are drawn so much later."""
    if meeting.waiting_rule is not WaitingRule.LOTTERY or meeting.lottery_drawn_at is not None:
        return 0
    meeting.lottery_at = move(meeting.lottery_at)
    return 1
