"""What happened to a registration, as its person reads it: from the trail, no names of staff."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    ARRAY,
    JSON,
    ColumnElement,
    ScalarSelect,
    Text,
    Uuid,
    bindparam,
    func,
    select,
)

from engagement.audit.models import AuditEvent
from engagement.core.db import ask
from engagement.meetings.models import ChangeRequest, EndReason, Registration

REGISTRATION, CHANGE = "meetings:registration:", "meetings:change:"
WORDS = {
    f"{REGISTRATION}begun": (_l("Registration begun"), "neutral"),
    f"{REGISTRATION}submitted": (_l("Sent to the secretariat"), "active"),
    f"{REGISTRATION}approved": (_l("Approved by the secretariat"), "active"),
    f"{REGISTRATION}confirmed": (_l("Place confirmed"), "good"),
    f"{REGISTRATION}queued": (_l("Put on the waiting list"), "waiting"),
    f"{REGISTRATION}offered": (_l("A place was offered"), "attention"),
    f"{REGISTRATION}offer-extended": (_l("More time was given to take the place"), "attention"),
    f"{REGISTRATION}accepted": (_l("The place offered was taken"), "good"),
    f"{REGISTRATION}held": (_l("Put on hold, because something is missing"), "waiting"),
    f"{REGISTRATION}changed": (_l("Details changed"), "neutral"),
    f"{REGISTRATION}refused": (_l("Refused by the secretariat"), "bad"),
    f"{REGISTRATION}reopened": (_l("The refusal was taken back"), "active"),
    f"{REGISTRATION}declined": (_l("Declined"), "neutral"),
    f"{REGISTRATION}withdrawn": (_l("Withdrawn"), "neutral"),
    f"{REGISTRATION}offer-expired": (_l("The place offered was not taken in time"), "bad"),
    f"{REGISTRATION}ended": (_l("Ended"), "bad"),
    f"{REGISTRATION}attended": (_l("It was noted that the person took part"), "good"),
    f"{REGISTRATION}missed": (_l("It was noted that the person did not come"), "neutral"),
    f"{CHANGE}asked": (_l("A change was asked for"), "waiting"),
    f"{CHANGE}accepted": (_l("The change was accepted"), "good"),
    f"{CHANGE}refused": (_l("The change was refused"), "bad"),
}
"""Acts that the person is told of; others are the house's own bookkeeping."""


@dataclass(frozen=True)
class Happening:
    """One line of the history, as `components/timeline.html` takes it."""

    title: Any
    at: datetime
    tone: str
    note: Any = None
    text: str | None = None


KINDS = [Registration.__tablename__, ChangeRequest.__tablename__]


def past_of(registration_id: ColumnElement[uuid.UUID]) -> ScalarSelect[Any]:
    """What the trail knows of a registration and of requests for its change, in any order.

    [[number, action, time, data], …] in JSON, or NULL; to be put into any query. Each SELECT says
    that it belongs to the registration outside: one within another would read all of the table.
    """
    changes = (
        select(ChangeRequest.id)
        .where(ChangeRequest.registration_id == registration_id)
        .correlate(Registration)
    )
    ids = func.array_append(func.array(changes.scalar_subquery()), registration_id)
    event = [AuditEvent.id, AuditEvent.action, AuditEvent.happened_at, AuditEvent.data]
    return (
        select(func.json_agg(func.json_build_array(*event), type_=JSON))
        .where(
            AuditEvent.subject_type == func.any(bindparam("kinds", KINDS, type_=ARRAY(Text))),
            AuditEvent.subject_id == func.any(ids),
        )
        .correlate(Registration)
        .scalar_subquery()
    )


PAST = select(past_of(bindparam("registration_id", type_=Uuid)))


def history(registration: Registration) -> list[Happening]:
    """What happened to it and to requests for its change, the latest first; one query at most."""
    past = registration.past
    if past is None:
        past = ask(PAST, {"registration_id": registration.id}).scalar_one()
    events = sorted(past or (), reverse=True)
    return [_happening(*event) for _number, *event in events if event[0] in WORDS]


def _happening(action, at, data):
    title, tone = WORDS[action]
    reason = data.get("reason")
    why = reason in set(EndReason)
    return Happening(
        title,
        datetime.fromisoformat(at),
        tone,
        note=EndReason(reason).label if why else None,
        text=None if why else reason,
    )
