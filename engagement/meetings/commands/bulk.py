"""Several registrations at once: approve, refuse, write, give more time; and take it back.

Each registration is a transaction of its own: whole or not at all, and the lock of the queue is
held for one of them at a time, so that people who register meanwhile do not wait for a batch. What
became of each is written down in the same transaction as the act itself.

A decision takes effect at once, so that places count rightly from that moment. The mails about it
leave when the time to undo is over: a mail cannot be called back from somebody's mailbox, a place
can. Undoing recalls them. A place that went to the next in line meanwhile is not taken away from
them again: whoever is reopened is then first in line, and told so.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import OperationalError

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import BUSY, NotAllowed, RuleViolation, is_busy
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.mail import outbox
from engagement.meetings import settings
from engagement.meetings.commands import bulk_plan, deciding
from engagement.meetings.commands.leaving import extend_offer
from engagement.meetings.commands.letters import held_back, tell
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.models import (
    BulkAct,
    BulkKind,
    Meeting,
    Registration,
)
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.staff_list import chosen

ABOUT_DECISIONS = ("submitted", "confirmed", "waiting", "refused")
"""Mails that a decision on a registration, or taking it back, sends to the person."""


@dataclass(frozen=True)
class Words:
    """What an officer wrote for an act: a reason; or a message in a language; or hours."""

    reason: str = ""
    subject: str = ""
    text: str = ""
    language: str = "en"
    hours: int = 0

    def kept(self) -> dict:
        """Those that are there, for the record of the act."""
        return {name: value for name, value in vars(self).items() if value}


def act(
    kind: BulkKind,
    registrations: Sequence[Registration],
    *,
    meeting: Meeting,
    actor: Actor,
    words: Words = Words(),
    key: uuid.UUID | None = None,
) -> BulkAct:
    """Do something to several registrations, one after the other; says in the act what came of it.

    A twin of the same form gets the first one's act. RuleViolation for none, or for too many.
    """
    ids = [each.id for each in registrations]
    bulk_act, is_first = begin(kind, ids, meeting=meeting, actor=actor, words=words, key=key)
    if is_first:
        _one_by_one(bulk_act, ids, _do, actor=actor, event="done")
    return bulk_act


@command
def begin(
    kind: BulkKind,
    ids: Sequence[uuid.UUID],
    *,
    meeting: Meeting,
    actor: Actor,
    words: Words,
    key: uuid.UUID | None = None,
) -> tuple[BulkAct, bool]:
    """Note that somebody begins an act; the act, and whether it is the first with this key."""
    if not can(actor, Registrations.HANDLE_SEVERAL):
        raise NotAllowed(Registrations.HANDLE_SEVERAL)
    if earlier := once.take(key, actor):
        return db.session.get_one(BulkAct, earlier.result_id), False
    most = settings.most_in_bulk()
    if not ids:
        raise RuleViolation(_l("Tick at least one registration."))
    if len(ids) > most:
        raise RuleViolation(_l("Choose at most %(most)d registrations at once.", most=most))
    undo = timedelta(minutes=settings.undo_minutes())
    bulk_act = BulkAct(
        meeting=meeting.registers_at,
        kind=kind,
        by_id=actor.id,
        words=words.kept(),
        asked=[str(each) for each in ids],
        undo_until=now() + undo if kind.can_be_undone else None,
    )
    db.session.add(bulk_act)
    db.session.flush()
    once.remember(key, bulk_act.id)
    record("meetings:bulk:begun", bulk_act, actor=actor, kind=kind.value, count=len(ids))
    return bulk_act, True


def undo(bulk_act: BulkAct, *, actor: Actor) -> None:
    """Take an act back where that is still possible, one registration after the other.

    As often as something is left that this person may work on, until the time for it is over
    (RuleViolation); when nothing is, it does nothing.
    """
    left = begin_undoing(bulk_act, actor=actor)
    if left:
        _one_by_one(bulk_act, left, _take_back, actor=actor, event="taken-back")


@command
def begin_undoing(bulk_act: BulkAct, *, actor: Actor) -> list[uuid.UUID]:
    """Note that somebody takes back what is left of an act; the registrations concerned."""
    lock(bulk_act)
    if not can(actor, Registrations.HANDLE_SEVERAL):
        raise NotAllowed(Registrations.HANDLE_SEVERAL)
    if not bulk_act.left:
        return []
    if not bulk_act.can_be_undone:
        raise RuleViolation(_l("The time to undo this is over. Its mails have been sent."))
    left = chosen(actor, bulk_act.meeting, [uuid.UUID(each) for each in bulk_act.left])
    if left:
        bulk_act.undone_at, bulk_act.undone_by_id = now(), actor.id
        record("meetings:bulk:undone", bulk_act, actor=actor, kind=bulk_act.kind.value)
    return [each.id for each in left]


def _one_by_one(bulk_act, ids, work, *, actor, event):
    """Do the work for each, then note for which it could not be done, and why."""
    refusals = {}
    for registration_id in ids:
        try:
            work(bulk_act, registration_id, actor=actor)
        except RuleViolation as refused:
            refusals[str(registration_id)] = {"refusal": str(refused.sentence)}
        except OperationalError as error:
            if not is_busy(error):
                raise
            refusals[str(registration_id)] = {"refusal": str(BUSY)}
        except NotAllowed:
            refusals[str(registration_id)] = {"refusal": str(bulk_plan.NOT_YOURS)}
    _finish(bulk_act, refusals, actor=actor, event=event, done=len(ids) - len(refusals))


@command
def _finish(bulk_act, refusals, *, actor, event, done):
    lock(bulk_act)
    if event == "done":
        bulk_act.outcomes = bulk_act.outcomes | refusals
    else:
        bulk_act.undone = bulk_act.undone | {
            each: refusal
            for each, refusal in refusals.items()
            if not bulk_act.undone_of(each).was_done
        }
    record(f"meetings:bulk:{event}", bulk_act, actor=actor, done=done, left=len(refusals))


@command
def _do(bulk_act: BulkAct, registration_id: uuid.UUID, *, actor: Actor) -> None:
    """One registration of an act, and what is noted of it, in one transaction."""
    registration = db.session.get_one(Registration, registration_id)
    if bulk_act.kind is not BulkKind.WRITE:
        lock_queue(registration.meeting)  # before the row, as everybody does
    lock(registration)
    bulk_plan.refuse(bulk_act.kind, registration, actor)
    before = registration.state
    words = Words(**bulk_act.words)
    if bulk_act.kind is BulkKind.APPROVE:
        with held_back(registration, bulk_act.undo_until):
            deciding.approve(registration, actor=actor)
    elif bulk_act.kind is BulkKind.REFUSE:
        with held_back(registration, bulk_act.undo_until):
            deciding.refuse(registration, actor=actor, reason=words.reason)
    elif bulk_act.kind is BulkKind.EXTEND:
        extend_offer(registration, actor=actor, hours=words.hours)
    else:
        write_to(registration, words, actor=actor)
    bulk_act.outcomes = bulk_act.outcomes | {
        str(registration_id): {"before": before.value, "after": registration.state.value}
    }


@command
def write_to(registration: Registration, words: Words, *, actor: Actor) -> None:
    """Send the officer's own words, between a greeting and an end in the person's language."""
    if not can(actor, Registrations.HANDLE, registration):
        raise NotAllowed(Registrations.HANDLE)
    record("meetings:registration:written-to", registration, actor=actor, title=words.subject)
    tell("message", registration, words=words)


@command
def _take_back(bulk_act: BulkAct, registration_id: uuid.UUID, *, actor: Actor) -> None:
    """Take back what an act did to one registration, and tell the person if it shows."""
    registration = db.session.get_one(Registration, registration_id)
    lock_queue(registration.meeting)
    lock(bulk_act)
    if bulk_act.undone_of(str(registration_id)).was_done:
        return  # by a second click meanwhile
    outcome = bulk_act.outcome_of(str(registration_id))
    lock(registration)
    if registration.state.value != outcome.after:
        raise RuleViolation(MOVED_ON)
    _recall(registration)
    with held_back(registration, bulk_act.undo_until):
        if bulk_act.kind is BulkKind.REFUSE:
            deciding.reopen(registration, actor=actor)
        else:
            deciding.take_approval_back(registration, actor=actor)
    if registration.state.value == outcome.before:
        _recall(registration)  # nothing is new for the person, who has heard of none of it
    bulk_act.undone = bulk_act.undone | {
        str(registration_id): {"before": outcome.after, "after": registration.state.value}
    }


def _recall(registration):
    for message in ABOUT_DECISIONS:
        outbox.recall(f"meetings/{message}", about=registration)
