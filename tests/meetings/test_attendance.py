"""Lists of who was in a session: who is recognised, what adds up, which states follow."""

import io
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import func, select, text

from engagement.audit.models import AuditEvent
from engagement.core import invariants
from engagement.core.clock import moved_to, now
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_attendance_builders import (
    MINUTE,
    SHEET,
    add_session,
    before,
    make_check_in,
    make_confirmed_minor,
    make_list,
    make_meeting_in_the_past,
    note_all,
    stay,
)
from engagement.demo.meeting_builders import make_registration
from engagement.demo.meeting_day_builders import make_link, make_present
from engagement.meetings import jobs
from engagement.meetings.attendance_times import instant, length, seconds_within
from engagement.meetings.commands import attendance as commands
from engagement.meetings.commands import joining, leaving, noting
from engagement.meetings.commands.sessions import SessionData, cancel_session, change_session
from engagement.meetings.models import (
    AgeBand,
    Attendance,
    AttendanceLine,
    AttendanceList,
    CategoryKind,
    Mode,
    Recognition,
    RegistrationState,
)
from engagement.meetings.queries import attendance as queries
from engagement.organizations.queries import actor_for
from tests.meetings.told import mails

S = RegistrationState


@pytest.fixture
def officer(db):
    return make_account(Role.MEETING_OFFICER)


def registered(meeting, count=1, **values):
    with before(meeting):
        people = [make_registration(meeting, **values) for _ in range(count)]
    return people if count > 1 else people[0]


def broken():
    """Names of invariants of meetings that do not hold."""
    return [
        name
        for name, each in invariants.DECLARED.items()
        if "meeting_registration" in str(each.search) and invariants.offenders(each)
    ]


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("2026-12-03T14:03:00Z", "14:03"),
        ("2026-12-03 17:03", "14:03"),
        ("12/03/2026 05:03:12 PM", "14:03"),
        ("03/12/2026 17:03", "14:03"),
        ("3.12.26, 17:03", "14:03"),
        ("17:03", "14:03"),
        ("٠٣/١٢/٢٠٢٦ ١٧:٠٣", "14:03"),
        ("03/11/2026 17:03", None),
        ("99/99/2026 10:00", None),
        ("2026-12-03", None),
        ("0001-01-01T00:00:00", None),
        ("01/01/0001 00:00:00", None),
        ("9999-12-31T23:59:00-12:00", None),
        ("", None),
    ],
)
def test_times_are_read_by_the_clocks_of_the_meeting_near_its_session(cell, clock):
    found = instant(cell, "Africa/Nairobi", datetime(2026, 12, 3, 14, tzinfo=UTC))
    assert (found and f"{found:%H:%M}") == clock


def test_lengths_and_overlapping_spans():
    assert [length(each) for each in ("90", "1h 30m", "1:30:00", "soon")] == [
        *[timedelta(minutes=90)] * 3,
        None,
    ]
    at = datetime(2026, 12, 3, 14, tzinfo=UTC)
    spans = [(at + a * MINUTE, at + b * MINUTE) for a, b in ((-9, 10), (5, 20), (8, 9), (50, 99))]
    assert seconds_within(spans, at, at + 60 * MINUTE) == 30 * 60


def csv_of(*rows):
    return SHEET + "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)


def send(browser, session, content, zone=None):
    return browser.post(
        f"/en/meetings/sessions/{session.id}/attendance",
        data={
            "file": (io.BytesIO(content.encode()), "list.csv"),
            "zone": zone or session.meeting.zone,
        },
    )


def test_a_list_is_shown_line_by_line_corrected_and_then_counts(db, sign_in, officer):
    meeting = make_meeting_in_the_past()
    session = meeting.sessions[0]
    linked, mailed, named, twin, other = registered(meeting, 5)
    gone = registered(meeting)
    with before(meeting):
        leaving.withdraw(gone, actor=actor_for(gone.person))
    with transaction(audited=False):
        token, closed = make_link(linked), make_link(gone)
        named.name, twin.name, other.name = "Zoë Lumumba", "John Smith", "john SMITH"
    at, late = (f"{session.starts_at + each * MINUTE:%Y-%m-%dT%H:%M:00Z}" for each in (0, 100))
    content = csv_of(
        ("Whoever", "", f"http://localhost/en/meetings/join/{token}", at, late),
        ("Somebody", mailed.email.upper(), "", at, late),
        ("ZOE LUMUMBA", "private@home.example", "", at, late),
        ("John Smith", "", "", at, late),
        ("Nobody Known", "", "", at, late),
        ("", "", f"http://localhost/en/meetings/join/{closed}", at, late),
        ("", mailed.email, "", late, at),
        ("=cmd", "", token, at, "later"),
        ("", "", f"https://elsewhere.example/join/{'y' * 43}?x=1", "0001-01-01T00:00:00", ""),
    )
    browser = sign_in(officer)

    report = send(browser, session, content)

    assert report.status_code == 200 and db.scalar(select(AttendanceList.id)) is None
    for sentence in (
        "several people or addresses have it",
        "Nobody who is registered",
        "has no confirmed place",
        "left before joining",
        "When the person left cannot be read",
        "By the name alone",
    ):
        assert sentence in report.text, sentence
    kept = {
        name: report.text.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]
        for name in ("content", "zone", "form_key")
    }
    check = f"/en/meetings/sessions/{session.id}/attendance/check"
    file = browser.post(check, data=kept | {"act": "report"})
    assert file.mimetype == "text/csv" and file.text.count("\n") == 10
    assert linked.reference in file.text and "'=cmd" in file.text
    again = browser.post(check, data=kept | {"act": "check", "line-5": twin.reference.lower()})
    assert f'value="{twin.reference.lower()}"' not in again.text
    assert again.text.count("line-") < report.text.count("line-")
    assert browser.post(check, data=kept | {"content": "!", "act": "take"}).status_code == 422

    taken = browser.post(check, data=kept | {"act": "take", "line-5": twin.reference})

    assert taken.status_code == 302
    found = {
        each.number: each.recognised_by
        for each in db.scalars(select(AttendanceLine).order_by(AttendanceLine.number))
    }
    assert [found[each] for each in range(2, 6)] == [
        Recognition.LINK,
        Recognition.EMAIL,
        Recognition.NAME,
        Recognition.REFERENCE,
    ]
    assert [found[each] for each in range(6, 11)] == [None] * 5
    page = browser.get(f"/en/meetings/sessions/{session.id}/attendance").text
    assert "Nobody Known" in page
    left = browser.get(f"/en/meetings/sessions/{session.id}/attendance/left-out.csv").text
    assert "Nobody Known" in left and "private@home.example" not in left
    assert gone.reference in left and linked.reference in left
    assert "https://elsewhere.example/join/…" in left
    assert not any(each in left + page for each in (token, closed, "yyy"))
    correct = f"/en/meetings/sessions/{session.id}/attendance/correct"
    refused = browser.post(correct, data={"line-6": "REG-AAAA-AAAA"})
    assert refused.status_code == 422 and "REG-AAAA-AAAA" in refused.text
    assert browser.post(correct, data={"line-6": other.reference}).status_code == 302
    assert db.scalar(select(func.count()).where(Attendance.attended)) == 5
    assert browser.post(correct, data={}).status_code == 422
    assert not broken()


def test_a_second_list_replaces_the_first_and_states_follow_both(db, officer):
    meeting, actor = make_meeting_in_the_past(), actor_for(officer)
    session = meeting.sessions[0]
    long, short, absent, gone = registered(meeting, 4)
    with before(meeting):
        leaving.withdraw(gone, actor=actor_for(gone.person))
    first = make_list(session, [(long, 90), (short, 89)], actor=actor)
    note_all(meeting)
    assert [each.state for each in (long, short, absent, gone)] == [
        S.ATTENDED,
        S.NO_SHOW,
        S.NO_SHOW,
        S.WITHDRAWN,
    ]
    assert set(mails(db, "certificate")) == {long.email}
    assert not broken()
    second = make_list(session, [(short, 180), (absent, 10)], actor=actor)
    assert long.state is S.NO_SHOW, "at once, not by the job"
    note_all(meeting)
    assert db.scalars(select(AttendanceList.id)).all() == [second.id] != [first.id]
    assert [each.state for each in (long, short, absent)] == [S.NO_SHOW, S.ATTENDED, S.NO_SHOW]
    events = db.scalars(
        select(AuditEvent.data)
        .where(AuditEvent.action == "meetings:attendance:listed")
        .order_by(AuditEvent.id)
    ).all()
    assert [each["replaces"] for each in events] == [False, True]
    assert events[1]["before"]["list"] == str(first.id)
    make_list(session, [(long, 90), (short, 90)], actor=actor)
    note_all(meeting)
    assert long.state is short.state is S.ATTENDED
    assert len(mails(db, "certificate")) == 2, "one mail each, however often it changes"
    assert not broken()
    stranger = registered(make_meeting_in_the_past())
    with pytest.raises(RuleViolation):
        commands.take_list(session, [stay(stranger, 90)], actor=actor)
    assert long.state is S.ATTENDED, "a wrong file changes nothing"
    with pytest.raises(NotAllowed):
        make_list(session, [(long, 90)], actor=actor_for(make_account(Role.PROTOCOL_OFFICER)))


def test_nobody_is_absent_as_long_as_a_list_is_missing_and_nobody_before_the_end(
    db, officer, sign_in, time_machine
):
    meeting, actor = make_meeting_in_the_past(mode=Mode.HYBRID), actor_for(officer)
    began = meeting.starts_at
    online, there = registered(meeting), registered(meeting, mode=Mode.IN_PERSON)
    came = registered(meeting, mode=Mode.IN_PERSON)
    second = add_session(meeting, began + timedelta(hours=5), 60)
    make_check_in(came, actor=actor)
    time_machine.move_to(began + timedelta(hours=4))
    with pytest.raises(RuleViolation):
        make_list(second, [(online, 60)], actor=actor)
    make_list(meeting.sessions[0], [(online, 10)], actor=actor)
    assert noting.note(meeting) == 0
    time_machine.move_to(began + timedelta(hours=7))
    jobs.watch_attendance()
    db.expire_all()
    assert [each.state for each in (online, there, came)] == [S.CONFIRMED, S.NO_SHOW, S.ATTENDED]
    browser, page = sign_in(officer), f"/en/meetings/{meeting.id}/attendance"
    assert "The attendance list of a session is missing" in browser.get(page).text
    browser.post(f"{page}/close", data={"act": "close"})
    note_all(meeting)
    assert online.state is S.NO_SHOW
    assert "It is known of everybody" in browser.get(page).text
    assert browser.post(f"{page}/close", data={"act": "close"}).status_code == 422
    make_list(second, [(online, 30)], actor=actor)
    note_all(meeting)
    assert online.state is S.ATTENDED and not broken()


def test_hours_that_are_corrected_afterwards_count_again(db, officer):
    meeting, actor = make_meeting_in_the_past(), actor_for(officer)
    session, one = meeting.sessions[0], registered(meeting)
    make_list(session, [(one, 100)], actor=actor)
    note_all(meeting)
    change_session(
        session,
        SessionData(session.starts_at + 60 * MINUTE, session.ends_at, {}, session.join_url),
        actor=actor,
    )
    assert db.scalars(select(Attendance.seconds)).all() == [40 * 60]
    assert one.state is S.NO_SHOW and not broken()
    with pytest.raises(RuleViolation):
        cancel_session(session, actor=actor)


COUNTED = """
WITH stays AS (
  SELECT n.registration_id, s.id AS session_id, s.starts_at, s.ends_at,
         greatest(n.began_at, s.starts_at) AS a, least(n.ended_at, s.ends_at) AS b
  FROM meeting_attendance_line n JOIN meeting_attendance_list l ON l.id = n.list_id
  JOIN meeting_session s ON s.id = l.session_id WHERE n.registration_id IS NOT NULL),
minutes AS (
  SELECT registration_id, session_id, ends_at - starts_at AS whole, count(DISTINCT minute) AS n
  FROM stays LEFT JOIN LATERAL generate_series(a, b - interval '1 minute', '1 minute') AS minute
    ON true GROUP BY 1, 2, 3)
SELECT count(*) FILTER (WHERE tried), count(*) FILTER (WHERE was_in),
       count(*) FILTER (WHERE attended)
FROM (SELECT
    EXISTS (SELECT 1 FROM meeting_presence p WHERE p.registration_id = r.id)
    OR EXISTS (SELECT 1 FROM minutes m WHERE m.registration_id = r.id) OR door AS tried,
    EXISTS (SELECT 1 FROM meeting_presence p WHERE p.registration_id = r.id AND in_at IS NOT NULL)
    OR EXISTS (SELECT 1 FROM minutes m WHERE m.registration_id = r.id AND m.n > 0)
    OR door AS was_in,
    EXISTS (SELECT 1 FROM minutes m WHERE m.registration_id = r.id
            AND m.n * interval '1 minute' * 100 >= m.whole * :percent) OR door AS attended
  FROM (SELECT g.*, EXISTS (SELECT 1 FROM meeting_check_in c
        WHERE c.registration_id = g.id AND c.undone_at IS NULL) AS door
        FROM meeting_registration g) AS r
  WHERE r.meeting_id = :meeting AND r.state IN ('confirmed', 'attended', 'no_show')) AS people
"""


@pytest.mark.parametrize("seed", range(3))
def test_plain_sql_counts_the_same_for_random_stays_with_minors_and_several_sessions(
    db, officer, time_machine, seed
):
    random, actor = Random(seed), actor_for(officer)
    meeting = make_meeting_in_the_past(
        mode=Mode.HYBRID,
        kinds=(CategoryKind.PUBLIC, CategoryKind.ACCREDITED),
        youngest=AgeBand.CHILD,
    )
    began = meeting.starts_at
    people = registered(meeting, 8) + registered(meeting, 4, mode=Mode.IN_PERSON)
    with before(meeting):
        people += [make_confirmed_minor(meeting) for _ in range(2)]
    minors = people[-2:]
    for number in (1, 2):
        add_session(meeting, began + timedelta(hours=4 * number), random.choice((45, 61, 90)))
    time_machine.move_to(began + MINUTE)
    for each in random.sample(people, 6):
        if each.mode is Mode.ONLINE:
            make_present(each, works=random.choice((True, False, None)))
        else:
            make_check_in(each, actor=actor, at=now())
    time_machine.move_to(meeting.ends_at + timedelta(hours=1))
    for session in meeting.sessions:
        lasts = int((session.ends_at - session.starts_at) / MINUTE)
        stays = []
        for number in range(random.randint(6, 25)):
            late = random.randint(-30, lasts + 10)
            who = random.choice(people)
            minutes = random.choice((0, random.randint(1, lasts + 40)))
            stays.append(stay(who, minutes, late=late, number=number, session=session))
        commands.take_list(session, stays, actor=actor)
    note_all(meeting)
    db.flush()

    plain = db.execute(text(COUNTED), {"meeting": meeting.id, "percent": 50}).one()
    counts = queries.counts_of([meeting.id])[meeting.id]
    states = Counter(each.state for each in people)

    assert (counts.tried, counts.joined, counts.attended) == tuple(plain)
    assert states[S.ATTENDED] == plain[2] and 0 < plain[2] < plain[0]
    assert states[S.CONFIRMED] == 0 or not any(each.mode is Mode.IN_PERSON for each in people)
    assert all(each.state is not S.CONFIRMED for each in minors)
    assert not broken()


def test_joining_by_the_link_alone_counts_as_tried(db, officer):
    meeting = make_meeting_in_the_past()
    one, other = registered(meeting, 2)
    with moved_to(meeting.starts_at):
        joining.note_tried(one, meeting.sessions[0].id)
    make_list(meeting.sessions[0], [(other, 10)], actor=actor_for(officer))
    note_all(meeting)
    counts = queries.counts_of([meeting.id])[meeting.id]
    assert (counts.confirmed, counts.tried, counts.joined, counts.attended) == (2, 2, 1, 0)
    assert one.state is S.NO_SHOW
