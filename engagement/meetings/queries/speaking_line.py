"""A list of speakers as it is read: by everybody, by who waits, by officers who run it.

The public line is asked for by hundreds every half minute, so each process keeps it as plain
values until the list, or anything public, has changed; at most as long as public pages are kept.
"""

import hashlib
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import LazyString, get_locale
from flask_babel import lazy_gettext as _l

from engagement.core import versions
from engagement.core.clock import now
from engagement.core.countries import country
from engagement.core.permissions import VISITOR, Actor, can
from engagement.meetings import speaking_settings
from engagement.meetings.models import (
    ListState,
    Speaker,
    SpeakerKind,
    SpeakerRank,
    SpeakersList,
    SpeakerState,
)
from engagement.meetings.queries import speaking as queries
from engagement.meetings.queries.participants import isolated, may_be_named, public_body
from engagement.meetings.speaking_permissions import Speaking

LONGEST = 30.0
MOST_KEPT = 50


@dataclass(frozen=True)
class Voice:
    """One line of a list as everybody may read it; `position` and what else its order needs."""

    id: uuid.UUID
    kind: SpeakerKind
    rank: SpeakerRank | None
    asked_at: datetime
    position: int | None
    moved: bool
    state: SpeakerState
    name: Any
    person: str | None
    allotted: int
    called_at: datetime | None
    text_open: bool


@dataclass(frozen=True)
class Line:
    """Who has the floor, who waits (first in line first), who has spoken (the latest first)."""

    floor: Voice | None
    waiting: tuple[Voice, ...]
    spoken: tuple[Voice, ...]


class _Kept:
    """The lines that a process made last."""

    def __init__(self) -> None:
        self._lines: OrderedDict[uuid.UUID, tuple[tuple, float, Line]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, list_id, state) -> Line | None:
        """The line, if it is still true."""
        with self._lock:
            kept = self._lines.get(list_id)
        if kept is None or kept[0] != state or time.monotonic() - kept[1] > LONGEST:
            return None
        return kept[2]

    def put(self, list_id, state, line) -> None:
        """Keep a line; the oldest makes room."""
        with self._lock:
            self._lines[list_id] = (state, time.monotonic(), line)
            self._lines.move_to_end(list_id)
            while len(self._lines) > MOST_KEPT:
                self._lines.popitem(last=False)


_kept = _Kept()


def public_line(speakers_list: SpeakersList) -> Line:
    """The list as everybody may read it; a few queries, or none where it is as before."""
    state = (speakers_list.revision, versions.state())
    line = _kept.get(speakers_list.id, state)
    if line is None:
        line = _made(speakers_list)
        _kept.put(speakers_list.id, state, line)
    return line


def _made(speakers_list):
    floor = queries.with_floor(speakers_list)
    waiting = queries.can_be_called(queries.in_line(speakers_list))
    spoken = [each for each in queries.others(speakers_list) if each.state is SpeakerState.SPOKEN]
    # People agreed to stand in the list of participants: before it is published they have no name.
    names = speakers_list.meeting.registers_at.participants is not ListState.NONE
    return Line(
        _voice(floor, names) if floor else None,
        tuple(_voice(each, names) for each in waiting),
        tuple(_voice(each, names) for each in spoken),
    )


def _voice(speaker, names):
    registration = speaker.registration
    return Voice(
        id=speaker.id,
        kind=speaker.kind,
        rank=speaker.rank,
        asked_at=speaker.asked_at,
        position=speaker.position,
        moved=speaker.moved_at is not None,
        state=speaker.state,
        name=public_voice(speaker),
        person=registration.name if names and may_be_named(registration) else None,
        allotted=speaker.allotted,
        called_at=speaker.called_at,
        text_open=speaker.handed_in_at is not None and can(VISITOR, Speaking.READ_TEXT, speaker),
    )


def public_voice(speaker: Speaker) -> Any:
    """In whose name somebody speaks, as everybody may know it; of a person never more."""
    if speaker.kind is SpeakerKind.MAJOR_GROUP and speaker.major_group:
        return speaker.major_group.label
    body = public_body(speaker.registration) or speaker.kind.label
    if speaker.kind is SpeakerKind.STATE_GROUP:
        return _for_group(body, speaker.group_name)
    return body


def staff_voice(speaker: Speaker) -> Any:
    """The same for officers and for the body itself: nothing is left out."""
    if speaker.kind is SpeakerKind.STATE_GROUP:
        return _for_group(LazyString(_name_of_state, speaker.country), speaker.group_name)
    if speaker.kind is SpeakerKind.MAJOR_GROUP and speaker.major_group:
        return speaker.major_group.label
    if speaker.kind is SpeakerKind.MEMBER_STATE:
        return LazyString(_name_of_state, speaker.country)
    registration = speaker.registration
    if registration.organization is not None:
        return registration.organization.name
    return registration.represents or speaker.kind.label


def _for_group(body, group):
    return _l("%(state)s, for %(group)s", state=isolated(body), group=isolated(group))


def _name_of_state(code):
    state, locale = country(code), get_locale()
    return state.name(locale.language if locale else "en") if state else code


def hours_of(speakers_list: SpeakersList, line: Iterable, floor) -> dict[Any, datetime]:
    """About when each in line is called, by id; nothing without a session, and once it is over.

    Everybody is taken to use the whole time; who has the floor longer puts all others back.
    """
    at, present = speakers_list.begins_at, now()
    session = speakers_list.session
    if at is None or session is None or session.ends_at <= present:
        return {}
    between = timedelta(seconds=speaking_settings.seconds_between())
    at = max(at, present)
    if floor is not None:
        at = max(present, floor.called_at + timedelta(seconds=floor.allotted)) + between
    hours = {}
    for each in line:
        hours[each.id] = at
        at += timedelta(seconds=each.allotted) + between
    return hours


@dataclass(frozen=True)
class Seen:
    """One line of a list for an officer: `speaker` is None where a conflict keeps it from them."""

    speaker: Speaker | None
    position: int | None
    at: datetime | None
    has_place: bool
    is_called: bool
    """Whether there is a place, and the body is not suspended."""
    allotted: int


@dataclass(frozen=True)
class Desk:
    """A list as an officer runs it. `mark` tells what was on the page when a button was pressed."""

    floor: Seen | None
    waiting: list[Seen]
    others: list[Seen]
    mark: str

    @property
    def first(self) -> Seen | None:
        """Who is called next."""
        return next((one for one in self.waiting if one.is_called), None)


def desk_of(speakers_list: SpeakersList, actor: Actor) -> Desk:
    """The list for an officer; three queries, and two for each track of those who wait."""
    floor, line = queries.with_floor(speakers_list), queries.in_line(speakers_list)
    called = queries.can_be_called(line)
    hours = hours_of(speakers_list, called, floor)

    def seen(one):
        return Seen(
            speaker=one if can(actor, Speaking.HANDLE, one) else None,
            position=one.position,
            at=hours.get(one.id),
            has_place=one.registration.has_place,
            is_called=one in called,
            allotted=one.allotted,
        )

    rest = [seen(one) for one in queries.others(speakers_list)]
    return Desk(
        floor=seen(floor) if floor else None,
        waiting=[seen(one) for one in line],
        others=[one for one in rest if one.speaker is not None],
        mark=mark_of(floor, called[0] if called else None),
    )


def mark_of(floor: Speaker | None, first: Speaker | None) -> str:
    """Who has the floor and who is next, in a sign that names neither."""
    ids = f"{floor.id if floor else '-'} {first.id if first else '-'}"
    return hashlib.sha256(ids.encode()).hexdigest()[:20]


def place_of(speaker_id: uuid.UUID, waiting: Sequence[Voice]) -> int | None:
    """The place of a request among those who wait, from 0."""
    return next((place for place, one in enumerate(waiting) if one.id == speaker_id), None)
