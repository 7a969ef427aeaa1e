"""Reminders: when, to whom, by whose clocks, and to nobody twice."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from engagement.core.db import transaction
from engagement.demo.meeting_builders import make_online_meeting, make_registration
from engagement.mail.models import Message
from engagement.meetings import jobs, settings
from engagement.meetings.commands import leaving, telling
from engagement.meetings.commands.touching import as_they_are, touch
from engagement.meetings.models import MeetingNotice, MeetingSession
from engagement.meetings.queries import notices
from engagement.organizations.queries import actor_for
from tests.meetings.told import mails, make_account_in, run_tellings

BEGINS = datetime(2031, 6, 2, 20, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def clock(db, time_machine):
    """Forty days before the meeting."""
    time_machine.move_to(BEGINS - 40 * DAY)
    return time_machine


def watched(db) -> int:
    """How many batches the job that looks every five minutes leads to."""
    jobs.watch_hours()
    return run_tellings(db).count("meetings.tell_batch")


def reminded(db) -> list[str]:
    """To whom reminders were written, in order of time."""
    written = select(Message.to).where(Message.template == "meetings/reminder")
    return list(db.scalars(written.order_by(Message.created_at)))


def test_each_confirmed_person_is_reminded_at_each_hour_once(db, clock):
    meeting = make_online_meeting(places=2, starts_at=BEGINS)
    early = make_registration(meeting, account=make_account_in("Asia/Tokyo"))
    gone = make_registration(meeting)
    make_registration(meeting)  # waits

    assert watched(db) == 0
    clock.move_to(BEGINS - 30 * DAY - timedelta(minutes=1))
    assert watched(db) == 0
    clock.move_to(BEGINS - 30 * DAY + timedelta(minutes=4))
    assert watched(db) == 1
    assert sorted(reminded(db)) == sorted([early.email, gone.email])
    assert watched(db) == 0
    leaving.withdraw(gone, actor=actor_for(gone.person))
    for before in (7 * DAY, DAY, HOUR):
        clock.move_to(BEGINS - before + timedelta(minutes=4))
        assert watched(db) == 1
        assert watched(db) == 0
    assert reminded(db).count(early.email) == 4 and reminded(db).count(gone.email) == 1
    clock.move_to(BEGINS + timedelta(minutes=5))
    assert watched(db) == 0


def test_a_reminder_tells_the_hour_by_two_clocks_in_the_reader_s_language(db, clock):
    meeting = make_online_meeting(starts_at=BEGINS)
    person = make_account_in("Asia/Tokyo", language="ru")
    registration = make_registration(meeting, account=person, language="ru")

    clock.move_to(BEGINS - 7 * DAY)
    watched(db)

    mail = mails(db, "reminder")[registration.email]
    assert mail.language == "ru"
    assert "23:00" in mail.body_text and "05:00" in mail.body_text
    assert f"/ru/meetings/registrations/{registration.id}" in mail.body_text
    assert "meet.example" not in mail.body_text + mail.body_html


def test_who_registered_after_the_moment_is_not_reminded_of_it(db, clock):
    meeting = make_online_meeting(starts_at=BEGINS)
    make_registration(meeting)
    clock.move_to(BEGINS - 7 * DAY + timedelta(minutes=2))
    late = make_registration(meeting)

    clock.move_to(BEGINS - 7 * DAY + timedelta(minutes=5))
    watched(db)

    assert len(reminded(db)) == 1 and late.email not in reminded(db)


def test_the_last_hour_is_that_of_each_session_and_the_days_those_of_the_meeting(db, clock):
    meeting = make_online_meeting(starts_at=BEGINS, ends_at=BEGINS + 2 * HOUR)
    with transaction(audited=False):
        meeting.sessions.append(
            MeetingSession(
                title={"en": "Second day"},
                starts_at=BEGINS + DAY,
                ends_at=BEGINS + DAY + HOUR,
                first_starts_at=BEGINS + DAY,
            )
        )
        meeting.ends_at = BEGINS + DAY + HOUR
    registration = make_registration(meeting)

    clock.move_to(BEGINS - DAY)
    assert watched(db) == 1
    clock.move_to(BEGINS + DAY - HOUR)
    assert watched(db) == 1

    assert reminded(db) == [registration.email] * 2
    found = notices.due()
    assert found == []


def test_after_a_postponement_nobody_is_reminded_of_what_the_change_has_just_told(db, clock):
    meeting = make_online_meeting(starts_at=BEGINS)
    make_registration(meeting)
    clock.move_to(BEGINS - DAY)
    assert watched(db) == 1

    with transaction(audited=False):
        before = as_they_are(meeting.sessions)
        meeting.starts_at = meeting.sessions[0].starts_at = BEGINS + 10 * DAY
        meeting.ends_at = meeting.sessions[0].ends_at = BEGINS + 10 * DAY + HOUR
        touch(meeting, before)
    run_tellings(db)
    assert watched(db) == 0
    clock.move_to(BEGINS + 9 * DAY)
    assert watched(db) == 1


def test_a_batch_that_runs_again_writes_nobody_twice(db, clock, monkeypatch):
    monkeypatch.setattr(telling, "PEOPLE_A_BATCH", 2)
    meeting = make_online_meeting(starts_at=BEGINS)
    registrations = [make_registration(meeting) for _ in range(5)]
    clock.move_to(BEGINS - 7 * DAY)

    assert watched(db) == 3

    ids = sorted(each.id for each in registrations)
    [notice] = db.query(MeetingNotice).all()
    assert telling.tell_batch(notice, first=ids[0], last=ids[-1]) == 0
    assert len(mails(db, "reminder")) == 5


def test_drafts_and_offers_are_reminded_before_their_deadline_once(db, clock):
    meeting = make_online_meeting(places=1, starts_at=BEGINS, offer_hours=48)
    draft = make_registration(meeting, send=False)
    holder, offered = make_registration(meeting), make_registration(meeting)
    leaving.withdraw(holder, actor=actor_for(holder.person))

    clock.shift(DAY - HOUR)
    assert watched(db) == 0
    clock.shift(2 * HOUR)
    assert watched(db) == 1
    assert watched(db) == 0
    assert set(mails(db, "offer_ends")) == {offered.email}
    clock.move_to(meeting.categories[0].closes_at - 23 * HOUR)
    assert watched(db) >= 1
    assert watched(db) == 0
    assert set(mails(db, "closes_soon")) == {draft.email}


@pytest.mark.parametrize("wrong", [["x"], ["0"], ["24", "24"], ["9000"]])
def test_hours_of_reminders_are_whole_numbers_each_once(app, wrong):
    with app.app_context(), pytest.raises(ValueError):
        settings.reminder_hours.refuse_wrong(wrong)
