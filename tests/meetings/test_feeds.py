"""Calendar files to download, and the address that a calendar program reads."""

import io
import re
from contextlib import redirect_stderr
from datetime import UTC, datetime, timedelta

import structlog
from ical.calendar_stream import IcsCalendarStream

from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.db import transaction
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import make_leader, make_online_meeting, make_registration
from engagement.demo.meeting_paper_builders import make_officer
from engagement.demo.side_event_builders import make_side_event, make_slot, select
from engagement.meetings.commands import feeds, side_event_calls
from engagement.meetings.commands.postponing import postpone
from engagement.meetings.models import AgeBand, CalendarFeed, MeetingState
from engagement.organizations.queries import actor_for

AT = datetime(2031, 3, 3, 6, 0, tzinfo=UTC)


def events(answer):
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    return IcsCalendarStream.calendar_from_ics(answer.text).events


def address_on(page: str) -> str:
    """The path that the page shows once."""
    return re.search(r"http://localhost(/calendar/[\w-]{43}\.ics)", page)[1]


def test_everybody_gets_the_sessions_of_a_published_meeting_in_the_language_of_the_page(client, db):
    meeting = make_online_meeting(starts_at=AT, title={"en": "Bureau", "fr": "Bureau élargi"})
    draft = make_online_meeting(state=MeetingState.DRAFT)

    [event] = events(client.get(f"/fr/meetings/{meeting.id}/calendar.ics"))

    assert (event.summary, event.dtstart) == ("Bureau élargi", AT)
    assert event.url == f"http://localhost/fr/meetings/{meeting.id}"
    assert event.status == "CONFIRMED" and not event.attendees
    assert client.get(f"/fr/meetings/{draft.id}/calendar.ics").status_code == 404
    postpone(
        meeting.sessions[0],
        starts_at=AT + timedelta(days=1),
        alone=True,
        actor=actor_for(make_account(Role.MEETING_OFFICER)),
        reason="A storm.",
    )
    [later] = events(client.get(f"/fr/meetings/{meeting.id}/calendar.ics"))
    assert later.uid == event.uid and later.sequence > event.sequence
    assert later.dtstart == AT + timedelta(days=1)
    with transaction(audited=False):
        meeting.sessions[0].cancelled_at = now()
    [gone] = events(client.get(f"/fr/meetings/{meeting.id}/calendar.ics"))
    assert gone.status == "CANCELLED"


def test_the_file_of_a_registration_is_for_who_has_a_place_and_leads_to_its_page(db, sign_in):
    meeting = make_online_meeting(places=1, starts_at=AT)
    mine, waiting = make_registration(meeting), make_registration(meeting)
    path = "/en/meetings/registrations/{}/calendar.ics"

    answer = sign_in(mine.person).get(path.format(mine.id))

    [event] = events(answer)
    assert event.url.endswith(f"/en/meetings/registrations/{mine.id}")
    assert "meet.example" not in answer.text
    assert sign_in(waiting.person).get(path.format(waiting.id)).status_code == 404
    assert sign_in(make_account()).get(path.format(mine.id)).status_code == 404


def test_a_calendar_reads_all_meetings_of_its_owner_until_the_address_is_revoked(
    client, db, sign_in
):
    account = make_account(language="fr")
    confirmed = make_registration(
        make_online_meeting(starts_at=AT), account=account, age_band=AgeBand.YOUNG_ADULT
    )
    full = make_online_meeting(places=0, starts_at=AT + timedelta(days=2))
    make_registration(full, account=account)
    make_registration(make_online_meeting(), account=account, send=False)
    make_registration(make_online_meeting())
    browser = sign_in(account)
    made = browser.post("/en/meetings/calendar/make-feed")
    path = address_on(made.text)
    assert made.headers["Cache-Control"] == "no-store"
    assert path not in browser.get("/en/meetings/calendar").text

    answer = client.get(path)

    first, second = events(answer)
    assert first.dtstart == AT and "Green Youth (Kenya)" in first.summary
    assert second.summary.endswith(full.title["en"]) and second.summary != full.title["en"]
    for kept_out in ("meet.example", "young", account.email, confirmed.reference):
        assert kept_out not in answer.text
    assert "private" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    same = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert same.status_code == 304
    [feed] = db.query(CalendarFeed).all()
    db.refresh(feed)
    assert feed.last_read_at is not None
    with transaction(audited=False):
        confirmed.meeting.sessions[0].changed_at = now()
        confirmed.meeting.sessions[0].starts_at += timedelta(minutes=30)
    changed = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert changed.status_code == 200

    renewed = address_on(browser.post("/en/meetings/calendar/make-feed").text)
    assert client.get(path).status_code == 404
    assert client.get(renewed).status_code == 200
    browser.post("/en/meetings/calendar/revoke-feed")
    assert client.get(renewed).status_code == 404


def test_who_organizes_a_side_event_has_it_in_the_calendar_once_the_programme_is_public(client, db):
    organization, leader = make_leader()
    meeting = make_online_meeting(starts_at=AT)
    event = make_side_event(meeting, organization=organization, leader=leader)
    select(event, make_slot(meeting))
    select(make_side_event(meeting), make_slot(meeting))
    account = db.get_one(Account, leader.id)
    path = f"/calendar/{feeds.make_feed(account, actor=leader)}.ics"

    assert events(client.get(path)) == []
    side_event_calls.publish_programme(meeting, actor=make_officer())

    [entry] = events(client.get(path))
    assert entry.summary == event.title["en"]
    assert entry.dtstart == AT + timedelta(hours=1)
    assert entry.url.endswith(f"/en/meetings/side-events/{event.id}")
    assert "meet.example" not in client.get(path).text


def test_who_cannot_sign_in_any_more_has_no_calendar_and_an_erased_person_no_address(client, db):
    account = make_account()
    token = feeds.make_feed(account, actor=actor_for(account))
    with transaction(audited=False):
        account.deactivated_at = now()

    assert client.get(f"/calendar/{token}.ics").status_code == 404
    with transaction(audited=False):
        feeds.forget_feeds(account, {account.email_key})
    assert db.query(CalendarFeed).count() == 0


def test_the_address_of_a_calendar_gets_into_no_log(db):
    account = make_account()
    token = feeds.make_feed(account, actor=actor_for(account))

    with redirect_stderr(io.StringIO()) as written:
        structlog.get_logger().warning("fault", path=f"/calendar/{token}.ics", feed_token=token)

    assert "fault" in written.getvalue() and token not in written.getvalue()
