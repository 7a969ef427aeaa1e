"""The list of the video platform is taken for a session, corrected; attendance is closed."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import insert, select

from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.jobs.queue import enqueue
from engagement.meetings import settings
from engagement.meetings.attendance_lists import Stay
from engagement.meetings.attendance_permissions import Attendances
from engagement.meetings.attendance_times import seconds_within
from engagement.meetings.commands.keeping import begin, finish
from engagement.meetings.commands.noting import take_back
from engagement.meetings.models import (
    Attendance,
    AttendanceLine,
    AttendanceList,
    Meeting,
    MeetingSession,
)
from engagement.meetings.queries.attendance import list_of
from engagement.meetings.queries.link_tokens import without_tokens
from engagement.meetings.queries.meetings import is_over
from engagement.meetings.queries.recognising import recognise


@command
def take_list(
    session: MeetingSession,
    stays: Sequence[Stay],
    *,
    actor: Actor,
    key: uuid.UUID | None = None,
) -> AttendanceList:
    """Let a list count for a session, in place of the one before, all in one act.

    Lines that are of nobody are kept with their cells, but no personal link. RuleViolation before
    the session has begun, for one that was cancelled, and for a list in which nobody is recognised.
    """
    _begin(session, actor)
    if once.take(key, actor) and (counts := list_of(session)) is not None:
        return counts
    recognise(session.meeting, stays)
    taken = _replace(session, stays, actor, "attendance:listed")
    once.remember(key, taken.id)
    return taken


@command
def correct_lines(
    of_list: AttendanceList, references: Mapping[int, str], *, actor: Actor
) -> AttendanceList:
    """Say of lines that were left out of whom they are, by the number of a registration.

    The whole list is counted again. RuleViolation for a number that is nobody's at this meeting.
    """
    session = of_list.session
    _begin(session, actor)
    stays = [_kept(each) for each in _lines(of_list)]
    for stay in stays:
        if stay.number in references and stay.registration_id is None:
            stay.cells |= {"registration": references[stay.number]}
            if stay.problem in {"unknown", "several", "no_place", "nobody"}:
                stay.problem = None
    recognise(session.meeting, [each for each in stays if each.registration_id is None])
    wrong = [each for each in stays if each.number in references and each.problem]
    if wrong:
        raise RuleViolation(
            _l(
                "Line %(line)d: %(sentence)s",
                line=wrong[0].number,
                sentence=wrong[0].why,
            )
        )
    return _replace(session, stays, actor, "attendance:corrected")


@command
def close_attendance(meeting: Meeting, *, actor: Actor) -> None:
    """Say that who took part is noted: whoever is not, did not come. RuleViolation before the end.

    For a meeting without lists, or with people on site whom nobody checked in.
    """
    begin(meeting, actor)
    if meeting.through is not None or not is_over(meeting) or meeting.attendance_closed_at:
        raise RuleViolation(MOVED_ON)
    meeting.attendance_closed_at = now()
    _follow(meeting)
    finish("attendance:closed", meeting, meeting, actor)


@command
def reopen_attendance(meeting: Meeting, *, actor: Actor) -> None:
    """Take that back; nobody's state changes by it."""
    begin(meeting, actor)
    if meeting.attendance_closed_at is None:
        raise RuleViolation(MOVED_ON)
    meeting.attendance_closed_at = None
    finish("attendance:reopened", meeting, meeting, actor)


def recount(session: MeetingSession) -> None:
    """Count a list again when the hours of its session were corrected; part of a command."""
    of_list = list_of(session)
    if of_list is None:
        return
    spans = _spans(of_list)
    for each in db.session.scalars(select(Attendance).filter_by(list_id=of_list.id)):
        if each.registration_id in spans:
            each.seconds = _seconds(session, spans[each.registration_id])
            each.attended = is_enough(each.seconds, session, of_list.percent)
    db.session.flush()
    take_back(session.meeting.registers_at)
    _follow(session.meeting.registers_at)


def is_enough(seconds: int, session: MeetingSession, percent: int) -> bool:
    """Whether so many seconds are the share of a session that counts."""
    whole = (session.ends_at - session.starts_at).total_seconds()
    return seconds * 100 >= whole * percent


def _begin(session, actor):
    begin(session.meeting, actor)
    if not can(actor, Attendances.NOTE, session):
        raise NotAllowed(Attendances.NOTE)
    db.session.refresh(session)
    if session.cancelled_at is not None:
        raise RuleViolation(_l("This session was cancelled, and cannot be changed any more."))
    if session.starts_at > now():
        raise RuleViolation(_l("This session has not begun yet."))


def _replace(session, stays, actor, action):
    of_somebody = [each for each in stays if each.registration_id is not None]
    if not of_somebody:
        raise RuleViolation(
            _l("Nobody in this list is registered for this meeting. Nothing was changed.")
        )
    before = list_of(session)
    told = {"before": _told(before), "replaces": before is not None}
    if before is not None:
        db.session.delete(before)
        db.session.flush()
    taken = AttendanceList(
        session=session,
        percent=settings.attended_percent(),
        lines=len(stays),
        recognised=len(of_somebody),
        taken_by_id=actor.id,
    )
    db.session.add(taken)
    db.session.flush()
    _write(taken, stays)
    meeting = session.meeting.registers_at
    take_back(meeting)
    _follow(meeting)
    finish(action, session, session.meeting, actor, after=_told(taken), **told)
    return taken


def _told(of_list):
    if of_list is None:
        return None
    return {
        "list": str(of_list.id),
        "lines": of_list.lines,
        "recognised": of_list.recognised,
        "percent": of_list.percent,
    }


def _write(taken, stays):
    session = taken.session
    kept = without_tokens(session.meeting, [each.cells for each in stays])
    rows = [_row(taken, each, cells) for each, cells in zip(stays, kept, strict=True)]
    db.session.execute(insert(AttendanceLine), rows)
    people = [
        {
            "list_id": taken.id,
            "registration_id": registration_id,
            "seconds": (seconds := _seconds(session, spans)),
            "attended": is_enough(seconds, session, taken.percent),
        }
        for registration_id, spans in _by_person(stays).items()
    ]
    db.session.execute(insert(Attendance), people)


def _row(taken, stay, cells):
    somebody = stay.registration_id is not None
    return {
        "list_id": taken.id,
        "number": stay.number,
        "registration_id": stay.registration_id,
        "recognised_by": stay.recognised_by,
        "began_at": stay.began_at,
        "ended_at": stay.ended_at,
        "cells": None if somebody else cells,
        "problem": None if somebody else stay.problem or "unknown",
    }


def _by_person(stays) -> dict[uuid.UUID, list[tuple[datetime, datetime]]]:
    found = defaultdict(list)
    for each in stays:
        if each.registration_id is not None:
            found[each.registration_id].append((each.began_at, each.ended_at))
    return found


def _seconds(session, spans):
    return seconds_within(spans, session.starts_at, session.ends_at)


def _lines(of_list):
    return db.session.scalars(
        select(AttendanceLine).filter_by(list_id=of_list.id).order_by(AttendanceLine.number)
    )


def _spans(of_list):
    return _by_person(_lines(of_list))


def _kept(line):
    return Stay(
        line.number,
        dict(line.cells or {}),
        line.began_at,
        line.ended_at,
        problem=line.problem,
        registration_id=line.registration_id,
        recognised_by=line.recognised_by,
    )


def _follow(meeting):
    """Let the states of its registrations follow, once the meeting is over."""
    enqueue("meetings.note_attendance", meeting_id=str(meeting.id))
