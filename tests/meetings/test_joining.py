"""Joining a session: for whom, when, by which link, and what is noted."""

import io
import re
from contextlib import redirect_stderr
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import select

from engagement.accounts import departures
from engagement.accounts.tokens import new_token
from engagement.core.clock import now
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import make_online_meeting, make_registration
from engagement.demo.meeting_day_builders import make_help, make_link, make_meeting_soon
from engagement.demo.meeting_safeguard_builders import make_minor, make_youth_meeting
from engagement.mail.models import Message
from engagement.meetings import jobs
from engagement.meetings.commands import joining as commands
from engagement.meetings.models import (
    ConnectionCheck,
    HelpRequest,
    JoinLink,
    MeetingState,
    Presence,
)
from engagement.meetings.queries import joining as queries
from engagement.meetings.views import personal_links
from engagement.organizations.queries import actor_for
from tests.meetings.told import mails, run_tellings

ADDRESS = "https://meet.example/green-youth"


def pressed(browser, path, act, session):
    return browser.post(path, data={"act": act, "session": str(session.id)})


def test_a_confirmed_person_joins_by_the_link_and_says_whether_it_works(client, db):
    registration = make_registration(make_meeting_soon())
    session = registration.meeting.sessions[0]
    path = f"/en/meetings/join/{make_link(registration)}"

    page = client.get(path)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert "form-action 'self' https:" in page.headers["Content-Security-Policy"]
    assert ADDRESS not in page.text and "I am in" not in page.text
    assert pressed(client, path, "in", session).status_code == 422
    led = pressed(client, path, "go", session)

    assert (led.status_code, led.headers["Location"]) == (303, ADDRESS)
    presence = db.scalars(select(Presence)).one()
    assert presence.tried_at and presence.in_at is None
    assert "I am in" in client.get(path).text
    pressed(client, path, "failed", session)
    db.refresh(presence)
    assert presence.failed_at and presence.in_at is None
    pressed(client, path, "in", session)
    pressed(client, path, "go", session)
    db.refresh(presence)
    assert presence.in_at and presence.failed_at is None


def test_a_session_is_joined_from_an_hour_before_to_its_end_by_https_alone(
    client, db, time_machine
):
    registration = make_registration(make_online_meeting())
    session = registration.meeting.sessions[0]
    path = f"/en/meetings/join/{make_link(registration)}"
    for moment, status in (
        (session.starts_at - timedelta(minutes=61), 422),
        (session.starts_at - timedelta(minutes=59), 303),
        (session.ends_at - timedelta(minutes=1), 303),
        (session.ends_at, 422),
    ):
        time_machine.move_to(moment)
        assert pressed(client, path, "go", session).status_code == status, moment
    time_machine.move_to(session.starts_at)
    for unsafe in ("http://meet.example/x", "javascript:alert(1)", None):
        with transaction(audited=False):
            session.join_url = unsafe
        assert pressed(client, path, "go", session).status_code == 422
    with transaction(audited=False):
        session.join_url = ADDRESS
    other = make_meeting_soon().sessions[0]
    assert pressed(client, path, "go", other).status_code == 422
    assert pressed(client, path, "go", session).status_code == 303


def test_others_are_told_why_they_cannot_join_and_never_see_the_address(client, db, sign_in):
    meeting = make_meeting_soon(places=1)
    make_registration(meeting)
    waiting = make_registration(meeting)
    path = f"/en/meetings/{meeting.id}/join"
    for browser, sentence in (
        (sign_in(make_account()), "You are not registered for this meeting"),
        (sign_in(waiting.person), "You are on the waiting list"),
    ):
        page = browser.get(path)
        assert sentence in page.text and ADDRESS not in page.text
    with pytest.raises(RuleViolation):
        commands.note_tried(waiting, meeting.sessions[0].id)
    with pytest.raises(NotAllowed):
        commands.note_tried(
            waiting, meeting.sessions[0].id, actor=actor_for(make_account(Role.MEETING_OFFICER))
        )
    mine = make_registration(make_meeting_soon())
    assert (
        pressed(
            sign_in(mine.person),
            f"/en/meetings/{mine.meeting_id}/join",
            "go",
            mine.meeting.sessions[0],
        ).headers["Location"]
        == ADDRESS
    )
    with transaction(audited=False):
        mine.meeting.state, mine.meeting.cancelled_at = MeetingState.CANCELLED, now()
        mine.meeting.cancel_reason = "A storm"
    with pytest.raises(RuleViolation):
        commands.note_tried(mine, mine.meeting.sessions[0].id)


def test_nobody_under_18_joins_without_the_guardians_consent(db):
    minor = make_minor(make_youth_meeting())
    assert queries.obstacle(minor) is not None


def test_links_are_renewed_and_revoked_by_the_person_and_officers_alone(client, db, sign_in):
    registration = make_registration(make_meeting_soon())
    first = f"/en/meetings/join/{make_link(registration)}"
    act = f"/en/meetings/registrations/{registration.id}/join-links"
    assert sign_in(make_account()).post(act, data={"act": "revoke"}).status_code in {403, 404}
    assert client.get(first).status_code == 200

    sign_in(registration.person).post(act, data={"act": "renew"})

    assert client.get(first).status_code == 404
    mail = mails(db, "join_link")[registration.email]
    second = re.search(r"/en/meetings/join/[\w-]{43}", mail.body_text)[0]
    assert client.get(second).status_code == 200
    sign_in(make_account(Role.MEETING_OFFICER)).post(act, data={"act": "revoke"})
    assert client.get(second).status_code == 404


def test_a_good_link_opens_whatever_others_behind_the_same_router_do(client, db, monkeypatch):
    monkeypatch.setattr(personal_links, "WRONG_AN_HOUR", 1)
    monkeypatch.setattr(personal_links, "USES_AN_HOUR", 2)
    meeting = make_meeting_soon()
    one, other = (f"/en/meetings/join/{make_link(make_registration(meeting))}" for _ in range(2))
    answers = [client.get(each).status_code for each in ("/en/meetings/join/x", one, one, other)]
    assert answers == [404, 200, 200, 200]
    assert client.get("/en/meetings/join/x").status_code == 429
    assert client.get(one).status_code == 429
    assert client.get(other).status_code == 200


def test_reminders_of_the_last_day_carry_a_link_of_their_own(client, db, time_machine):
    meeting = make_online_meeting()
    begins = meeting.starts_at
    one, two = make_registration(meeting), make_registration(meeting)
    for before, linked in ((timedelta(days=7), False), (timedelta(hours=24), True)):
        at = begins - before + timedelta(minutes=1)
        time_machine.move_to(at)
        jobs.watch_hours()
        run_tellings(db)
        bodies = db.scalars(
            select(Message.body_text)
            .where(Message.template == "meetings/reminder", Message.created_at >= at)
            .order_by(Message.to)
        ).all()
        found = [re.findall(r"/en/meetings/join/[\w-]{43}", each) for each in bodies]
        assert len(found) == 2 and all(len(each) == linked for each in found)
    assert found[0] != found[1]
    assert {
        len(db.scalars(select(JoinLink).filter_by(registration_id=each.id)).all())
        for each in (one, two)
    } == {1}
    assert client.get(found[0][0]).status_code == 200


def test_the_check_gives_advice_for_each_no_and_is_kept(client, db):
    registration = make_registration(make_online_meeting())
    path = f"/en/meetings/join/{make_link(registration)}/check"
    answers = dict.fromkeys(("sound", "microphone", "camera", "speed", "quiet"), "yes")
    assert client.post(path, data={"sound": "no"}).status_code == 422
    assert client.post(path, data=answers | {"speed": "no"}).status_code == 302
    page = client.get(path).text
    assert "Use a cable" in page and "choose other loudspeakers" not in page
    client.post(path, data=answers)
    assert "Everything works" in client.get(path).text
    assert db.scalars(select(ConnectionCheck)).one().answers["speed"] is True


def test_help_is_asked_for_on_the_page_and_an_erased_person_leaves_nothing(client, db):
    registration = make_registration(make_meeting_soon())
    path = f"/en/meetings/join/{make_link(registration)}"
    client.post(path, data={"act": "help", "kind": "sound", "words": "No sound in Arabic"})
    assert "No sound in Arabic" in client.get(path).text
    assert client.post(path, data={"act": "help", "kind": "other"}).status_code == 422
    assert db.scalars(select(HelpRequest)).one().session is registration.meeting.sessions[0]

    make_help(registration)
    person = registration.person
    with transaction(audited=True):
        departures.say_farewell(person, [person.email_key])
    assert db.scalars(select(HelpRequest.id)).all() == []
    assert client.get(path).status_code == 404


def test_the_personal_link_gets_into_no_log():
    token, _hash = new_token()

    with redirect_stderr(io.StringIO()) as written:
        structlog.get_logger().warning(
            "fault", path=f"/en/meetings/join/{token}/check", join_token=token
        )

    assert "fault" in written.getvalue() and token not in written.getvalue()
