"""When hours, links or places change: who is mailed, what the calendar does, what moves along."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import make_online_meeting, make_registration
from engagement.meetings import jobs
from engagement.meetings.calendar_entries import sequence_of
from engagement.meetings.commands import leaving
from engagement.meetings.commands.postponing import postpone
from engagement.meetings.commands.touching import as_they_are, touch
from engagement.meetings.models import EndReason, MeetingNotice, MeetingSession, RegistrationState
from engagement.organizations.queries import actor_for
from tests.meetings.told import mails, make_account_in, run_tellings

NAIROBI = ZoneInfo("Africa/Nairobi")
PARIS = ZoneInfo("Europe/Paris")


def parsed(message):
    return IcsCalendarStream.calendar_from_ics(message.calendar)


def officer():
    return actor_for(make_account(Role.MEETING_OFFICER))


def add_session(meeting, days=1):
    """A session more, so many days after the first."""
    first = meeting.sessions[0]
    with transaction(audited=False):
        starts_at = first.starts_at + timedelta(days=days)
        session = MeetingSession(
            meeting=meeting,
            title={"en": "Second day of Green Youth (Kenya)"},
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            first_starts_at=starts_at,
        )
        meeting.sessions.append(session)
        meeting.ends_at = session.ends_at
    return session


def change(meeting, *, reason=None, **values):
    """What an officer's command does to the first session."""
    with transaction(audited=False):
        before = as_they_are(meeting.sessions)
        for name, value in values.items():
            setattr(meeting.sessions[0], name, value)
        touch(meeting, before, reason=reason)


def test_a_confirmed_place_comes_with_the_sessions_for_the_calendar_and_leaving_takes_them_out(db):
    meeting = make_online_meeting(places=1, starts_at=datetime(2031, 3, 3, 20, 0, tzinfo=UTC))
    add_session(meeting)
    registration, waiting = make_registration(meeting), make_registration(meeting)

    sent = mails(db, "confirmed")[registration.email]
    events = parsed(sent).events
    assert sent.calendar_method == "REQUEST"
    assert [each.dtstart for each in events] == [each.starts_at for each in meeting.sessions]
    assert {each.uid.partition("@")[0] for each in events} == {
        str(each.id) for each in meeting.sessions
    }
    assert [str(each.uri).removeprefix("mailto:") for each in events[0].attendees] == [
        registration.email
    ]
    assert "meet.example" not in sent.calendar
    assert mails(db, "waiting")[waiting.email].calendar is None

    leaving.withdraw(registration, actor=actor_for(registration.person))
    leaving.withdraw(waiting, actor=actor_for(waiting.person))
    left = mails(db, "withdrawn")
    assert left[registration.email].calendar_method == "CANCEL"
    assert [each.status for each in parsed(left[registration.email]).events] == ["CANCELLED"] * 2
    assert left[waiting.email].calendar is None


def test_a_moved_session_is_told_once_to_each_with_both_hours_by_their_own_clocks(db):
    meeting = make_online_meeting(places=1, starts_at=datetime(2031, 3, 3, 20, 0, tzinfo=UTC))
    confirmed = make_registration(meeting, account=make_account_in("Asia/Tokyo"))
    waiting = make_registration(meeting, account=make_account(language="fr"), language="fr")
    before = sequence_of(meeting.sessions[0])

    change(
        meeting,
        starts_at=datetime(2031, 3, 3, 21, 30, tzinfo=UTC),
        reason="The room is taken.",
        ends_at=datetime(2031, 3, 3, 23, 30, tzinfo=UTC),
    )
    assert run_tellings(db) == ["meetings.tell_notice", "meetings.tell_batch"]

    told = mails(db, "changed")
    assert set(told) == {confirmed.email, waiting.email}
    words = told[confirmed.email].body_text
    for needed in ("Nairobi", "Tokyo", "06:30", "05:00", "00:30", "The room is taken."):
        assert needed in words
    [event] = parsed(told[confirmed.email]).events
    assert (event.dtstart, event.sequence) == (meeting.sessions[0].starts_at, before + 2)
    assert told[confirmed.email].calendar_method == "REQUEST"
    assert told[waiting.email].calendar is None
    assert told[waiting.email].language == "fr"

    [notice] = db.scalars(select(MeetingNotice)).all()
    jobs.tell_notice(str(notice.id))
    run_tellings(db)
    assert len(mails(db, "changed")) == 2


def test_another_link_is_told_to_who_has_a_place_alone_and_the_link_is_in_no_mail(db):
    meeting = make_online_meeting(places=1)
    confirmed, _waiting = make_registration(meeting), make_registration(meeting)

    change(meeting, join_url="https://secret.example/room")
    run_tellings(db)

    [mail] = mails(db, "changed").values()
    assert mail.to == confirmed.email
    for kept in (mail.body_text, mail.body_html, mail.calendar):
        assert "secret.example" not in kept


def test_a_cancelled_session_is_taken_out_of_calendars_and_the_other_stays(db):
    meeting = make_online_meeting()
    add_session(meeting)
    registration = make_registration(meeting)

    change(meeting, cancelled_at=now())
    run_tellings(db)

    mail = mails(db, "changed")[registration.email]
    [event] = parsed(mail).events
    assert mail.calendar_method == "CANCEL"
    assert (event.uid.partition("@")[0], event.status) == (str(meeting.sessions[0].id), "CANCELLED")
    assert "Cancelled" in mail.body_text


def test_nothing_that_people_see_changed_and_drafts_tell_nobody(db):
    meeting = make_online_meeting()
    make_registration(meeting)
    change(meeting, capacity=20)
    draft = make_online_meeting(published_at=None, state="draft")
    change(
        draft,
        starts_at=draft.starts_at + timedelta(hours=1),
        ends_at=draft.ends_at + timedelta(hours=1),
    )

    assert run_tellings(db) == []
    assert draft.sessions[0].sequence == 1


def test_postponing_moves_what_follows_by_the_clocks_with_deadlines_and_offers(db, time_machine):
    time_machine.move_to(datetime(2031, 3, 27, 9, 0, tzinfo=UTC))
    begins = datetime(2031, 3, 29, 10, 0, tzinfo=PARIS)
    meeting = make_online_meeting(places=1, zone="Europe/Paris", starts_at=begins, offer_hours=96)
    second = add_session(meeting)
    gone, offered = make_registration(meeting), make_registration(meeting)
    leaving.withdraw(gone, actor=actor_for(gone.person))
    assert offered.offered_until == begins
    closes = meeting.categories[0].closes_at
    ends_with = second.starts_at.astimezone(PARIS)
    assert ends_with.hour == 11  # an hour was left out at night

    new = datetime(2031, 4, 5, 14, 0, tzinfo=PARIS)
    acting = officer()
    postpone(meeting.sessions[0], starts_at=new, alone=False, actor=acting, reason="A storm.")

    assert meeting.sessions[0].starts_at == meeting.starts_at == new
    assert (
        second.starts_at
        == datetime(2031, 4, 6, 15, 0, tzinfo=PARIS)
        == meeting.ends_at - (timedelta(hours=2))
    )
    category = meeting.categories[0]
    local = category.closes_at.astimezone(PARIS)
    assert local.replace(tzinfo=None) - closes.astimezone(PARIS).replace(tzinfo=None) == timedelta(
        days=7, hours=4
    )
    assert category.first_closes_at == closes
    assert offered.offered_until == offered.offered_at + timedelta(hours=96)
    [event] = db.scalars(select(AuditEvent).filter_by(action="meetings:meeting:postponed"))
    assert (event.data["reason"], event.data["deadlines"]) == ("A storm.", 1)
    run_tellings(db)
    assert set(mails(db, "changed")) == {offered.email}

    with pytest.raises(RuleViolation):  # the same form sent again
        postpone(meeting.sessions[0], starts_at=new, alone=False, actor=acting, reason="A storm.")
    with pytest.raises(NotAllowed):
        postpone(
            second,
            starts_at=new + timedelta(days=30),
            alone=True,
            reason="x",
            actor=actor_for(offered.person),
        )


def test_an_officer_sees_the_new_hours_and_how_many_are_told_before_it_is_done(db, sign_in):
    meeting = make_online_meeting(starts_at=datetime(2031, 3, 3, 6, 0, tzinfo=UTC))
    make_registration(meeting)
    browser = sign_in(make_account_in("Pacific/Apia", Role.MEETING_OFFICER))
    path = f"/en/meetings/{meeting.id}/postpone"
    typed = {
        "session": str(meeting.sessions[0].id),
        "on_day-day": "4",
        "on_day-month": "3",
        "on_day-year": "2031",
        "begins": "14:00",
        "reason": "The Green Youth (Kenya) line broke.",
    }

    refused = browser.post(path, data=typed | {"on_day-day": "2"})
    assert refused.status_code == 422 and "later hour" in refused.text
    assert "line broke" in refused.text
    looked = browser.post(path, data=typed)
    assert "1 person is told" in looked.text and "Bangkok" in looked.text and "Apia" in looked.text
    assert meeting.sessions[0].sequence == 0
    done = browser.post(path, data=typed | {"confirmed": "yes"})

    assert done.status_code == 302
    db.refresh(meeting.sessions[0])
    assert meeting.sessions[0].starts_at == datetime(2031, 3, 4, 14, 0, tzinfo=NAIROBI)
    stranger = sign_in(make_account())
    assert stranger.get(path).status_code == 403


def test_a_meeting_that_is_cancelled_is_told_by_the_mail_that_ends_the_registration(db):
    registration = make_registration()
    leaving.end_registration(registration, reason=EndReason.MEETING_CANCELLED)

    assert registration.state is RegistrationState.WITHDRAWN
    assert mails(db, "withdrawn")[registration.email].calendar_method == "CANCEL"
