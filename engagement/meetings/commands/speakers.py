"""People ask for the floor in the name of their body, and take a request back."""

import uuid
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.meetings.commands.speakers_lists import put_in_order
from engagement.meetings.models import (
    MeetingState,
    Registration,
    Speaker,
    SpeakerKind,
    SpeakerRank,
    SpeakersList,
    SpeakerState,
)
from engagement.meetings.paper_permissions import accredited_among
from engagement.meetings.queries import speaking as queries
from engagement.meetings.queries.checking_in import SUSPENDED
from engagement.meetings.queries.standing import is_suspended
from engagement.meetings.speaking_permissions import Speaking
from engagement.meetings.workflow.speakers import TAKE_BACK, speaker_workflow


@dataclass(frozen=True)
class Asking:
    """In whose name somebody asks; `rank` for a State, `group_name` for a group of States."""

    kind: SpeakerKind
    rank: SpeakerRank | None = None
    group_name: str | None = None


@command
def ask_for_floor(
    speakers_list: SpeakersList,
    registration: Registration,
    asking: Asking,
    *,
    actor: Actor,
    key: uuid.UUID | None = None,
) -> Speaker:
    """Ask for the floor as a confirmed participant; an officer may enter it at any time.

    RuleViolation without a confirmed place at the meeting, for a kind in whose name the person
    cannot speak, while the list is not open, and where the same voice asked already.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(Speaker, earlier.result_id)
    lock(speakers_list)
    by_officer = _may_ask(speakers_list, registration, actor)
    refuse_strangers(speakers_list, registration, asking)
    speaks_for = voice_key(registration, asking)
    if queries.has_voice(speakers_list, speaks_for, heard=not by_officer):
        raise RuleViolation(
            _l("Somebody has asked for the floor in this name already: one voice asks once.")
        )
    speaker = Speaker(
        speakers_list=speakers_list,
        registration=registration,
        kind=asking.kind,
        speaks_for=speaks_for,
        organization_id=registration.organization_id,
        country=registration.country,
        major_group=_group(registration) if asking.kind is SpeakerKind.MAJOR_GROUP else None,
        group_name=asking.group_name if asking.kind is SpeakerKind.STATE_GROUP else None,
        rank=asking.rank if asking.kind.has_rank else None,
        state=SpeakerState.LISTED if speakers_list.fixed_at else SpeakerState.ASKED,
        position=len(queries.in_line(speakers_list)) + 1,
        asked_by_id=actor.id,
        asked_at=now(),
    )
    db.session.add(speaker)
    put_in_order(speakers_list)
    once.remember(key, speaker.id)
    record(
        "meetings:speaker:asked",
        speaker,
        actor=actor,
        kind=speaker.kind.value,
        position=speaker.position,
        by_officer=by_officer,
    )
    return speaker


@command
def take_back_request(speaker: Speaker, *, actor: Actor) -> None:
    """Take a request back; those behind come one place forward."""
    speakers_list = lock(speaker.speakers_list)
    speaker_workflow.fire(TAKE_BACK, speaker, actor=actor)
    speaker.position, speaker.ended_at = None, now()
    put_in_order(speakers_list)
    record("meetings:speaker:withdrawn", speaker, actor=actor)


def refuse_strangers(
    speakers_list: SpeakersList, registration: Registration, asking: Asking
) -> None:
    """RuleViolation for who has no place at this meeting or no such voice there."""
    meeting = speakers_list.meeting
    if registration.meeting_id != meeting.registers_at.id or not registration.has_place:
        raise RuleViolation(_l("Only people with a confirmed place at this meeting can speak."))
    if is_suspended(registration):
        raise RuleViolation(SUSPENDED)
    if asking.kind not in queries.voices_of(registration, speakers_list):
        raise RuleViolation(_l("You cannot ask for the floor in this name on this item."))
    if asking.kind.has_rank and asking.rank is None:
        raise RuleViolation(_l("Say who speaks for the State."))
    if asking.kind is SpeakerKind.STATE_GROUP and not asking.group_name:
        raise RuleViolation(_l("Enter the name of the group of States."))
    accredited = asking.kind in {SpeakerKind.ACCREDITED, SpeakerKind.MAJOR_GROUP}
    if accredited and not accredited_among([registration.organization_id]):
        raise RuleViolation(_l("Only accredited organizations are given the floor."))


def voice_key(registration: Registration, asking: Asking) -> str:
    """The voice as a key, of which there is one request at a time."""
    kind = asking.kind
    if kind is SpeakerKind.STATE_GROUP:
        return f"states:{' '.join((asking.group_name or '').split()).casefold()}"
    if kind is SpeakerKind.MEMBER_STATE:
        return f"state:{registration.country}"
    if kind is SpeakerKind.MAJOR_GROUP:
        return f"group:{_group(registration)}"
    if registration.organization_id is not None:
        return f"organization:{registration.organization_id}"
    return f"person:{registration.id}"


def _group(registration):
    return registration.organization.major_group if registration.organization else None


def _may_ask(speakers_list, registration, actor) -> bool:
    """Whether an officer enters it. NotAllowed for others than the person; RuleViolation."""
    meeting = speakers_list.meeting
    if meeting.state is not MeetingState.PUBLISHED:
        raise RuleViolation(_l("This meeting takes no requests for the floor."))
    own = actor.id is not None and registration.person_id == actor.id
    if own and can(actor, Speaking.ASK):
        if not speakers_list.is_open:
            raise RuleViolation(_l("Requests for the floor on this item are not taken now."))
        return False
    hidden = registration.organization_id in actor.conflicts
    if not can(actor, Speaking.RUN) or hidden:
        raise NotAllowed(Speaking.ASK)
    return True


def refuse_over(speaker: Speaker) -> None:
    """RuleViolation for a request that is not in line any more; part of commands."""
    if not speaker.is_in_line:
        raise RuleViolation(MOVED_ON)
