"""What happened to a registration, as its person reads it: from the trail, no names of staff."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ARRAY, Text, Uuid, bindparam, func, select

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


OF_A_REGISTRATION = (
    select(AuditEvent.action, AuditEvent.happened_at, AuditEvent.data)
    .where(
        AuditEvent.subject_type == func.any(bindparam("kinds", type_=ARRAY(Text))),
        AuditEvent.subject_id == func.any(bindparam("ids", type_=ARRAY(Uuid))),
    )
    .order_by(AuditEvent.id.desc())
)
KINDS = [Registration.__tablename__, ChangeRequest.__tablename__]


def history(registration: Registration) -> list[Happening]:
    """What happened to it and to requests for its change, the latest first; one query."""
    ids = [registration.id, *(each.id for each in registration.changes)]
    events = ask(OF_A_REGISTRATION, {"kinds": KINDS, "ids": ids})
    return [_happening(event) for event in events if event.action in WORDS]


def _happening(event):
    title, tone = WORDS[event.action]
    reason = event.data.get("reason")
    why = reason in set(EndReason)
    return Happening(
        title,
        event.happened_at,
        tone,
        note=EndReason(reason).label if why else None,
        text=None if why else reason,
    )
