"""Calendar files, read back by a library that did not write them."""

import io
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from dateutil import tz
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from engagement.meetings.calendar import (
    CalendarEvent,
    Method,
    calendar_file,
    content_type,
    uid_of,
)
from engagement.meetings.zone_changes import changes_between

ZONES = (
    "Africa/Nairobi",
    "America/New_York",
    "Europe/Paris",
    "Europe/Dublin",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Africa/Cairo",
)
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2033, 1, 1, tzinfo=UTC)
CHANGES = {zone: [each.at for each in changes_between(zone, FIRST, LAST)] for zone in ZONES}
NEAR = st.one_of(
    st.timedeltas(-timedelta(minutes=90), timedelta(minutes=90)),
    st.timedeltas(-timedelta(days=100), timedelta(days=100)),
)

EVENT = CalendarEvent(
    uid="5b1d@engagement.example",
    sequence=3,
    starts_at=datetime(2026, 11, 27, 11, tzinfo=UTC),
    ends_at=datetime(2026, 11, 27, 13, 30, tzinfo=UTC),
    zone="Africa/Nairobi",
    summary="Bureau",
    changed_at=datetime(2026, 10, 1, 8, tzinfo=UTC),
)


def parsed(written: bytes):
    """The calendar as another library understands it."""
    return IcsCalendarStream.calendar_from_ics(written.decode("utf-8"))


def lines(written: bytes) -> list[str]:
    return written.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


@st.composite
def events_near_changes(draw):
    """Whole minutes near a change of clocks, or anywhere where there is none."""
    zone = draw(st.sampled_from(ZONES))
    anywhere = st.datetimes(
        FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC)
    )
    start = draw(st.sampled_from(CHANGES[zone]) if CHANGES[zone] else anywhere) + draw(NEAR)
    start = start.replace(second=0, microsecond=0)
    length = timedelta(minutes=draw(st.integers(0, 60 * 36)))
    return replace(EVENT, zone=zone, starts_at=start, ends_at=start + length)


@settings(deadline=None, max_examples=80)
@given(st.lists(events_near_changes(), min_size=1, max_size=3))
def test_another_reader_finds_the_same_instants(events):
    """By its own knowledge of the zones, and by the file's definitions alone."""
    events = [replace(each, uid=f"{number}@x") for number, each in enumerate(events)]
    written = calendar_file(events)
    found = {each.uid: each for each in parsed(written).events}
    defined = tz.tzical(io.StringIO(written.decode()))
    for event in events:
        for instant, read in (
            (event.starts_at, found[event.uid].start),
            (event.ends_at, found[event.uid].end),
        ):
            assert read.astimezone(UTC) == instant
            if read.tzinfo != UTC:
                by_definition = read.replace(tzinfo=defined.get(event.zone))
                assert by_definition.astimezone(UTC) == instant


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=120)


@settings(deadline=None, max_examples=50)
@given(TEXTS, TEXTS)
@example("اجتماع, الفريق; العامل\nالثاني \\n " * 5, "环境署常驻代表委员会" * 12)
@example("a\r\nEND:VEVENT\r\nX:y", "\x00\x0b")
def test_texts_come_back_and_lines_are_short(summary, description):
    """Nothing that was typed ends a line; a line has 75 octets and cuts no letter in two."""
    event = replace(
        EVENT, summary=f"S{summary}", description=f"D{description}", organizer_email="a@b.org"
    )
    written = calendar_file([replace(event, organizer_name=summary)])
    assert written.endswith(b"\r\n") and b"\n" not in written.replace(b"\r\n", b"")
    for line in written.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    assert [line for line in lines(written) if line.startswith(("BEGIN:V", "END:V"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


@pytest.mark.parametrize(
    "text",
    ["اجتماع الفريق العامل; الثاني, المفتوح\nالعضوية", "环境署常驻代表委员会" * 9, 'a\\n "b"; c,d'],
)
def test_another_reader_finds_the_same_texts(text):
    """Commas, semicolons, backslashes and line ends are escaped as the standard wants it."""
    event = replace(
        EVENT, summary=text, description=text, location=text, url="https://a.org/?a=1,2;3"
    )
    (found,) = parsed(calendar_file([event], name=text)).events
    assert (found.summary, found.description, found.location) == (text, text, text)
    assert str(found.url) == event.url


def test_a_change_and_a_cancelling_are_the_same_event_with_a_higher_number():
    """What calendars go by: the identifier, the sequence, the instant of the change."""
    session = uuid.UUID("5b1d0000-0000-4000-8000-000000000001")
    uid = uid_of(session, "https://Engagement.example:8443/en/")
    assert uid == "5b1d0000-0000-4000-8000-000000000001@engagement.example"
    people = {"organizer_email": "unit@unep.example", "attendee_email": "amina@ngo.example"}
    event = replace(EVENT, uid=uid, alarms=(60, 24 * 60), **people)
    (invited,) = parsed(calendar_file([event], method=Method.REQUEST)).events
    later = replace(event, sequence=4, changed_at=EVENT.changed_at + timedelta(days=1))
    called_off = calendar_file([replace(later, cancelled=True)], method=Method.CANCEL)
    (cancelled,) = parsed(called_off).events
    assert (invited.uid, invited.sequence, invited.status) == (uid, 3, "CONFIRMED")
    assert (cancelled.uid, cancelled.sequence, cancelled.status) == (uid, 4, "CANCELLED")
    assert cancelled.dtstamp == cancelled.last_modified == later.changed_at
    assert [each.trigger for each in invited.alarm] == [-timedelta(days=1), -timedelta(hours=1)]
    assert not cancelled.alarm
    assert "METHOD:CANCEL" in lines(called_off)
    assert content_type(Method.CANCEL) == "text/calendar; charset=utf-8; method=CANCEL"
    assert b"ATTENDEE" not in calendar_file([event])
    assert calendar_file([event]) == calendar_file([event])


def test_a_feed_has_a_name_and_an_interval():
    """In the words of today's standard and in those that programs still read."""
    written = lines(calendar_file([EVENT], name="اجتماعاتي", refresh=timedelta(hours=6)))
    for line in (
        "NAME:اجتماعاتي",
        "X-WR-CALNAME:اجتماعاتي",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "METHOD:PUBLISH",
        "DTSTART;TZID=Africa/Nairobi:20261127T140000",
    ):
        assert line in written
    assert parsed(calendar_file([], name="Empty")).events == []


def test_the_second_of_two_equal_times_is_written_in_utc():
    """A name of a zone would mean the first, an hour too early; nor does UTC need a definition."""
    second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)  # 01:30 in New York for the second time
    event = replace(EVENT, zone="America/New_York", starts_at=second, ends_at=second)
    for each in (event, replace(event, zone="UTC")):
        written = lines(calendar_file([each]))
        assert "DTSTART:20261101T063000Z" in written
        assert "BEGIN:VTIMEZONE" not in written


def test_what_cannot_be_an_event_or_an_invitation_is_refused():
    """Rather than a file that some program takes and another does not."""
    with pytest.raises(ValueError, match="have a zone"):
        replace(EVENT, starts_at=datetime(2026, 11, 27, 11))
    with pytest.raises(ValueError, match="before it begins"):
        replace(EVENT, ends_at=EVENT.starts_at - timedelta(minutes=1))
    with pytest.raises(ValueError, match="organizer"):
        calendar_file([EVENT], method=Method.CANCEL)
    with pytest.raises(ValueError, match="invited"):
        calendar_file([replace(EVENT, organizer_email="a@b.org")], method=Method.REQUEST)
    for field in ("uid", "url", "organizer_email", "attendee_email"):
        with pytest.raises(ValueError, match="line ends"):
            replace(EVENT, **{field: "a\r\nATTENDEE:mailto:x@y.org"})
