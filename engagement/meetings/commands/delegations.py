"""A State's delegation: begun, its note verbale checked, its credentials examined."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.countries import country as place_of
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.core.transitions import MOVED_ON
from engagement.documents import commands as documents
from engagement.documents.intake import Taken
from engagement.meetings.commands.deciding import approve
from engagement.meetings.commands.letters import tell_delegation
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.commands.registering import refuse_second_head
from engagement.meetings.models import (
    ENDED,
    CredentialsState,
    Delegation,
    DelegationFunction,
    DelegationPaper,
    DelegationPaperKind,
    Meeting,
    MeetingState,
    Registration,
)
from engagement.meetings.permissions import Delegations, Registrations
from engagement.meetings.queries import delegations as queries
from engagement.meetings.queries.meetings import is_over

OWN_PAPER = _l("You sent this yourself: somebody else has to look at it.")

OWN_MEMBERS = _l(
    "You entered members of this delegation yourself: somebody else has to check the note that"
    " names them."
)


@dataclass(frozen=True)
class NoteData:
    """What stands on a note verbale."""

    number: str
    dated_on: date


@command
def begin_delegation(meeting: Meeting, country: str, *, actor: Actor) -> Delegation:
    """The record of a State's delegation; the one that is there where it has been begun."""
    if country not in actor.administers and Role.PROTOCOL_OFFICER not in actor.roles:
        raise NotAllowed(Delegations.BEGIN)
    place = place_of(country)
    if place is None or not place.takes_part:
        raise RuleViolation(_l("Choose a Member State or an observer State."))
    meeting = meeting.registers_at
    _refuse_over(meeting)
    if queries.state_category(meeting) is None:
        raise RuleViolation(_l("States do not register for this meeting."))
    if earlier := queries.find_delegation(meeting, country):
        return earlier
    delegation = Delegation(meeting=meeting, country=country)
    try:
        with db.session.begin_nested():
            db.session.add(delegation)
            db.session.flush()
    except IntegrityError:
        raise RuleViolation(MOVED_ON) from None
    record("meetings:delegation:begun", delegation, actor=actor, country=country)
    return delegation


@command
def send_note(
    delegation: Delegation,
    note: NoteData,
    *,
    actor: Actor,
    taken: Taken,
    key: uuid.UUID | None = None,
) -> None:
    """Send the note verbale that gives the composition, or a later one; it is checked anew.

    By the State, or entered by a protocol officer where it came on paper.
    """
    if once.take(key, actor):
        return
    _lock_to_send(delegation, actor)
    if note.dated_on > today():
        raise RuleViolation(_l("Enter the date that stands on the note, not a day to come."))
    paper = _keep(delegation, DelegationPaperKind.NOTE, taken, actor)
    once.remember(key, paper.id)
    delegation.note_number, delegation.note_on = note.number, note.dated_on
    delegation.note_sent_by_id, delegation.note_sent_at = actor.id, now()
    delegation.note_checked_by_id = delegation.note_checked_at = None
    delegation.note_return_reason = None
    record(
        "meetings:delegation:note-sent",
        delegation,
        actor=actor,
        number=note.number,
        dated_on=note.dated_on.isoformat(),
        sha256=taken.stored.sha256,
    )


@command
def check_note(
    delegation: Delegation, *, actor: Actor, named: Collection[uuid.UUID]
) -> list[Registration]:
    """Find that a note verbale is genuine, and approve the members whom it names.

    `named` are ids of registrations; whoever waits and is not among them goes on waiting. All of
    them under one lock. RuleViolation for who sent the note or entered a member, and where there is
    none to check.
    """
    lock_queue(delegation.meeting)
    _lock_to_examine(delegation, actor)
    _refuse_unsent_note(delegation, actor)
    approved = [each for each in queries.to_approve(delegation) if each.id in named]
    if any(each.nominated_by_id == actor.id for each in approved):
        raise RuleViolation(OWN_MEMBERS)
    delegation.note_checked_by_id, delegation.note_checked_at = actor.id, now()
    for registration in approved:
        approve(registration, actor=actor)
    record(
        "meetings:delegation:note-checked",
        delegation,
        actor=actor,
        number=delegation.note_number,
        approved=[str(each.id) for each in approved],
    )
    return approved


@command
def return_note(delegation: Delegation, *, actor: Actor, reason: str) -> None:
    """Send a note back with a reason that the State reads; its members go on waiting."""
    _lock_to_examine(delegation, actor)
    _refuse_unsent_note(delegation, actor)
    delegation.note_return_reason = reason
    record(
        "meetings:delegation:note-returned",
        delegation,
        actor=actor,
        number=delegation.note_number,
        reason=reason,
    )
    tell_delegation("note_returned", delegation)


@command
def send_credentials(
    delegation: Delegation, *, actor: Actor, taken: Taken, key: uuid.UUID | None = None
) -> None:
    """Send the credentials, or better ones: they are examined anew.

    Late ones are taken, too: whoever examines them sees when they came.
    """
    if once.take(key, actor):
        return
    _lock_to_send(delegation, actor)
    paper = _keep(delegation, DelegationPaperKind.CREDENTIALS, taken, actor)
    once.remember(key, paper.id)
    delegation.credentials = CredentialsState.RECEIVED
    delegation.credentials_received_at = now()
    delegation.credentials_by_id = delegation.credentials_at = None
    delegation.credentials_note = None
    record(
        "meetings:delegation:credentials-sent",
        delegation,
        actor=actor,
        sha256=taken.stored.sha256,
    )


@command
def examine_credentials(
    delegation: Delegation, *, actor: Actor, in_order: bool, note: str | None
) -> None:
    """Say whether credentials are in due form; why, where they are not. Can be said anew.

    RuleViolation where none came, for who sent them, and for a "no" without a reason.
    """
    _lock_to_examine(delegation, actor)
    paper = delegation.credentials_paper
    if paper is None:
        raise RuleViolation(_l("No credentials have been received yet."))
    if paper.added_by_id == actor.id:
        raise RuleViolation(OWN_PAPER)
    if not in_order and not note:
        raise RuleViolation(_l("Say what is not in due form, so that the State can mend it."))
    delegation.credentials = (
        CredentialsState.IN_ORDER if in_order else CredentialsState.NOT_IN_ORDER
    )
    delegation.credentials_by_id, delegation.credentials_at = actor.id, now()
    delegation.credentials_note = note
    record(
        "meetings:delegation:credentials-examined",
        delegation,
        actor=actor,
        credentials=delegation.credentials.value,
        note=note,
    )
    tell_delegation("credentials_examined", delegation)


@command
def change_function(
    registration: Registration, function: DelegationFunction, *, actor: Actor
) -> None:
    """Give a member of a delegation another function; RuleViolation for a second head.

    Once the note that names the member is checked, a protocol officer alone does it.
    """
    lock(registration)
    by_state = can(actor, Registrations.SPEAK_FOR, registration)
    if not (by_state or can(actor, Registrations.HANDLE, registration)):
        raise NotAllowed(Registrations.SPEAK_FOR)
    if registration.state in ENDED or not registration.category.kind.by_state:
        raise RuleViolation(MOVED_ON)
    if by_state and registration.approved_at is not None:
        raise RuleViolation(
            _l(
                "The note verbale that names this person has been checked. Send a new note that"
                " gives the function."
            )
        )
    before, registration.function = registration.function, function
    refuse_second_head(registration)
    db.session.flush()
    record(
        "meetings:registration:function-changed",
        registration,
        actor=actor,
        before=before.value if before else None,
        after=function.value,
    )


def _keep(delegation, kind, taken, actor):
    document = documents.keep(taken, organization_id=None, actor=actor)
    document.submitted_at = now()
    paper = DelegationPaper(
        delegation=delegation, kind=kind, document=document, added_by_id=actor.id, added_at=now()
    )
    db.session.add(paper)
    db.session.flush()
    return paper


def _lock_to_send(delegation, actor):
    lock(delegation)
    if not can(actor, Delegations.SEND, delegation):
        raise NotAllowed(Delegations.SEND)
    _refuse_over(delegation.meeting)


def _lock_to_examine(delegation, actor):
    lock(delegation)
    if not can(actor, Delegations.EXAMINE, delegation):
        raise NotAllowed(Delegations.EXAMINE)


def _refuse_over(meeting):
    if meeting.state is not MeetingState.PUBLISHED or is_over(meeting):
        raise RuleViolation(_l("This meeting takes no registrations."))


def _refuse_unsent_note(delegation, actor):
    if not delegation.awaits_check:
        raise RuleViolation(MOVED_ON)
    if delegation.note_sent_by_id == actor.id:
        raise RuleViolation(OWN_PAPER)
