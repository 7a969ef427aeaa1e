"""Sessions as entries of somebody's calendar: words by language, the address of a page, no link.

The link by which people join is in no file: whoever it is passed on to could use it. Files lead to
the page of the registration, which shows the link to the person.
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import gettext as _

from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.text import text_in
from engagement.mail.outbox import link
from engagement.meetings.calendar import CalendarEvent, Method, calendar_file, uid_of
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
    chosen = sessions_of(registration) if sessions is None else sessions
    if sessions is None:
        chosen = [each for each in chosen if each.ends_at > now()]
    if method is Method.REQUEST:
        chosen = [each for each in chosen if not is_cancelled(each)]
    if not chosen:
        return None
    people = {
        "organizer_email": current_app.config["SETTINGS"].mail_from,
        "organizer_name": ORGANIZER,
        "attendee_email": registration.email,
        "attendee_name": registration.name,
    }
    events = _own(registration, chosen, changed_at=now(), **people)
    return calendar_file(events, method=method)


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
    **columns,
) -> list[CalendarEvent]:
    language = language or registration.language
    page = page_of(registration.id, language)
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
