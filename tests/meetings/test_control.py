"""The control page: who is in, which States, who needs help, and what officers do."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from engagement.core.clock import now
from engagement.core.countries import Region
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_attendance_builders import make_check_in
from engagement.demo.meeting_builders import (
    category_of,
    make_leader,
    make_nominations,
    make_registration,
)
from engagement.demo.meeting_day_builders import (
    make_help,
    make_link,
    make_meeting_soon,
    make_present,
)
from engagement.meetings.commands import checking_in, helping
from engagement.meetings.commands import control as commands
from engagement.meetings.models import CategoryKind, MeetingNotice, Mode
from engagement.meetings.queries import control as queries
from engagement.organizations.queries import actor_for


@pytest.fixture
def officer(db):
    return make_account(Role.MEETING_OFFICER)


def test_figures_count_who_is_in_by_region_and_language_and_states_once(db):
    meeting = make_meeting_soon(kinds=(CategoryKind.PUBLIC, CategoryKind.MEMBER_STATE))
    state = category_of(meeting, CategoryKind.MEMBER_STATE)
    people = [
        make_registration(meeting, country=code, language=language)
        for code, language in (("KE", "en"), ("KE", "en"), ("FR", "fr"), ("BR", "en"))
    ]
    for registration, works in zip(people, (True, True, True, None), strict=True):
        make_present(registration, works=works)
    with transaction(audited=False):
        for each in people[:2]:
            each.category = state

    figures = queries.figures_of(meeting)[meeting.sessions[0].id]

    assert figures.outcomes == {"in": 3, "trying": 1}
    assert figures.by_region[Region.AFRICA] == {"in": 2}
    assert figures.by_region[Region.LATIN_AMERICA_CARIBBEAN] == {"trying": 1}
    assert figures.by_language["fr"] == {"in": 1}
    assert figures.states == {"KE"}


def test_states_whose_people_were_checked_in_on_site_count_for_the_quorum(db, sign_in, officer):
    meeting = make_meeting_soon(
        kinds=(CategoryKind.PUBLIC, CategoryKind.MEMBER_STATE), mode=Mode.HYBRID
    )
    state = category_of(meeting, CategoryKind.MEMBER_STATE)
    people = [
        make_registration(meeting, country=code, mode=Mode.IN_PERSON)
        for code in ("KE", "FR", "BR", "NE")
    ]
    with transaction(audited=False):
        for each in people[:3]:
            each.category = state
    clerk = actor_for(officer)
    came = [make_check_in(each, actor=clerk, at=now()) for each in people if each.country != "BR"]
    checking_in.undo_check_in(came[1], actor=clerk)
    online = make_registration(meeting, country="BR")
    make_present(online, works=True)
    with transaction(audited=False):
        online.category = state

    assert queries.states_at_door(meeting) == {"KE"}
    page = sign_in(officer).get(f"/en/meetings/{meeting.id}/control").text
    assert "2 Member States are present." in page
    assert "1 of them was checked in on site." in page


def test_only_meeting_officers_see_it_and_its_queries_do_not_grow(db, sign_in, officer):
    meeting = make_meeting_soon()
    path = f"/en/meetings/{meeting.id}/control"
    for role in set(Role) - {Role.MEETING_OFFICER}:
        assert sign_in(make_account(role)).get(path).status_code in {403, 404}, role
    browser = sign_in(officer)
    browser.get(path)

    def asked():
        seen = []
        engine = db.get_bind()
        event.listen(engine, "before_cursor_execute", listener := lambda *each: seen.append(1))
        page = browser.get(path)
        event.remove(engine, "before_cursor_execute", listener)
        assert page.status_code == 200
        return len(seen), page

    make_help(make_registration(meeting))
    few, page = asked()
    assert page.headers["Refresh"] == "30"
    assert "Refresh" not in browser.get(f"{path}?still=1").headers
    for _each in range(4):
        registration = make_registration(meeting)
        make_present(registration)
        make_help(registration)
    many, page = asked()
    assert many <= few and page.text.count("/help-requests/") == 5


def test_help_is_taken_up_and_answered_and_hidden_by_a_conflict(client, db, sign_in, officer):
    organization, leader = make_leader()
    meeting = make_meeting_soon(kinds=(CategoryKind.PUBLIC, CategoryKind.ACCREDITED))
    mine = make_registration(meeting)
    [theirs] = make_nominations(meeting, organization=organization, leader=leader)
    first, second = make_help(mine), make_help(theirs)
    conflicted = make_account(Role.MEETING_OFFICER, interest_in=[organization])

    assert queries.open_help(actor_for(officer), meeting) == [first, second]
    assert queries.open_help(actor_for(conflicted), meeting) == [first]
    with pytest.raises(NotAllowed):
        helping.answer_help(second, answer="Call us", actor=actor_for(conflicted))

    browser, path = sign_in(officer), f"/en/meetings/help-requests/{first.id}"
    browser.post(path, data={"act": "take"})
    page = f"/en/meetings/join/{make_link(mine)}"
    assert "Somebody works on it" in client.get(page).text
    assert browser.post(path, data={"act": "answer", "answer": ""}).status_code == 422
    browser.post(path, data={"act": "answer", "answer": "Use the telephone"})
    assert "Use the telephone" in client.get(page).text
    assert queries.open_help(actor_for(officer), meeting) == [second]


def test_the_time_until_an_answer_is_shown_by_region_from_five_on(db, officer, time_machine):
    meeting = make_meeting_soon()
    asked = [make_help(make_registration(meeting, country="KE")) for _ in range(5)]
    asked.append(make_help(make_registration(meeting, country="FR")))
    time_machine.move_to(now() + timedelta(minutes=4))
    for each in asked:
        helping.answer_help(each, answer="Load the page again", actor=actor_for(officer))
    found = queries.minutes_to_answer(meeting)
    assert found[Region.EUROPE] is None
    assert found[Region.AFRICA] == pytest.approx(4, abs=1)


def test_what_officers_say_and_change_is_on_the_join_page_at_once(client, db, sign_in, officer):
    meeting = make_meeting_soon()
    session = meeting.sessions[0]
    page = f"/en/meetings/join/{make_link(make_registration(meeting))}"
    browser, control = sign_in(officer), f"/en/meetings/{meeting.id}/control"
    browser.post(f"{control}/broadcast", data={"language": "fr", "text": "Nous commençons tard"})
    assert (
        browser.post(f"{control}/fallback", data={"tv_url": "http://tv.example"}).status_code == 422
    )
    browser.post(
        f"{control}/fallback",
        data={"platform_url": "https://second.example/a", "telephone": "+41 22 000"},
    )
    shown = client.get(page).text
    for text in ("Nous commençons tard", "https://second.example/a", "+41 22 000"):
        assert text in shown
    browser.post(f"{control}/take-down")
    assert "Nous commençons tard" not in client.get(page).text

    path = f"/en/meetings/sessions/{session.id}/rotate"
    for refused in ("", "http://meet.example/b", session.join_url):
        assert browser.post(path, data={"join_url": refused}).status_code == 422
    browser.post(path, data={"join_url": "https://meet.example/new"})
    led = client.post(page, data={"act": "go", "session": str(session.id)})
    assert led.headers["Location"] == "https://meet.example/new"
    notice = db.scalars(select(MeetingNotice)).one()
    assert notice.facts["sessions"][0]["relinked"]


def test_interpretation_that_stops_is_noted_until_it_works_again(db, officer, sign_in):
    session, actor = make_meeting_soon().sessions[0], actor_for(officer)
    with pytest.raises(RuleViolation):
        commands.begin_incident(session, "ar", note=None, actor=actor)
    incident = commands.begin_incident(session, "fr", note="No voice", actor=actor)
    with pytest.raises(RuleViolation):
        commands.begin_incident(session, "fr", note=None, actor=actor)
    assert "No voice" in sign_in(officer).get(f"/en/meetings/incidents/{incident.id}").text
    with pytest.raises(NotAllowed):
        commands.end_incident(incident, note=None, actor=actor_for(make_account()))
    commands.end_incident(incident, note="A cable", actor=actor)
    with pytest.raises(RuleViolation):
        commands.end_incident(incident, note=None, actor=actor)
    assert queries.incidents_of(session.meeting)[session.id] == [incident]
