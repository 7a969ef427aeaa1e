"""Officers approve, refuse, and take a refusal back."""

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.meetings.commands.letters import taken_out, tell
from engagement.meetings.commands.offering import fill
from engagement.meetings.commands.places import (
    give_back,
    held_place,
    hold,
    move_minors,
    settle,
)
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.commands.registering import ALREADY, refuse_second_head
from engagement.meetings.models import Registration, RegistrationState
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.registrations import is_registered
from engagement.meetings.workflow import APPROVE, REFUSE, REOPEN, workflow
from engagement.meetings.workflow.registrations import not_decided_on_oneself

COUNTING = {RegistrationState.SUBMITTED, RegistrationState.CONFIRMED, RegistrationState.WAITING}
"""States that an approval can have led to, before the meeting."""


@command
def approve(registration: Registration, *, actor: Actor) -> None:
    """Let a registration count: it gets a place, or a place in line."""
    lock_queue(registration.meeting)
    workflow.fire(APPROVE, registration, actor=actor)
    registration.approved_at, registration.approved_by_id = now(), actor.id
    db.session.flush()
    record("meetings:registration:approved", registration, actor=actor)
    settle(registration)


@command
def refuse(registration: Registration, *, actor: Actor, reason: str) -> None:
    """Refuse a registration with a reason that the person reads; a place held goes on."""
    lock_queue(registration.meeting)
    held = held_place(registration)
    calendar = taken_out(registration.has_place)
    workflow.fire(REFUSE, registration, actor=actor)
    registration.ended_at, registration.refusal = now(), reason
    give_back(registration, held=held)
    db.session.flush()
    record("meetings:registration:refused", registration, actor=actor, reason=reason)
    tell("refused", registration, calendar=calendar)
    move_minors(registration)
    if held:
        fill(registration.meeting)


@command
def reopen(registration: Registration, *, actor: Actor) -> None:
    """Take a refusal back: it is settled anew, at its number in the order of acceptance."""
    lock_queue(registration.meeting)
    if is_registered(registration.meeting, registration.email_key):
        raise RuleViolation(ALREADY)
    refuse_second_head(registration)
    workflow.fire(REOPEN, registration, actor=actor)
    registration.ended_at = registration.refusal = None
    db.session.flush()
    record("meetings:registration:reopened", registration, actor=actor)
    settle(registration)


@command
def take_approval_back(registration: Registration, *, actor: Actor) -> None:
    """Let a registration that was approved wait for a decision again; its place goes on.

    RuleViolation once it has ended, or the meeting has taken place.
    """
    lock_queue(registration.meeting)
    lock(registration)
    if not can(actor, Registrations.HANDLE, registration):
        raise NotAllowed(Registrations.HANDLE)
    not_decided_on_oneself(registration, actor)
    if registration.approved_at is None or registration.state not in COUNTING:
        raise RuleViolation(MOVED_ON)
    registration.approved_at = registration.approved_by_id = None
    db.session.flush()
    record("meetings:registration:approval-taken-back", registration, actor=actor)
    if registration.state is not RegistrationState.SUBMITTED:
        hold(registration)
