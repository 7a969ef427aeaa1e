"""Mails about side events: to whoever organizes them, in the language of each."""

from datetime import datetime

from engagement.accounts.models import Account
from engagement.mail import outbox
from engagement.meetings.models import Agreement, SideEvent, SideEventOrganizer
from engagement.organizations.queries import focal_points
from engagement.protocol.queries import administrators


def tell_organizers(message: str, event: SideEvent, *, send_at: datetime | None = None) -> None:
    """Write to everybody who organizes it; part of a command."""
    for person in people_of(event):
        outbox.send(
            f"meetings/{message}",
            to=person,
            about=event,
            send_at=send_at,
            event=event,
            meeting=event.meeting,
        )


def ask_organizer(organizer: SideEventOrganizer) -> None:
    """The focal points of an organization are asked to agree or decline; part of a command."""
    for person in focal_points(organizer.organization_id):
        outbox.send(
            "meetings/side_event_asked",
            to=person,
            about=organizer,
            event=organizer.side_event,
            meeting=organizer.side_event.meeting,
            organization=organizer.organization,
        )


def tell_answer(organizer: SideEventOrganizer) -> None:
    """Whoever proposes it hears what a co-organizer has answered; part of a command."""
    event = organizer.side_event
    for person in proposers(event):
        outbox.send(
            "meetings/side_event_answered",
            to=person,
            about=organizer,
            event=event,
            meeting=event.meeting,
            organization=organizer.organization,
            agrees=organizer.agreement is Agreement.AGREED,
        )


def proposers(event: SideEvent) -> list[Account]:
    """Who speaks now for the organization or the State that proposes it."""
    if event.country is not None:
        return administrators([event.country]).get(event.country, [])
    return list(focal_points(event.organization_id))


def people_of(event: SideEvent) -> list[Account]:
    """The same, with those of co-organizers who agreed; everybody once."""
    agreed = [each for each in event.organizers if each.agreement is Agreement.AGREED]
    found = proposers(event)
    for each in agreed:
        found += focal_points(each.organization_id)
    return list({person.id: person for person in found}.values())
