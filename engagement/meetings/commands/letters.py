"""Mails about a registration: who gets them, in which language."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from engagement.core.versions import KeptByKey
from engagement.mail import outbox
from engagement.mail.outbox import Batch
from engagement.meetings.calendar import Method
from engagement.meetings.calendar_entries import (
    InvitationPattern,
    invitation,
    invitation_pattern,
)
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.models import (
    Chaperone,
    Delegation,
    GuardianConsent,
    MeetingSession,
    Registration,
)
from engagement.meetings.queries.minors import consent_of
from engagement.meetings.queries.registrations import position
from engagement.protocol.queries import administrators

_kept: KeptByKey[InvitationPattern] = KeptByKey(AREA, most=200)
_held: ContextVar[tuple[uuid.UUID, datetime] | None] = ContextVar("held", default=None)


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
    """The person, at the address of the account; about a minor somebody who answers for them.

    Nobody is written to who is under 18 as long as there is an adult to write to: the guardian who
    agreed, else who nominated. The one place that decides on it.
    """
    if registration.is_minor:
        consent = consent_of(registration)
        if consent is not None and consent.is_given and consent.email:
            return guardian(consent)
        nominator = registration.nominated_by
        if nominator is not None:
            return Addressee(nominator.id, nominator.name, nominator.email, nominator.language)
    person = registration.person
    return Addressee(
        registration.person_id,
        registration.name,
        person.email if person else registration.email,
        registration.language,
    )


def guardian(consent: GuardianConsent) -> Addressee:
    """A guardian, in the language they were asked in."""
    return Addressee(None, consent.name, consent.email, consent.language)


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


def tell(
    message: str,
    registration: Registration,
    *,
    calendar: Method | None = None,
    sessions: Sequence[MeetingSession] | None = None,
    batch: Batch | None = None,
    to: Addressee | None = None,
    **context,
) -> None:
    """Tell the person what became of the registration; part of a command.

    The mail goes `to` somebody else than its `addressee` only where that has just changed.
    `calendar` puts its sessions into the calendar of whoever gets the mail, or takes them out; all
    of them unless `sessions` says which.
    """
    held = _held.get()
    file = _file_for(registration, calendar, sessions) if calendar else None
    outbox.send(
        f"meetings/{message}",
        to=to or addressee(registration),
        about=registration,
        send_at=held[1] if held and held[0] == registration.id else None,
        registration=registration,
        meeting=registration.meeting,
        position=position(registration),
        calendar=file,
        calendar_method=calendar.value if calendar else None,
        together_with=batch,
        **{"zone": zone_of(registration)} | context,
    )


def _file_for(registration, method, sessions):
    """For whoever registers when thousands do it is only filled in, see `Meeting.changes_seen`."""
    meeting = registration.meeting
    if method is not Method.REQUEST or sessions is not None or meeting.changes_seen is None:
        return invitation(registration, method, sessions=sessions)
    alike = (registration.language, registration.mode, registration.state)
    kept = _kept.get(
        (meeting.id, meeting.changes_seen, *alike), lambda: invitation_pattern(registration)
    )
    return kept.of(registration)


def zone_of(registration: Registration) -> str | None:
    """By whose clocks somebody lives, as far as we know."""
    return registration.person.time_zone if registration.person else None


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


def ask_guardian_by_mail(consent: GuardianConsent, token: str) -> None:
    """Send a guardian the link; part of a command."""
    outbox.send(
        "meetings/guardian_asked",
        to=guardian(consent),
        about=consent,
        consent=consent,
        registration=consent.registration,
        meeting=consent.registration.meeting,
        token=token,
    )


def ask_adult_by_mail(bond: Chaperone, token: str) -> None:
    """Send an adult the link by which to agree to go along; part of a command."""
    outbox.send(
        "meetings/chaperone_asked",
        to=addressee(bond.adult),
        about=bond,
        bond=bond,
        registration=bond.adult,
        meeting=bond.minor.meeting,
        token=token,
    )


def tell_about_adult(message: str, bond: Chaperone) -> None:
    """Tell whom mails about the minor go to what the adult answered; part of a command."""
    tell(message, bond.minor, bond=bond)
