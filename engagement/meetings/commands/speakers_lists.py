"""Officers open lists of speakers, fix them, open them again, let everybody read them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.mail.outbox import Batch
from engagement.meetings.commands.deadlines import Move, follows_meeting
from engagement.meetings.commands.letters import tell
from engagement.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingSession,
    MeetingState,
    OrderRule,
    Speaker,
    SpeakersList,
    SpeakerState,
)
from engagement.meetings.queries import speaking as queries
from engagement.meetings.queries.speaking_line import hours_of
from engagement.meetings.speaking_order import line_up
from engagement.meetings.speaking_permissions import Speaking
from engagement.meetings.workflow.speakers import PUT_ON_LIST, speaker_workflow

AREA = "speaking"
"""What the kept public pages of speakers' lists depend on."""


@dataclass(frozen=True)
class ListData:
    """Who may speak on an item, when one can ask, by what rule people are called.

    `places` and `seconds` are by kind: the place in the order of protocol, the speaking time.
    """

    session: MeetingSession | None
    opens_at: datetime
    closes_at: datetime
    rule: OrderRule
    places: Mapping[str, int]
    seconds: Mapping[str, int]
    starts_after: int = 0


@command
def open_list(
    item: AgendaItem, data: ListData, *, actor: Actor, key: uuid.UUID | None = None
) -> SpeakersList:
    """Let people ask for the floor on an item. RuleViolation where there is a list already."""
    if earlier := once.take(key, actor):
        return db.session.get_one(SpeakersList, earlier.result_id)
    lock(item)
    if not can(actor, Speaking.RUN):
        raise NotAllowed(Speaking.RUN)
    _refuse_cancelled(item.meeting)
    if queries.list_of(item) is not None:
        raise RuleViolation(_l("This item has its list of speakers already."))
    speakers_list = SpeakersList(agenda_item=item, created_by_id=actor.id)
    _write(speakers_list, data)
    db.session.add(speakers_list)
    db.session.flush()
    once.remember(key, speakers_list.id)
    record("meetings:speakers_list:opened", speakers_list, actor=actor, **_told(data))
    return speakers_list


@command
def change_list(speakers_list: SpeakersList, data: ListData, *, actor: Actor) -> None:
    """Change the window, the rule or the times; those in line are put in order anew.

    RuleViolation where a kind that has asked already could not speak any more.
    """
    begin(speakers_list, actor)
    asked = db.session.scalars(
        select(Speaker.kind).where(Speaker.speakers_list_id == speakers_list.id).distinct()
    ).all()
    if set(asked) - set(data.places):
        raise RuleViolation(_l("Somebody has asked for the floor whose kind you have left out."))
    _write(speakers_list, data)
    record("meetings:speakers_list:changed", speakers_list, actor=actor, **_told(data))
    put_in_order(speakers_list)


@command
def fix_list(speakers_list: SpeakersList, *, actor: Actor) -> None:
    """Close the list: who stands on it is mailed the place and about when it will be."""
    begin(speakers_list, actor)
    if speakers_list.fixed_at is not None:
        raise RuleViolation(MOVED_ON)
    speakers_list.fixed_at = now()
    line = queries.in_line(speakers_list)
    new = [each for each in line if each.state is SpeakerState.ASKED]
    for each in new:
        speaker_workflow.fire(PUT_ON_LIST, each, actor=actor)
    record("meetings:speakers_list:fixed", speakers_list, actor=actor, speakers=len(line))
    changed(speakers_list)
    _tell_places(speakers_list, line, new)


@command
def reopen_list(speakers_list: SpeakersList, *, actor: Actor) -> None:
    """Let people ask again, until the session ends; for an hour where that is not ahead."""
    begin(speakers_list, actor)
    if speakers_list.is_open:
        raise RuleViolation(MOVED_ON)
    present = now()
    session = speakers_list.session
    ends_at = session.ends_at if session is not None else present
    speakers_list.fixed_at = None
    speakers_list.opens_at = min(speakers_list.opens_at, present)
    speakers_list.closes_at = ends_at if ends_at > present else present + timedelta(hours=1)
    record(
        "meetings:speakers_list:reopened",
        speakers_list,
        actor=actor,
        until=speakers_list.closes_at.isoformat(),
    )
    changed(speakers_list)


@command
def publish_list(speakers_list: SpeakersList, *, shown: bool, actor: Actor) -> None:
    """Let everybody read who speaks, or those alone who take part."""
    begin(speakers_list, actor)
    if shown == (speakers_list.published_at is not None):
        raise RuleViolation(MOVED_ON)
    speakers_list.published_at = now() if shown else None
    word = "published" if shown else "hidden"
    record(f"meetings:speakers_list:{word}", speakers_list, actor=actor)
    versions.bump(AREA)
    changed(speakers_list)


@follows_meeting
def move_windows(meeting: Meeting, move: Move) -> int:
    """A postponed meeting takes requests for so much longer where the window is not over."""
    moved = [
        each
        for each in queries.lists_of(meeting)
        if each.fixed_at is None and each.closes_at > now()
    ]
    for each in moved:
        each.closes_at = move(each.closes_at)
        changed(each)
    return len(moved)


def begin(speakers_list: SpeakersList, actor: Actor) -> None:
    """Lock a list for an officer. NotAllowed, RuleViolation for a cancelled meeting."""
    lock(speakers_list)
    if not can(actor, Speaking.CALL):
        raise NotAllowed(Speaking.RUN)
    _refuse_cancelled(speakers_list.meeting)


def put_in_order(speakers_list: SpeakersList) -> None:
    """Give those in line their positions by the rule; part of commands that hold its lock."""
    db.session.flush()
    line = queries.in_line(speakers_list)
    by_id = {each.id: each for each in line}
    ordered = line_up(
        queries.waiting_of(line),
        speakers_list.rule,
        speakers_list.places,
        queries.served(speakers_list),
    )
    for position, each in enumerate(ordered, 1):
        by_id[each.id].position = position
    changed(speakers_list)


def changed(speakers_list: SpeakersList) -> None:
    """Say that pages of a list are not as they were; part of commands."""
    speakers_list.revision += 1
    if speakers_list.published_at is not None:
        versions.bump(AREA)


def _refuse_cancelled(meeting):
    if meeting.state is MeetingState.CANCELLED:
        raise RuleViolation(_l("This meeting was cancelled, and cannot be changed any more."))


def _write(speakers_list, data):
    session = data.session
    if session is not None and session.meeting_id != speakers_list.meeting.id:
        raise RuleViolation(_l("Choose a session of this meeting."))
    if data.closes_at <= data.opens_at:
        raise RuleViolation(_l("The list has to close after it opens."))
    if not data.places or data.places.keys() != data.seconds.keys():
        raise RuleViolation(_l("Say of each kind that may speak its place and its time."))
    speakers_list.session, speakers_list.starts_after = session, data.starts_after
    speakers_list.opens_at, speakers_list.closes_at = data.opens_at, data.closes_at
    speakers_list.rule = data.rule
    speakers_list.places, speakers_list.seconds = dict(data.places), dict(data.seconds)


def _told(data):
    return {
        "opens_at": data.opens_at.isoformat(),
        "closes_at": data.closes_at.isoformat(),
        "rule": data.rule.value,
        "places": dict(data.places),
        "seconds": dict(data.seconds),
    }


def _tell_places(speakers_list, line, new):
    """Mails to those who have just come onto the list, together; by whose clocks they live."""
    hours, batch = hours_of(speakers_list, line, None), Batch()
    for each in new:
        person = each.registration.person
        tell(
            "speaker_listed",
            each.registration,
            batch=batch,
            speaker=each,
            item=speakers_list.agenda_item,
            at=hours.get(each.id),
            waiting=len(line),
            about_meeting=speakers_list.meeting,
            zone=person.time_zone if person else None,
        )
    batch.leave()
