"""Sessions as entries of somebody's calendar: words by language, the address of a page, no link.

The link by which people join is in no file: whoever it is passed on to could use it. Files lead to
the page of the registration, which shows the link to the person.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import gettext as _

from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.text import text_in
from engagement.mail.outbox import link
from engagement.meetings.calendar import CalendarEvent, Method, calendar_file, uid_of
from engagement.meetings.calendar_pattern import FOR_ANYBODY, PAGE, Pattern, pattern_of
from engagement.meetings.models import (
    Meeting,
    MeetingSession,
    MeetingState,
    Mode,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries.entries import of_account, sessions_of
from engagement.meetings.queries.own_side_events import own_in_programmes
from engagement.meetings.side_event_calendar import entry_of
from engagement.organizations.queries import actor_for
from engagement.web.i18n import speaking

ORGANIZER = "UN Environment Programme"
REFRESH = timedelta(hours=6)
"""How often calendar programs are asked to read a feed again; changes are mailed besides."""


def sequence_of(session: MeetingSession) -> int:
    """The SEQUENCE of a session: that of its meeting and its own together.

    Both only ever grow, so the sum does with each change of either.
    """
    return session.meeting.sequence + session.sequence


def file_of_meeting(meeting: Meeting, language: str) -> bytes:
    """What everybody may put into a calendar: the sessions, with the address of the public page."""
    with speaking(language):
        page = link(f"/{language}/meetings/{meeting.id}")
        events = [_event(each, language, page) for each in meeting.sessions]
    return calendar_file(events, name=text_in(meeting.title, language)[0])


def file_of_registration(registration: Registration) -> bytes:
    """The same for one person, with the address of the page of the registration."""
    return calendar_file(_own(registration, sessions_of(registration)))


def invitation(
    registration: Registration,
    method: Method,
    *,
    sessions: Sequence[MeetingSession] | None = None,
) -> bytes | None:
    """What a mail carries: it puts sessions into the person's calendar, or takes them out again.

    All that are not over unless `sessions` says which; None where none is left. It is dated now, so
    that of two with the same sequence the later one counts (RFC 5546, 2.1.4).
    """
    chosen = _chosen(registration, method, sessions)
    if not chosen:
        return None
    person = {"attendee_email": registration.email, "attendee_name": registration.name}
    return calendar_file(_invited(registration, chosen, **person), method=method)


@dataclass(frozen=True, slots=True)
class InvitationPattern:
    """The invitation of whoever registers in the same way, until the first session is over."""

    file: Pattern | None
    until: datetime | None

    def of(self, registration: Registration) -> bytes | None:
        """What `invitation` writes for a person, to put all sessions into the calendar."""
        if self.file is None or self.until is None or now() >= self.until:
            return invitation(registration, Method.REQUEST)
        return self.file.filled(
            page=page_of(registration.id, registration.language),
            changed_at=now(),
            email=registration.email,
            name=registration.name,
        )


def invitation_pattern(registration: Registration) -> InvitationPattern:
    """What `invitation` writes for a person, with gaps for the next one who registers like this."""
    chosen = _chosen(registration, Method.REQUEST)
    if not chosen:
        return InvitationPattern(None, None)
    events = _invited(registration, chosen, page=PAGE, **FOR_ANYBODY)
    file = pattern_of(calendar_file(events, method=Method.REQUEST))
    return InvitationPattern(file, min(each.ends_at for each in chosen))


def _chosen(registration, method, sessions=None):
    """The sessions of an invitation: those named, else all not over; to REQUEST, none cancelled."""
    chosen = sessions_of(registration) if sessions is None else sessions
    if sessions is None:
        chosen = [each for each in chosen if each.ends_at > now()]
    if method is Method.REQUEST:
        chosen = [each for each in chosen if not is_cancelled(each)]
    return chosen


def _invited(registration, sessions, **people):
    sender = current_app.config["SETTINGS"].mail_from
    organizer = {"organizer_email": sender, "organizer_name": ORGANIZER}
    return _own(registration, sessions, changed_at=now(), **organizer, **people)


def feed(account: Account) -> bytes:
    """All meetings of a person: those confirmed, and those waited for, which say so.

    Besides them the side events that the person's organizations and States hold.
    """
    language = account.language
    with speaking(language):
        name = _("Meetings of the UN Environment Programme")
        events = [
            event
            for registration, sessions in of_account(account.id)
            for event in _own(registration, sessions, language=language)
        ]
    events += [entry_of(each, language) for each in own_in_programmes(actor_for(account))]
    return calendar_file(events, name=name, refresh=REFRESH)


def is_cancelled(session: MeetingSession) -> bool:
    """Whether it does not take place, by itself or with its meeting."""
    return session.cancelled_at is not None or session.meeting.state is MeetingState.CANCELLED


def _own(
    registration: Registration,
    sessions: Collection[MeetingSession],
    *,
    language: str | None = None,
    page: str | None = None,
    **columns,
) -> list[CalendarEvent]:
    language = language or registration.language
    page = page or page_of(registration.id, language)
    waits = registration.state is RegistrationState.WAITING
    online = registration.mode is Mode.ONLINE
    with speaking(language):
        return [
            _event(each, language, page, waits=waits, online=online, joins=not waits, **columns)
            for each in sessions
        ]


def page_of(registration_id: uuid.UUID, language: str) -> str:
    """The address of the page of a registration."""
    return link(f"/{language}/meetings/registrations/{registration_id}")


def _event(
    session: MeetingSession,
    language: str,
    page: str,
    *,
    waits: bool = False,
    online: bool = False,
    joins: bool = False,
    changed_at: datetime | None = None,
    **people,
) -> CalendarEvent:
    meeting = session.meeting
    title = _title(session, language)
    words = [_("You join by the page of your registration:") if joins else "", page]
    return CalendarEvent(
        uid=uid_of(session.id, link("")),
        sequence=sequence_of(session),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=meeting.zone,
        summary=_("Waiting list: %(title)s", title=title) if waits else title,
        changed_at=changed_at or session.changed_at,
        description="\n".join(filter(None, words)),
        location=_("Online") if online or not meeting.place else meeting.place,
        url=page,
        cancelled=is_cancelled(session),
        **people,
    )


def _title(session, language):
    title = text_in(session.meeting.title, language)[0]
    own = text_in(session.title, language)[0]
    if own and len(session.meeting.sessions) > 1:
        return f"{title}: {own}"
    return title
