"""Places that were offered are taken or declined; registrations are withdrawn."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, can
from engagement.mail.outbox import Batch
from engagement.meetings.calendar import Method
from engagement.meetings.commands.letters import taken_out, tell
from engagement.meetings.commands.offering import fill, last_answer
from engagement.meetings.commands.places import give_back, held_place, move_minors, take_place
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.models import EndReason, Registration
from engagement.meetings.permissions import Registrations
from engagement.meetings.workflow import (
    ACCEPT_OFFER,
    DECLINE,
    END,
    EXPIRE_OFFER,
    WITHDRAW,
    workflow,
)
from engagement.meetings.workflow.registrations import not_decided_on_oneself

LONGEST_OFFER = timedelta(days=10)


@command
def accept_offer(registration: Registration, *, actor: Actor) -> None:
    """Take the place that is offered, within its time."""
    lock_queue(registration.meeting)
    workflow.fire(ACCEPT_OFFER, registration, actor=actor)
    take_place(registration, counted=True)
    record("meetings:registration:accepted", registration, actor=actor)
    tell("confirmed", registration, calendar=Method.REQUEST)
    move_minors(registration)


@command
def decline(registration: Registration, *, actor: Actor) -> None:
    """Decline an invitation or an offer: the next in line is offered the place."""
    _end(DECLINE, registration, actor, EndReason.DECLINED, "declined")


@command
def withdraw(registration: Registration, *, actor: Actor) -> None:
    """Leave, whatever the state: the list, the place, or a draft. The next in line is asked."""
    own = registration.person_id == actor.id
    reason = EndReason.OWN_WISH if own else EndReason.NOMINATOR
    _end(WITHDRAW, registration, actor, reason, "withdrawn")


@command
def expire_offer(registration: Registration) -> None:
    """Nobody took the place in time; it goes to the next in line. For jobs."""
    _end(EXPIRE_OFFER, registration, SYSTEM, EndReason.OFFER_EXPIRED, "offer-expired")


@command
def end_registration(
    registration: Registration, *, reason: EndReason, quietly: bool = False
) -> None:
    """End a registration for a reason of the meeting or of the organization. For jobs.

    `quietly` writes to nobody: the person's address has just been erased.
    """
    _end(END, registration, SYSTEM, reason, "ended", quietly=quietly)


@command
def extend_offer(registration: Registration, *, actor: Actor, hours: int) -> None:
    """Give somebody more time to take a place that is offered (at most ten days in all)."""
    lock_queue(registration.meeting)
    db.session.refresh(registration)
    if not can(actor, Registrations.HANDLE, registration):
        raise NotAllowed(Registrations.HANDLE)
    not_decided_on_oneself(registration, actor)
    if registration.offered_until is None or registration.offered_until <= now():
        raise RuleViolation(_l("No place is offered to this registration now."))
    wanted = registration.offered_until + timedelta(hours=hours)
    if wanted > registration.offered_at + LONGEST_OFFER:
        raise RuleViolation(_l("A place is kept for at most ten days."))
    registration.offered_until = min(wanted, last_answer(registration.meeting))
    record(
        "meetings:registration:offer-extended",
        registration,
        actor=actor,
        until=registration.offered_until.isoformat(),
    )
    tell("offered", registration)


def _end(transition, registration, actor, reason, event, *, quietly=False):
    """Move to withdrawn, free what was held, offer it on, and tell the person."""
    lock_queue(registration.meeting)
    held = held_place(registration)
    calendar = taken_out(registration.has_place)
    workflow.fire(transition, registration, actor=actor)
    registration.ended_at, registration.end_reason = now(), reason
    give_back(registration, held=held)
    db.session.flush()
    record(f"meetings:registration:{event}", registration, actor=actor, reason=reason.value)
    if not quietly and (registration.submitted_at or registration.invited_by_id):
        batch = Batch() if reason is EndReason.MEETING_CANCELLED else None
        tell("withdrawn", registration, calendar=calendar, batch=batch)
        if batch is not None:  # one of many: what others wait for goes first
            batch.leave()
    move_minors(registration)
    if held:
        fill(registration.meeting)
