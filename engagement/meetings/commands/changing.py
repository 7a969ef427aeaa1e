"""What is said in a registration changes: at once, or as a request where it touches who comes."""

import uuid
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.accounts.queries import email_key
from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.meetings.calendar import Method
from engagement.meetings.commands.accompanying import follow_age_and_person, follow_mode
from engagement.meetings.commands.letters import tell
from engagement.meetings.commands.places import settle
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.commands.readdressing import leave_address
from engagement.meetings.commands.registering import ALREADY, Details, write
from engagement.meetings.commands.replacing import forget_first, unlist
from engagement.meetings.models import ENDED, UNSENT, ChangeRequest, ChangeState, Mode, Registration
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries import quotas
from engagement.meetings.queries.answers import missing
from engagement.meetings.queries.meetings import is_over
from engagement.meetings.queries.papers import waits_for_papers
from engagement.meetings.queries.registrations import is_registered

IDENTITY = ("name", "email", "represents", "age_band", "mode")
"""Who comes, for whom, and how: after it was sent, these change by a moderated request alone."""


@command
def change_details(registration: Registration, details: Details, *, actor: Actor) -> None:
    """Correct what identifies nobody, at any time before the end; of the person's own choice, too.

    What is identity stays as it is, see `ask_change`; so does the consent to stand in the list of
    participants, which the person alone gives and takes back. What was held until questions are
    answered is settled.
    """
    lock_queue(registration.meeting)
    lock(registration)
    if not can(actor, Registrations.CHANGE, registration):
        raise NotAllowed(Registrations.CHANGE)
    if registration.state in {*UNSENT, *ENDED}:
        raise RuleViolation(MOVED_ON)
    was_missing = _waits_for_the_person(registration)
    kept = {name: getattr(registration, name) for name in (*IDENTITY, "function")}
    write(registration, replace(details, listed=registration.listed))
    for name, value in kept.items():
        setattr(registration, name, value)
    db.session.flush()
    record("meetings:registration:changed", registration, actor=actor)
    if was_missing and not _waits_for_the_person(registration):
        settle(registration)


@command
def ask_change(
    registration: Registration,
    wanted: dict[str, Any],
    *,
    actor: Actor,
    reason: str,
    key: uuid.UUID | None = None,
) -> ChangeRequest:
    """Ask that somebody else comes, or in another way; `wanted` by the names of `IDENTITY`.

    RuleViolation when nothing would change, or another request is open.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(ChangeRequest, earlier.result_id)
    lock(registration)
    if not can(actor, Registrations.CHANGE, registration):
        raise NotAllowed(Registrations.CHANGE)
    if registration.state in {*UNSENT, *ENDED}:
        raise RuleViolation(MOVED_ON)
    if open_change(registration) is not None:
        raise RuleViolation(_l("A change that was asked for is still to be decided."))
    after = {
        name: value
        for name, value in wanted.items()
        if name in IDENTITY and value != getattr(registration, name)
    }
    if not after:
        raise RuleViolation(_l("Nothing would change. Change what is to be different first."))
    _refuse_when_over(registration, after)
    asked = ChangeRequest(
        registration=registration,
        before={name: getattr(registration, name) for name in after},
        after=after,
        reason=reason,
        asked_by_id=actor.id,
    )
    db.session.add(asked)
    db.session.flush()
    once.remember(key, asked.id)
    record("meetings:change:asked", asked, actor=actor, fields=sorted(after))
    return asked


@command
def accept_change(asked: ChangeRequest, *, actor: Actor) -> None:
    """Let a request take effect; the place stays where it is, if quotas have room for it.

    Another address is another person, who begins with a place and nothing of the first one's.
    """
    registration = asked.registration
    lock_queue(registration.meeting)
    _decide(asked, actor)
    _refuse_when_over(registration, asked.after)
    asked.state, asked.decided_at, asked.decided_by_id = ChangeState.ACCEPTED, now(), actor.id
    address = email_key(asked.after.get("email", registration.email))
    is_another = address != registration.email_key
    if registration.has_place and is_another:
        leave_address(registration)
    if is_another:
        forget_first(registration, actor=actor)
    elif "name" in asked.after and asked.asked_by_id != registration.person_id:
        unlist(registration)  # only oneself consents to be named, under one's own name
    _take_over(registration, asked.after)
    follow_age_and_person(registration, asked.after, actor)
    if "mode" in asked.after:
        follow_mode(registration)
    db.session.flush()
    versions.bump("meetings")
    record("meetings:change:accepted", asked, actor=actor, fields=sorted(asked.after))
    calendar = Method.REQUEST if registration.has_place else None
    tell(
        "change_accepted",
        registration,
        asked=asked,
        unanswered=bool(missing(registration)),
        calendar=calendar,
    )


@command
def refuse_change(asked: ChangeRequest, *, actor: Actor, reason: str) -> None:
    """Leave the registration as it is, with a reason."""
    _decide(asked, actor)
    asked.state, asked.decided_at, asked.decided_by_id = ChangeState.REFUSED, now(), actor.id
    asked.refusal = reason
    record("meetings:change:refused", asked, actor=actor, reason=reason)
    tell("change_refused", asked.registration, asked=asked)


def open_change(registration: Registration) -> ChangeRequest | None:
    """The request that is still to be decided, or None."""
    return next((each for each in registration.changes if each.state is ChangeState.ASKED), None)


def _waits_for_the_person(registration):
    return bool(missing(registration)) or waits_for_papers(registration)


def _decide(asked, actor):
    lock(asked)
    if not can(actor, Registrations.HANDLE, asked):
        raise NotAllowed(Registrations.HANDLE)
    if asked.state is not ChangeState.ASKED or not asked.registration.is_open:
        raise RuleViolation(MOVED_ON)
    if actor.id in {asked.asked_by_id, asked.registration.person_id}:
        raise RuleViolation(_l("You asked for this yourself: somebody else has to decide on it."))


def _refuse_when_over(registration, after):
    """Who took part, and how, is history by then; a name may still be misspelt."""
    if is_over(registration.meeting) and after.keys() - {"name", "represents"}:
        raise RuleViolation(_l("This meeting is over: only the name can still be corrected."))


def _take_over(registration, after):
    if "mode" in after:
        _change_mode(registration, Mode(after["mode"]))
    for name in {"name", "represents"} & after.keys():
        setattr(registration, name, after[name])
    if "email" in after:
        _change_address(registration, after["email"])


def _change_mode(registration, mode):
    """Only with room in the quotas of the other mode; the place itself is the category's."""
    held = registration.holds_place
    registration.mode = mode
    if held:
        with db.session.no_autoflush:
            blocked = quotas.full(registration)
        if blocked is not None:
            raise RuleViolation(_l("There is no place left for taking part in this way."))


def _change_address(registration, email):
    if email_key(email) != registration.email_key:
        if is_registered(registration.meeting, email_key(email)):
            raise RuleViolation(ALREADY)
        registration.person = db.session.scalar(
            select(Account).where(
                Account.email_key == email_key(email), Account.verified_at.is_not(None)
            )
        )
    registration.email, registration.email_key = email.strip(), email_key(email)
