"""Side events as entries of anybody's calendar; the link by which people join is in no file."""

from collections.abc import Sequence

from flask_babel import gettext as _

from engagement.core.text import text_in
from engagement.mail.outbox import link
from engagement.meetings.calendar import CalendarEvent, calendar_file, uid_of
from engagement.meetings.models import Meeting, MeetingState, SideEvent
from engagement.web.i18n import speaking


def file_of_side_event(event: SideEvent, language: str) -> bytes:
    """One side event, with the address of its page."""
    return calendar_file([entry_of(event, language)], name=text_in(event.title, language)[0])


def file_of_programme(meeting: Meeting, events: Sequence[SideEvent], language: str) -> bytes:
    """All of a meeting."""
    return calendar_file(
        [entry_of(each, language) for each in events], name=text_in(meeting.title, language)[0]
    )


def entry_of(event: SideEvent, language: str) -> CalendarEvent:
    """A side event that has a slot, as one entry."""
    meeting, slot = event.meeting, event.slot
    page = link(f"/{language}/meetings/side-events/{event.id}")
    with speaking(language):
        place = slot.place or _("Online")
    return CalendarEvent(
        uid=uid_of(event.id, link("")),
        sequence=meeting.sequence + event.sequence,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        zone=meeting.zone,
        summary=text_in(event.title, language)[0],
        changed_at=event.changed_at,
        description=page,
        location=place,
        url=page,
        cancelled=meeting.state is MeetingState.CANCELLED,
    )
