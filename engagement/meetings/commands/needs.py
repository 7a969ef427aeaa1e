"""Somebody tells what they need to take part; one officer answers. No word of it leaves the row."""

import uuid
from collections.abc import Collection

from flask_babel import lazy_gettext as _l

from engagement.accounts.models import Account
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.mail import outbox
from engagement.meetings.commands.letters import tell
from engagement.meetings.models import AccessNeed, Meeting, NeedKind, Registration
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries.meetings import is_over
from engagement.meetings.queries.needs import (
    may_read_needs,
    need_of,
    officers,
    to_remind,
    unanswered,
    unread,
)
from engagement.meetings.safeguards import Needs
from engagement.organizations.queries import actor_for


@command
def tell_needs(
    registration: Registration,
    kinds: Collection[NeedKind],
    *,
    note: str | None,
    actor: Actor,
    key: uuid.UUID | None = None,
) -> AccessNeed:
    """Say once what is needed; as long as there is no answer it can be said anew.

    RuleViolation for nothing, for something else without a word on what, and after the answer.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(AccessNeed, earlier.result_id)
    lock(registration)
    if not can(actor, Needs.TELL, registration):
        raise NotAllowed(Needs.TELL)
    if not registration.is_open or is_over(registration.meeting):
        raise RuleViolation(MOVED_ON)
    if not kinds:
        raise RuleViolation(_l("Choose at least one."))
    if NeedKind.OTHER in kinds and not note:
        raise RuleViolation(_l("Say in your own words what else you need."))
    need = need_of(registration)
    if need is None:
        need = AccessNeed(registration=registration, kinds=[])
    elif need.answer is not None:
        raise RuleViolation(_l("This is answered already. Write to the contact of the meeting."))
    need.kinds, need.note = [kind.value for kind in NeedKind if kind in kinds], note or None
    need.asked_at = now()
    db.session.add(need)
    db.session.flush()
    once.remember(key, need.id)
    record("meetings:need:told", need, actor=actor)
    return need


@command
def answer_need(need: AccessNeed, *, answer: str, actor: Actor) -> None:
    """Say what there will be; the mail says only that there is an answer."""
    lock(need)
    if not can(actor, Needs.ANSWER, need):
        raise NotAllowed(Needs.ANSWER)
    if not answer.strip():
        raise RuleViolation(_l("Write something first."))
    need.answer, need.answered_at, need.answered_by_id = answer.strip(), now(), actor.id
    record("meetings:need:answered", need, actor=actor)
    tell("answered", need.registration)


@command
def remind_of_needs(meeting: Meeting) -> bool:
    """Mail the officer that needs are without an answer, and no word of what they are; for jobs.

    Of those that nobody reads all officers are mailed, so that one of them names another. False
    where another worker was first, and where there is nobody to tell.
    """
    db.session.refresh(meeting, with_for_update={"key_share": True, "of": Meeting})
    if meeting not in to_remind():
        return False
    officer, without_reader = meeting.reads_needs, unread(meeting)
    waiting = unanswered(actor_for(officer), meeting) if may_read_needs(officer) else 0
    others = officers() if without_reader else []
    if not waiting and not others:
        return False
    meeting.needs_reminded_at = now()
    told = {"waiting": waiting, "unread": without_reader}
    record("meetings:needs:reminded", meeting, actor=SYSTEM, **told)
    if waiting:
        outbox.send(
            "meetings/needs_wait", to=officer, about=meeting, meeting=meeting, waiting=waiting
        )
    for each in others:
        outbox.send("meetings/needs_unread", to=each, about=meeting, meeting=meeting)
    return True


@command
def name_needs_officer(meeting: Meeting, account: Account, *, actor: Actor) -> None:
    """Name the one officer who reads accessibility needs; whoever is new to it is reminded anew.

    RuleViolation for no meeting officer.
    """
    lock(meeting)
    if not can(actor, Meetings.MANAGE, meeting):
        raise NotAllowed(Meetings.MANAGE)
    if not may_read_needs(account):
        raise RuleViolation(_l("Choose a meeting officer."))
    if account != meeting.reads_needs:
        meeting.needs_reminded_at = None
    meeting.needs_officer = account
    record("meetings:meeting:needs-officer", meeting, actor=actor, officer=str(account.id))
