"""Mails about a registration: who gets them, in which language."""

import uuid
from dataclasses import dataclass

from engagement.mail import outbox
from engagement.meetings.models import Delegation, Registration
from engagement.meetings.queries.registrations import position
from engagement.protocol.queries import administrators


@dataclass(frozen=True)
class Addressee:
    """Whom a mail about a registration goes to, with an account or without."""

    id: uuid.UUID | None
    name: str
    email: str
    language: str


def addressee(registration: Registration) -> Addressee:
    """The person, at the address of the account; of the registration where there is none."""
    person = registration.person
    return Addressee(
        registration.person_id,
        registration.name,
        person.email if person else registration.email,
        registration.language,
    )


def tell(message: str, registration: Registration, **context) -> None:
    """Tell the person what became of the registration; part of a command."""
    outbox.send(
        f"meetings/{message}",
        to=addressee(registration),
        about=registration,
        registration=registration,
        meeting=registration.meeting,
        position=position(registration),
        **context,
    )


def tell_delegation(message: str, delegation: Delegation) -> None:
    """Tell who administers a State's delegation what became of its papers; part of a command."""
    for person in administrators([delegation.country]).get(delegation.country, []):
        outbox.send(
            f"meetings/{message}",
            to=person,
            about=delegation,
            delegation=delegation,
            meeting=delegation.meeting,
        )
