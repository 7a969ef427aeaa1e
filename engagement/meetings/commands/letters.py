"""Mails about a registration: who gets them, in which language."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from engagement.mail import outbox
from engagement.mail.outbox import Batch
from engagement.meetings.calendar import Method
from engagement.meetings.calendar_entries import invitation
from engagement.meetings.models import MeetingSession, Registration
from engagement.meetings.queries.registrations import position


@dataclass(frozen=True)
class Addressee:
    """Whom a mail about a registration goes to, with an account or without."""

    id: uuid.UUID | None
    name: str
    email: str
    language: str


def taken_out(confirmed: bool) -> Method | None:
    """What the mail to somebody who leaves does to the calendar: a confirmed place was in it."""
    return Method.CANCEL if confirmed else None


def addressee(registration: Registration) -> Addressee:
    """The person, at the address of the registration."""
    return Addressee(
        registration.person_id, registration.name, registration.email, registration.language
    )


def tell(
    message: str,
    registration: Registration,
    *,
    calendar: Method | None = None,
    sessions: Sequence[MeetingSession] | None = None,
    batch: Batch | None = None,
    **context,
) -> None:
    """Tell the person what became of the registration; part of a command.

    `calendar` puts its sessions into the person's calendar with the mail, or takes them out; all of
    them unless `sessions` says which.
    """
    file = invitation(registration, calendar, sessions=sessions) if calendar else None
    outbox.send(
        f"meetings/{message}",
        to=addressee(registration),
        about=registration,
        registration=registration,
        meeting=registration.meeting,
        position=position(registration),
        calendar=file,
        calendar_method=calendar.value if calendar else None,
        together_with=batch,
        **context,
    )
