"""Places are drawn by lot: anybody can draw again from what is published and gets the same."""

import secrets

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.meetings.commands.letters import tell
from engagement.meetings.commands.offering import has_free_place
from engagement.meetings.commands.places import confirm, lot, move_minors
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.models import Meeting, Registration, RegistrationState
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import quotas
from engagement.meetings.queries.standing import kept_out


def new_seed() -> str:
    """A seed that nobody can guess; its SHA-256 is published before the first registration."""
    return secrets.token_hex(16)


@command
def draw_lots(meeting: Meeting, *, actor: Actor) -> None:
    """Draw, once and from the announced instant on: places go down the list, the rest waits.

    The order is that of `lot(seed, number)` among all who were sent and held up by nothing.
    """
    lock_queue(meeting)
    db.session.refresh(meeting)
    if not (actor.is_system or can(actor, Meetings.MANAGE, meeting)):
        raise NotAllowed(Meetings.MANAGE)
    if not meeting.awaits_lot:
        raise RuleViolation(_l("The lots of this meeting are drawn already, or it has none."))
    if meeting.lottery_at > now():
        raise RuleViolation(_l("Lots are not drawn before the time that was announced."))
    meeting.lottery_drawn_at = now()
    drawn = _drawn(meeting)
    for place, registration in enumerate(drawn, start=1):
        registration.rank = place
    db.session.flush()
    record("meetings:meeting:lots-drawn", meeting, actor=actor, drawn=len(drawn))
    _give_places(meeting, drawn)


def _drawn(meeting):
    entered = db.session.scalars(
        select(Registration).where(
            Registration.meeting_id == meeting.id,
            Registration.state == RegistrationState.WAITING,
        )
    ).all()
    return sorted(entered, key=lambda one: lot(meeting.lottery_seed, one.number))


def _give_places(meeting, drawn):
    room = quotas.Room(meeting)
    barred = kept_out(drawn)  # their organization cannot take part now: they wait as drawn
    for registration in drawn:
        free = has_free_place(registration.category) and registration.id not in barred
        if free and room.is_there_for(registration):
            room.take(registration)
            confirm(registration)
        else:
            tell("waiting", registration)
    for registration in drawn:
        if registration.has_place:
            move_minors(registration)
