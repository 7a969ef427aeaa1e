"""The calendar file that comes with a place: filled in for each, and never of yesterday's hour."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from engagement.core import versions
from engagement.demo.meeting_builders import make_online_meeting
from engagement.meetings.calendar import Method
from engagement.meetings.calendar_entries import invitation
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.models import Registration
from tests.factories import make_account
from tests.meetings.test_changes_told import add_session, parsed
from tests.meetings.test_registering import address, whole
from tests.meetings.told import mails


@pytest.fixture
def register(db, sign_in):
    """Somebody else registers by the page; the mail that came of it, and the registration."""

    def registered(meeting, name, **account):
        person = make_account(**account)
        answer = sign_in(person).post(address(meeting), data=whole(name=name))
        assert answer.status_code == 302
        db.expire_all()
        row = db.get(Registration, answer.location.rsplit("/", 1)[1].partition("?")[0])
        return mails(db, "confirmed")[person.email], row

    return registered


def test_each_gets_the_file_that_would_have_been_written_for_nobody_else(register, time_machine):
    meeting = make_online_meeting(places=3, starts_at=datetime(2031, 3, 3, 20, 0, tzinfo=UTC))
    time_machine.move_to(datetime(2026, 11, 28, 9, tzinfo=UTC), tick=False)

    for name in ("Amina of Green Youth (Kenya)", 'Réseau "Eau", Niamey – منظمة'):
        sent, row = register(meeting, name)

        assert sent.calendar.encode() == invitation(row, Method.REQUEST)
        assert str(row.id) in sent.calendar


def test_what_another_process_has_just_changed_is_in_the_file(db, register):
    meeting = make_online_meeting(places=3, starts_at=datetime(2031, 3, 3, 20, 0, tzinfo=UTC))
    versions.number(AREA)
    before, _ = register(meeting, "Amina of Green Youth (Kenya)")

    # by other means than the session's: this process trusts the number it has read for a second
    a_day = {"id": meeting.id, "area": AREA}
    db.execute(
        text(
            "UPDATE meeting_session SET starts_at = starts_at + interval '1 day',"
            " ends_at = ends_at + interval '1 day' WHERE meeting_id = :id"
        ),
        a_day,
    )
    db.execute(
        text(
            "INSERT INTO data_version (area, number) VALUES (:area, 1)"
            " ON CONFLICT (area) DO UPDATE SET number = data_version.number + 1"
        ),
        a_day,
    )
    after, _ = register(meeting, "Bilal of Green Youth (Kenya)")

    (first,), (moved,) = parsed(before).events, parsed(after).events
    assert moved.dtstart == first.dtstart + timedelta(days=1)


def test_a_session_that_is_over_is_left_out(db, register, time_machine):
    begin = datetime(2031, 3, 3, 20, 0, tzinfo=UTC)
    last_moment = {"closes_at": begin + timedelta(days=1)}
    meeting = make_online_meeting(places=3, starts_at=begin, category=last_moment)
    second = add_session(meeting)
    time_machine.move_to(begin - timedelta(hours=1), tick=False)
    both, _ = register(meeting, "Amina of Green Youth (Kenya)")

    time_machine.move_to(meeting.sessions[0].ends_at, tick=False)
    left, _ = register(meeting, "Bilal of Green Youth (Kenya)")

    assert len(parsed(both).events) == 2
    assert [each.dtstart for each in parsed(left).events] == [second.starts_at]
