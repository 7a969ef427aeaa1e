"""Officers run a list: the next speaker, skip, move, more time, call again, take out.

`mark` is what the page showed when the button was pressed: of two officers who press at once one
moves the list on, the other is told so. Acts on whoever is next need no more than being an officer,
see `speaking_permissions`.
"""

from datetime import datetime
from typing import cast

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.meetings.commands.speakers import refuse_over
from engagement.meetings.commands.speakers_lists import begin, changed, put_in_order
from engagement.meetings.models import Speaker, SpeakersList, SpeakerState
from engagement.meetings.queries import speaking as queries
from engagement.meetings.queries.speaking_line import mark_of
from engagement.meetings.speaking_permissions import Speaking
from engagement.meetings.workflow.speakers import (
    CALL,
    CALL_AGAIN,
    END_SPEECH,
    PASS_OVER,
    TAKE_OUT,
    speaker_workflow,
)

FASTER = _l("A colleague has moved the list on meanwhile. This is how it is now.")


@command
def call_next(speakers_list: SpeakersList, mark: str, *, actor: Actor) -> None:
    """Whoever has the floor has spoken; the first in line gets it.

    RuleViolation where the page was not of now, and where there is nobody to do anything about.
    """
    floor, line = _at(speakers_list, mark, actor)
    first = queries.called(line)
    if floor is None and first is None:
        raise RuleViolation(_l("Nobody waits for the floor."))
    if floor is not None:
        _end(floor, actor)
    if first is not None:
        _call(first, line, actor)
    put_in_order(speakers_list)


@command
def end_speech(speakers_list: SpeakersList, mark: str, *, actor: Actor) -> None:
    """Whoever has the floor has spoken; nobody gets it yet."""
    floor, _line = _at(speakers_list, mark, actor)
    if floor is None:
        raise RuleViolation(_l("Nobody has the floor."))
    _end(floor, actor)
    put_in_order(speakers_list)


@command
def skip(speakers_list: SpeakersList, mark: str, *, actor: Actor) -> None:
    """Who has the floor does not answer, and the next gets it; without one the first is skipped.

    Who was passed over can be called again.
    """
    floor, line = _at(speakers_list, mark, actor)
    first = queries.called(line)
    if floor is not None:
        _pass_over(floor, actor)
        if first is not None:
            _call(first, line, actor)
    elif first is not None:
        _pass_over(first, actor)
    else:
        raise RuleViolation(_l("Nobody waits for the floor."))
    put_in_order(speakers_list)


@command
def move_speaker(speaker: Speaker, position: int, reason: str, *, actor: Actor) -> None:
    """Put somebody at another place of the line, from 1; who asked reads the reason.

    Others keep their order. RuleViolation for who is not in line, and for a place beyond it.
    """
    speakers_list = _handle(speaker, actor)
    refuse_over(speaker)
    line = queries.in_line(speakers_list)
    if not 1 <= position <= len(line):
        raise RuleViolation(
            _l("Enter a place from %(first)d to %(last)d.", first=1, last=len(line))
        )
    before = speaker.position
    line.remove(speaker)
    line.insert(position - 1, speaker)
    for place, each in enumerate(line, 1):
        each.position = place
    speaker.moved_at, speaker.reason = now(), reason
    put_in_order(speakers_list)
    record(
        "meetings:speaker:moved",
        speaker,
        actor=actor,
        position=[before, speaker.position],
        reason=reason,
    )


@command
def set_time(speaker: Speaker, seconds: int, reason: str, *, actor: Actor) -> None:
    """Give somebody another speaking time; of who has spoken correct how long it was."""
    speakers_list = _handle(speaker, actor)
    if speaker.state is SpeakerState.WITHDRAWN:
        raise RuleViolation(MOVED_ON)
    if speaker.state is SpeakerState.SPOKEN:
        before, speaker.spoken_seconds = speaker.spoken_seconds, seconds
        word = "time_corrected"
    else:
        before, speaker.seconds = speaker.allotted, seconds
        word = "time_set"
    record(
        f"meetings:speaker:{word}", speaker, actor=actor, seconds=[before, seconds], reason=reason
    )
    changed(speakers_list)


@command
def call_again(speaker: Speaker, *, first: bool, reason: str, actor: Actor) -> None:
    """Put somebody who was passed over, or ended too early, into the line again: first or last.

    RuleViolation where the same voice has asked once more meanwhile.
    """
    speakers_list = _handle(speaker, actor)
    if speaker.state is SpeakerState.SPOKEN and queries.has_voice(
        speakers_list, speaker.speaks_for, heard=False
    ):
        raise RuleViolation(_l("Somebody else stands on the list in this name now."))
    line = queries.in_line(speakers_list)
    speaker_workflow.fire(CALL_AGAIN, speaker, actor=actor)
    speaker.called_at = speaker.ended_at = speaker.spoken_seconds = None
    line.insert(0 if first else len(line), speaker)
    for place, each in enumerate(line, 1):
        each.position = place
    speaker.moved_at, speaker.reason = now(), reason
    put_in_order(speakers_list)
    record(
        "meetings:speaker:called_again",
        speaker,
        actor=actor,
        position=speaker.position,
        reason=reason,
    )


@command
def take_out(speaker: Speaker, reason: str, *, actor: Actor) -> None:
    """Take somebody out of the list; who asked reads the reason."""
    speakers_list = lock(speaker.speakers_list)
    speaker_workflow.fire(TAKE_OUT, speaker, actor=actor)
    speaker.position, speaker.ended_at, speaker.reason = None, now(), reason
    put_in_order(speakers_list)
    record("meetings:speaker:taken_out", speaker, actor=actor, reason=reason)


def _at(speakers_list, mark, actor) -> tuple[Speaker | None, list[Speaker]]:
    """Who has the floor and who waits, if the page was of now; the list is locked."""
    begin(speakers_list, actor)
    floor, line = queries.with_floor(speakers_list), queries.in_line(speakers_list)
    if mark != mark_of(floor, queries.called(line)):
        raise RuleViolation(FASTER)
    return floor, line


def _call(first, line, actor):
    """Give somebody the floor; who stands before without a place at the meeting is passed over."""
    for each in line[: line.index(first)]:
        _pass_over(each, actor)
    speaker_workflow.fire(CALL, first, actor=actor)
    first.position, first.called_at = None, now()
    record("meetings:speaker:called", first, actor=actor)


def _end(floor, actor):
    speaker_workflow.fire(END_SPEECH, floor, actor=actor)
    floor.ended_at = now()
    called_at = cast(datetime, floor.called_at)
    floor.spoken_seconds = max(0, int((floor.ended_at - called_at).total_seconds()))
    record("meetings:speaker:spoken", floor, actor=actor, seconds=floor.spoken_seconds)


def _pass_over(speaker, actor):
    speaker_workflow.fire(PASS_OVER, speaker, actor=actor)
    speaker.position, speaker.ended_at = None, now()
    record("meetings:speaker:passed_over", speaker, actor=actor)


def _handle(speaker, actor) -> SpeakersList:
    speakers_list = lock(speaker.speakers_list)
    lock(speaker)
    if not can(actor, Speaking.HANDLE, speaker):
        raise NotAllowed(Speaking.HANDLE)
    return speakers_list
