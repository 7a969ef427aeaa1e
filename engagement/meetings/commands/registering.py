"""Somebody registers: alone, as a draft first if they like."""

import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from engagement.accounts.models import Account
from engagement.accounts.queries import email_key
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.meetings.commands.places import lock_queue, number, settle
from engagement.meetings.models import (
    UNSENT,
    AgeBand,
    Category,
    CategoryKind,
    DelegationFunction,
    Gender,
    Mode,
    Registration,
    Relation,
)
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.answers import kept_answers, refuse_missing_answers
from engagement.meetings.queries.delegations import head_of
from engagement.meetings.queries.papers import refuse_missing_papers
from engagement.meetings.workflow import SUBMIT, workflow

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and letters that nobody mistakes for one another when a reference is read aloud."""

ALREADY = _l("This person is registered for this meeting already.")
SECOND_HEAD = _l(
    "A delegation has one head. Give the person who is head now another function first."
)


@dataclass(frozen=True)
class Details:
    """What a registration says of a person. `answers` are those to the meeting's own questions."""

    name: str
    language: str
    mode: Mode
    age_band: AgeBand | None = None
    country: str | None = None
    represents: str | None = None
    relation: Relation | None = None
    position: str | None = None
    function: DelegationFunction | None = None
    gender: Gender | None = None
    first_time: bool | None = None
    listed: bool = False
    answers: dict[str, str] = field(default_factory=dict)


@command
def register(
    category: Category,
    details: Details,
    *,
    account: Account,
    actor: Actor,
    send: bool = True,
    key: uuid.UUID | None = None,
) -> Registration:
    """Register oneself in a category; `send=False` keeps a draft.

    RuleViolation for somebody who is registered already, outside of the window, for who is too
    young, and for a required question without an answer; NotAllowed where others nominate.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(Registration, earlier.result_id)
    _refuse_other_people(category, details, account, actor)
    registration = add(
        category, details, email=account.email, person_id=account.id, registered_by=actor
    )
    once.remember(key, registration.id)
    if send:
        submit(registration, actor=actor)
    return registration


@command
def send(registration: Registration, *, actor: Actor) -> None:
    """Send a draft as it stands, once its papers are there."""
    lock(registration)
    if not can(actor, Registrations.ANSWER, registration):
        raise NotAllowed(Registrations.ANSWER)
    _refuse_gaps(registration)
    submit(registration, actor=actor)


@command
def revise(
    registration: Registration, details: Details, *, actor: Actor, send: bool = True
) -> None:
    """Change what has not been sent yet, an invitation too, and send it unless told otherwise."""
    lock(registration)
    if not can(actor, Registrations.ANSWER, registration):
        raise NotAllowed(Registrations.ANSWER)
    if registration.state not in UNSENT:
        raise RuleViolation(MOVED_ON)
    write(registration, details)
    record("meetings:registration:saved", registration, actor=actor)
    if send:
        submit(registration, actor=actor)


def add(
    category: Category,
    details: Details,
    *,
    email: str,
    person_id: uuid.UUID | None,
    registered_by: Actor,
    **columns: Any,
) -> Registration:
    """A new draft with what was said; part of a command. RuleViolation for a second of a person."""
    registration = Registration(
        meeting=category.meeting,
        category=category,
        reference=new_reference(),
        person_id=person_id,
        email=email.strip(),
        email_key=email_key(email),
        **columns,
    )
    write(registration, details)
    try:
        with db.session.begin_nested():
            db.session.add(registration)
            db.session.flush()
    except IntegrityError as error:
        taken = "uq_meeting_registration_head" in str(error.orig)
        raise RuleViolation(SECOND_HEAD if taken else ALREADY) from error
    record(
        "meetings:registration:begun",
        registration,
        actor=registered_by,
        category=category.kind.value,
        mode=details.mode.value,
    )
    return registration


def write(registration: Registration, details: Details) -> None:
    """Put what was said into a registration; answers to questions not asked are left out."""
    category = registration.category
    if details.mode not in category.meeting.modes:
        raise RuleViolation(_l("Choose how the person takes part."))
    for name in (
        "name",
        "language",
        "mode",
        "age_band",
        "represents",
        "relation",
        "position",
        "function",
        "gender",
        "first_time",
    ):
        setattr(registration, name, getattr(details, name))
    if not category.kind.by_state:
        registration.function = None
    registration.country = details.country or registration.country
    if details.listed != registration.listed:
        registration.listed, registration.listed_changed_at = details.listed, now()
    registration.answers = kept_answers(category, details.answers)
    refuse_second_head(registration)


def refuse_second_head(registration: Registration) -> None:
    """RuleViolation where the delegation has a head already who is somebody else."""
    if registration.function is not DelegationFunction.HEAD:
        return
    with db.session.no_autoflush:
        head = head_of(registration.category.meeting, registration.country or "")
    if head is not None and head is not registration:
        raise RuleViolation(SECOND_HEAD)


def submit(registration: Registration, *, actor: Actor) -> None:
    """Send a registration, and settle what comes of it; part of a command.

    Whom others nominated is asked the meeting's questions afterwards (`obstacles`).
    """
    if registration.nominated_by_id is None:
        refuse_missing_answers(registration)
        refuse_missing_papers(registration)
    queue = lock_queue(registration.meeting)
    workflow.fire(SUBMIT, registration, actor=actor)
    registration.submitted_at = now()
    number(registration, queue)
    registration.notice_version = registration.meeting.notice_version
    db.session.flush()
    record(
        "meetings:registration:submitted",
        registration,
        actor=actor,
        number=registration.number,
        notice=registration.notice_version,
    )
    settle(registration, queue)


def new_reference() -> str:
    """What people call a registration: random, so that nothing can be counted from it."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(8))
    return f"REG-{signs[:4]}-{signs[4:]}"


def _refuse_gaps(registration):
    """A draft may have been saved with little; the page asks for what is needed."""
    kind = registration.category.kind
    of_a_body = kind.by_oneself and kind is not CategoryKind.PUBLIC
    if (
        not registration.name
        or not (registration.country or kind.by_organization)
        or (of_a_body and not (registration.represents and registration.relation))
    ):
        raise RuleViolation(_l("Something is still missing. Go on with what you wrote first."))


def _refuse_other_people(category, details, account, actor):
    if not can(actor, Registrations.BEGIN) or actor.id != account.id:
        raise NotAllowed(Registrations.BEGIN)
    if category.kind.by_organization:
        raise NotAllowed(Registrations.BEGIN)
    if category.kind.by_state and details.country not in actor.delegate_of:
        raise NotAllowed(Registrations.BEGIN)
