"""Mails about a registration: who gets them, in which language."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from engagement.mail import outbox
from engagement.meetings.models import Registration
from engagement.meetings.queries.registrations import position

_held: ContextVar[tuple[uuid.UUID, datetime] | None] = ContextVar("held", default=None)


@dataclass(frozen=True)
class Addressee:
    """Whom a mail about a registration goes to, with an account or without."""

    id: uuid.UUID | None
    name: str
    email: str
    language: str


def addressee(registration: Registration) -> Addressee:
    """The person, at the address of the registration."""
    return Addressee(
        registration.person_id, registration.name, registration.email, registration.language
    )


@contextmanager
def held_back(registration: Registration, until: datetime) -> Iterator[None]:
    """Mails about this registration leave at `until` alone, so that they can be recalled.

    What others are told in the same command, such as who is offered a place, leaves at once.
    """
    token = _held.set((registration.id, until))
    try:
        yield
    finally:
        _held.reset(token)


def tell(message: str, registration: Registration, **context) -> None:
    """Tell the person what became of the registration; part of a command."""
    held = _held.get()
    outbox.send(
        f"meetings/{message}",
        to=addressee(registration),
        about=registration,
        send_at=held[1] if held and held[0] == registration.id else None,
        registration=registration,
        meeting=registration.meeting,
        position=position(registration),
        **context,
    )
