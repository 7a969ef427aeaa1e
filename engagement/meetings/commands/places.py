"""Who gets a place, who waits, who is offered one: all of it under one lock a meeting.

Parts of commands, none by itself. Never more places than there are: PostgreSQL refuses it, too
(CHECK on `meeting_category.taken`). As long as somebody who could have it waits, no place is free:
each place that becomes free is offered at once (product 5, R-40 to R-43).
"""

import hashlib
from typing import Any

from sqlalchemy import func, select

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import db, lock
from engagement.core.permissions import SYSTEM
from engagement.meetings.calendar import Method
from engagement.meetings.commands.letters import taken_out, tell
from engagement.meetings.commands.offering import fill, has_free_place
from engagement.meetings.commands.queue import lock_queue, number
from engagement.meetings.models import (
    Chaperone,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries import quotas
from engagement.meetings.queries.meetings import is_over
from engagement.meetings.queries.minors import in_company_of
from engagement.meetings.queries.obstacles import obstacles
from engagement.meetings.workflow import CONFIRM, LOSE_PLACE, QUEUE, workflow


def settle(registration: Registration) -> None:
    """Give a registration that was sent a place, or a place in line, unless something holds it.

    The person is told what came of it. The queue has to be locked.
    """
    if registration.state is not RegistrationState.SUBMITTED:
        return
    number(registration)
    held = obstacles(registration)
    if held:
        tell("submitted", registration, obstacles=held)
        return
    meeting, category = registration.meeting, registration.category
    if not meeting.awaits_lot and has_free_place(category) and not quotas.full(registration):
        confirm(registration)
        move_minors(registration)
        return
    workflow.fire(QUEUE, registration, actor=SYSTEM)
    registration.rank = _place_in_line(registration)
    record("meetings:registration:queued", registration, actor=SYSTEM, rank=registration.rank)
    tell("waiting", registration)


def _place_in_line(registration):
    """The number; where lots were drawn, what was drawn, and for others the place behind all.

    None as long as lots are still to be drawn.
    """
    meeting = registration.meeting
    if meeting.lottery_drawn_at is None:
        return None if meeting.awaits_lot else registration.number
    if registration.rank is not None:
        return registration.rank
    of_meeting = Registration.meeting_id == meeting.id
    return (db.session.scalar(select(func.max(Registration.rank)).where(of_meeting)) or 0) + 1


def confirm(registration: Registration) -> None:
    """Give a free place; whoever was offered one has it counted already."""
    offered = registration.offered_until is not None
    workflow.fire(CONFIRM, registration, actor=SYSTEM)
    take_place(registration, counted=offered)
    record("meetings:registration:confirmed", registration, actor=SYSTEM)
    tell("confirmed", registration, calendar=Method.REQUEST)


def take_place(registration: Registration, *, counted: bool) -> None:
    """Write down that a registration now in a state with a place has it."""
    registration.confirmed_at = now()
    registration.offered_at = registration.offered_until = None
    if not counted:
        registration.category.taken += 1


def held_place(registration: Registration) -> bool:
    """Whether a place is held, read under a lock of the row: ask before the state changes."""
    return lock(registration).holds_place


def give_back(registration: Registration, *, held: bool) -> None:
    """Free what a registration that has just left its state held: a place, a place in line.

    What was drawn by lot stays drawn, as the number does: whoever comes back has it again.
    """
    if held:
        registration.category.taken -= 1
    registration.confirmed_at = None
    if registration.meeting.lottery_drawn_at is None:
        registration.rank = None
    registration.offered_at = registration.offered_until = None


def hold(registration: Registration, **columns: Any) -> None:
    """Take a place, or a place in line, away again until what is missing is there.

    `columns` are written with it: what says that something is missing. The queue has to be locked.
    """
    held = held_place(registration)
    calendar = taken_out(registration.has_place)
    workflow.fire(LOSE_PLACE, registration, actor=SYSTEM)
    for name, value in columns.items():
        setattr(registration, name, value)
    give_back(registration, held=held)
    db.session.flush()
    record("meetings:registration:held", registration, actor=SYSTEM)
    tell("submitted", registration, obstacles=obstacles(registration), calendar=calendar)
    move_minors(registration)
    if held:
        fill(registration.meeting)


def move_minors(adult: Registration) -> None:
    """Let minors with whom an adult goes follow a place that was got or lost (product 5).

    Whose adult has a place is settled; whose adult has none any more is held and told. The queue
    has to be locked.
    """
    if adult.has_place and not adult.meeting.youngest.is_minor:
        return
    for bond in in_company_of(adult):
        if not adult.is_open or adult.is_minor:
            bond.ended_at = now()
            record("meetings:chaperone:ended", bond, actor=SYSTEM)
        match_company(bond.minor, bond)


def is_history(registration: Registration) -> bool:
    """Whether a place is a fact by now: attendance was noted, or the meeting is over."""
    noted = registration.has_place and registration.state is not RegistrationState.CONFIRMED
    return noted or (registration.has_place and is_over(registration.meeting))


def match_company(minor: Registration, bond: Chaperone | None) -> None:
    """Note whether an adult goes along, and settle or hold a minor by it; in a locked queue."""
    adult_id = bond.adult_id if bond is not None and bond.counts else None
    change(minor, chaperone_id=adult_id)


def change(minor: Registration, **columns: Any) -> None:
    """Write what holds a minor up or does no more, and let the place follow; in a locked queue.

    Once somebody took part, or the meeting is over, places stay as they were.
    """
    db.session.flush()
    lock(minor)
    meeting = minor.meeting
    if is_history(minor):
        return
    missing = minor.is_minor and None in columns.values()
    if missing and minor.state in {RegistrationState.CONFIRMED, RegistrationState.WAITING}:
        hold(minor, **columns)
        return
    before = obstacles(minor)
    for name, value in columns.items():
        setattr(minor, name, value)
    db.session.flush()
    if before and not obstacles(minor):
        lock_queue(meeting)
        settle(minor)


def lot(seed: str, number: int) -> str:
    """What orders registrations in a lottery: anybody can compute it from what is published.

    SHA-256 over "seed:number" in hexadecimal; the smallest is first in line.
    """
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()
