"""Somebody registers: alone, as a draft first if they like."""

import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from engagement.accounts.models import Account
from engagement.accounts.queries import email_key
from engagement.audit.commands import record
from engagement.audit.models import AuditEvent
from engagement.core import limits
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.core.writing import write_new
from engagement.jobs.queue import gathered
from engagement.mail.models import Message
from engagement.meetings import settings
from engagement.meetings.commands.places import match_company, settle
from engagement.meetings.commands.queue import lock_queue, number
from engagement.meetings.models import (
    UNSENT,
    AgeBand,
    Category,
    CategoryKind,
    DelegationFunction,
    Gender,
    Mode,
    Registration,
    RegistrationState,
    Relation,
)
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.answers import kept_answers, refuse_missing_answers
from engagement.meetings.queries.delegations import head_of
from engagement.meetings.queries.minors import chaperone_of
from engagement.meetings.queries.papers import refuse_missing_papers
from engagement.meetings.workflow import SUBMIT, workflow
from engagement.meetings.workflow.registrations import meeting_takes_place

HOUR = 60 * 60
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
    young, and for a required question without an answer; NotAllowed where others nominate;
    TooOften for who begins very many in an hour.

    This is what thousands do in the last hour: what becomes of it is decided before the row is
    written, once, as it stays. Category, meeting, questions and account are best `carried` there.
    """
    made_id = uuid.uuid4()
    if earlier := limits.take(key, actor, result_id=made_id, **_attempt()):
        return db.session.get_one(Registration, earlier.result_id)
    _refuse_other_people(category, details, account, actor)
    with _refused_in_words(), db.session.no_autoflush, gathered() as jobs:
        registration = begin(category, details, email=account.email, person=account, id=made_id)
        _record_begun(registration, actor)
        if send:
            submit(registration, actor=actor, unwritten=True)
        write_new(
            registration,
            AuditEvent,
            Message,
            changed=(category, "taken"),
            then=jobs.deferred(),
        )
    return registration


def count_attempt(actor: Actor) -> None:
    """Count a registration that somebody begins; TooOften beyond what an hour allows."""
    limits.count(who=str(actor.id), **_attempt())


def _attempt():
    return {
        "purpose": "registration",
        "limit": settings.registrations_an_hour(),
        "seconds": HOUR,
    }


@command
def send(registration: Registration, *, actor: Actor) -> None:
    """Send a draft as it stands, once its papers are there."""
    lock_queue(registration.meeting)
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
    if send:
        lock_queue(registration.meeting)
    lock(registration)
    if not can(actor, Registrations.ANSWER, registration):
        raise NotAllowed(Registrations.ANSWER)
    if registration.state not in UNSENT:
        raise RuleViolation(MOVED_ON)
    write(registration, details)
    record("meetings:registration:saved", registration, actor=actor)
    db.session.flush()
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
    with _refused_in_words(), db.session.begin_nested():
        registration = begin(category, details, email=email, person_id=person_id, **columns)
        db.session.flush()
    _record_begun(registration, registered_by)
    return registration


def begin(category: Category, details: Details, *, email: str, **columns: Any) -> Registration:
    """A draft that is not written yet; all that decides about its place is known."""
    person = columns.get("person")
    registration = Registration(
        meeting_id=category.meeting_id,
        meeting=category.meeting,
        category_id=category.id,
        category=category,
        reference=new_reference(),
        email=email.strip(),
        email_key=email_key(email),
        **{
            "id": uuid.uuid4(),
            "state": RegistrationState.DRAFT,
            "person_id": person.id if person else None,
        }
        | columns,
    )
    write(registration, details)
    db.session.add(registration)
    return registration


@contextmanager
def _refused_in_words() -> Iterator[None]:
    """What PostgreSQL refuses (a second registration, a second head) as a RuleViolation."""
    try:
        yield
    except IntegrityError as error:
        second = "uq_meeting_registration_head" in str(error.orig)
        if not second and "uq_meeting_registration_open" not in str(error.orig):
            raise
        raise RuleViolation(SECOND_HEAD if second else ALREADY) from error


def _record_begun(registration, actor):
    record(
        "meetings:registration:begun",
        registration,
        actor=actor,
        category=registration.category.kind.value,
        mode=registration.mode.value,
    )


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


def submit(registration: Registration, *, actor: Actor, unwritten: bool = False) -> None:
    """Send a registration, and settle what comes of it; part of a command.

    Whom others nominated is asked the meeting's questions afterwards (`obstacles`). The queue has
    to be locked, other than for a row that is `unwritten`: its number locks it.
    """
    if registration.nominated_by_id is None:
        refuse_missing_answers(registration)
        refuse_missing_papers(registration)
    workflow.fire(SUBMIT, registration, actor=actor)
    with db.session.no_autoflush:  # whatever was sent has both, or PostgreSQL refuses it
        number(registration, alone=unwritten)
        registration.submitted_at = now()
        meeting_takes_place(registration, actor)  # it may have been cancelled before the lock
    registration.notice_version = registration.meeting.notice_version
    record(
        "meetings:registration:submitted",
        registration,
        actor=actor,
        number=registration.number,
        notice=registration.notice_version,
    )
    if registration.is_minor:  # the adult was perhaps named before it was said how they come
        match_company(registration, chaperone_of(registration))
    settle(registration)


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
