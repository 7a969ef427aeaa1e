"""People who come are checked in at the door, and that is undone again."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.jobs.queue import enqueue
from engagement.meetings.attendance_permissions import Attendances
from engagement.meetings.commands.noting import take_back
from engagement.meetings.models import CheckIn, Registration
from engagement.meetings.queries.checking_in import check_in_of, why_not
from engagement.meetings.queries.meetings import is_over


@command
def check_in(registration: Registration, *, actor: Actor, key: uuid.UUID | None = None) -> CheckIn:
    """Note that somebody has come. RuleViolation with the reason for who cannot, and for twice."""
    lock(registration)
    if not can(actor, Attendances.CHECK_IN, registration):
        raise NotAllowed(Attendances.CHECK_IN)
    if (earlier := once.take(key, actor)) and earlier.result_id:
        return db.session.get_one(CheckIn, earlier.result_id)
    if check_in_of(registration) is not None:
        raise RuleViolation(_l("This person is checked in already."))
    if reason := why_not(registration):
        raise RuleViolation(reason)
    noted = CheckIn(registration=registration, checked_by_id=actor.id)
    db.session.add(noted)
    db.session.flush()
    once.remember(key, noted.id)
    record("meetings:check-in:made", noted, actor=actor)
    if is_over(registration.meeting):
        enqueue("meetings.note_attendance", meeting_id=str(registration.meeting_id))
    return noted


@command
def undo_check_in(check_in: CheckIn, *, actor: Actor) -> None:
    """Take a check-in back: it was somebody else. Whoever counted by it alone does not any more."""
    lock(check_in.registration)
    lock(check_in)
    if not can(actor, Attendances.CHECK_IN, check_in):
        raise NotAllowed(Attendances.CHECK_IN)
    if check_in.undone_at is not None:
        raise RuleViolation(MOVED_ON)
    check_in.undone_at, check_in.undone_by_id = now(), actor.id
    db.session.flush()
    record("meetings:check-in:undone", check_in, actor=actor)
    take_back(check_in.registration.meeting)
