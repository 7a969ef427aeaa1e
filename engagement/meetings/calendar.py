"""Calendar files of meetings (RFC 5545, RFC 5546): from plain values to bytes, nothing else.

The same values give the same bytes, so that a feed that has not changed has not changed.
"""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vCalAddress, vDuration, vText

from engagement.meetings.zone_changes import definition

PRODUCT = "-//United Nations Environment Programme//engagement//EN"
UNIVERSAL = frozenset({"UTC", "Etc/UTC"})
"""Zones whose times are written in UTC, without a definition."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""What RFC 5545 has no place for in a text; line ends are made `\\n` before."""


class Method(StrEnum):
    """What who gets the file should do with it (RFC 5546)."""

    PUBLISH = "PUBLISH"
    """Look at it: downloads and feeds."""

    REQUEST = "REQUEST"
    """Put it into the calendar of the person invited, or change it there."""

    CANCEL = "CANCEL"
    """Take it out again."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A session as calendars know it; instants are aware, `zone` is the meeting's own.

    ValueError for an instant without zone, for an end before the beginning, and for an identifier
    or an address with spaces or line ends.
    """

    uid: str
    sequence: int
    """Higher each time when time, place or link changed, or it was cancelled."""
    starts_at: datetime
    ends_at: datetime
    zone: str
    summary: str
    changed_at: datetime
    description: str = ""
    location: str = ""
    url: str = ""
    organizer_email: str | None = None
    organizer_name: str = ""
    attendee_email: str | None = None
    attendee_name: str = ""
    cancelled: bool = False
    alarms: tuple[int, ...] = ()
    """Minutes before the beginning."""

    def __post_init__(self) -> None:
        if any(each.utcoffset() is None for each in (self.starts_at, self.ends_at)):
            raise ValueError("an event begins and ends at instants, which have a zone")
        if self.changed_at.utcoffset() is None:
            raise ValueError("the instant of the last change has a zone")
        if self.ends_at < self.starts_at:
            raise ValueError("an event does not end before it begins")
        for each in (self.uid, self.url, self.organizer_email, self.attendee_email):
            if re.search(r"\s", each or ""):
                raise ValueError("identifiers and addresses have neither spaces nor line ends")


def uid_of(session_id: uuid.UUID, base_url: str) -> str:
    """The identifier of a session in every calendar, for ever: never made from what can change."""
    return f"{session_id}@{urlsplit(base_url).hostname or 'localhost'}"


def content_type(method: Method) -> str:
    """The media type that goes with a file; mail programs read the method in it."""
    return f"text/calendar; charset=utf-8; method={method.value}"


def calendar_file(
    events: Sequence[CalendarEvent],
    *,
    method: Method = Method.PUBLISH,
    name: str = "",
    refresh: timedelta | None = None,
) -> bytes:
    """The file; a feed has a `name` and says how often it is worth looking at again.

    An invitation or its cancelling says who invites whom: ValueError for one without organizer
    or, if it invites, without attendee.
    """
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method.value)
    if name:
        calendar.add("NAME", vText(_clean(name)))
        calendar.add("X-WR-CALNAME", vText(_clean(name)))
    if refresh is not None:
        calendar.add("REFRESH-INTERVAL", refresh, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(refresh))
    for each in events:
        calendar.add_component(_event(each, method))
    written = calendar.to_ical()
    zones = sorted({each.zone for each in events if _by_the_zone(each)})
    before_events = written.find(b"\r\nBEGIN:VEVENT\r\n") + len(b"\r\n")
    definitions = b"".join(_definition(each, events) for each in zones)
    return written[:before_events] + definitions + written[before_events:] if zones else written


def _definition(zone: str, events: Iterable[CalendarEvent]) -> bytes:
    of_zone = [each for each in events if each.zone == zone]
    first = min(each.starts_at for each in of_zone)
    return definition(zone, first, max(each.ends_at for each in of_zone))


def _event(event: CalendarEvent, method: Method) -> Event:
    cancelled = event.cancelled or method is Method.CANCEL
    written = Event()
    written.add("UID", event.uid)
    written.add("SEQUENCE", event.sequence)
    written.add("DTSTAMP", event.changed_at.astimezone(UTC))
    written.add("LAST-MODIFIED", event.changed_at.astimezone(UTC))
    zone = ZoneInfo(event.zone) if _by_the_zone(event) else UTC
    written.add("DTSTART", event.starts_at.astimezone(zone))
    written.add("DTEND", event.ends_at.astimezone(zone))
    written.add("SUMMARY", _clean(event.summary))
    for word, text in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if text:
            written.add(word, _clean(text))
    if event.url:
        written.add("URL", event.url)
    written.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
    written.add("TRANSP", "TRANSPARENT" if cancelled else "OPAQUE")
    _add_people(written, event, method)
    if not cancelled:
        for minutes in sorted(set(event.alarms), reverse=True):
            written.add_component(_alarm(event, minutes))
    return written


def _add_people(written: Event, event: CalendarEvent, method: Method) -> None:
    """A published event has no attendee (RFC 5546, 3.2.1); an invited one need not answer."""
    invites = method is Method.REQUEST
    if method is not Method.PUBLISH and not event.organizer_email:
        raise ValueError("an invitation needs an organizer")
    if invites and not event.attendee_email:
        raise ValueError("an invitation needs somebody who is invited")
    if event.organizer_email:
        written.add("ORGANIZER", _address(event.organizer_email, event.organizer_name))
    if method is not Method.PUBLISH and event.attendee_email:
        written.add("ATTENDEE", attendee(event.attendee_email, event.attendee_name))


def attendee(email: str, name: str) -> vCalAddress:
    """Who is invited, and need not answer."""
    address = _address(email, name)
    address.params.update(ROLE="REQ-PARTICIPANT", PARTSTAT="ACCEPTED", RSVP="FALSE")
    return address


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    if name:  # a parameter may hold neither quotation marks nor line ends
        address.params["CN"] = " ".join(_clean(name).replace('"', "'").split())
    return address


def _alarm(event: CalendarEvent, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", -timedelta(minutes=minutes))
    alarm.add("DESCRIPTION", _clean(event.summary))
    return alarm


def _by_the_zone(event: CalendarEvent) -> bool:
    """Whether its times can be written by the clocks of its zone.

    A time that the clocks show twice means the first of the two (RFC 5545, 3.3.5), so an event
    that begins or ends at the second can be written in UTC only.
    """
    if event.zone in UNIVERSAL:
        return False
    local = ZoneInfo(event.zone)
    return not any(each.astimezone(local).fold for each in (event.starts_at, event.ends_at))


def _clean(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNPRINTABLE.sub("", lines)
