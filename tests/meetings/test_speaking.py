"""Speakers' lists: who may ask, who is called, what officers do, what everybody reads."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from engagement.audit.models import AuditEvent
from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import make_leader, make_registration
from engagement.demo.meeting_paper_builders import make_agenda_item, make_officer
from engagement.demo.meeting_speaking_builders import (
    make_delegate,
    make_participant,
    make_speaker,
    make_speakers_list,
    make_speaking_meeting,
)
from engagement.mail.models import Message
from engagement.meetings.commands import floor, leaving, participants, speakers, speakers_lists
from engagement.meetings.models import (
    AgeBand,
    CategoryKind,
    ListState,
    OrderRule,
    SpeakerKind,
    SpeakerRank,
    SpeakerState,
)
from engagement.meetings.queries import speaking as queries
from engagement.meetings.queries.speaking_line import desk_of
from engagement.organizations.queries import actor_for
from tests.meetings.test_staff_list import suspended

K, S = SpeakerKind, SpeakerState


def line(speakers_list):
    return [each for each in queries.in_line(speakers_list)]


def mark(speakers_list, officer):
    return desk_of(speakers_list, officer).mark


def next_one(speakers_list, officer):
    floor.call_next(speakers_list, mark(speakers_list, officer), actor=officer)
    return queries.with_floor(speakers_list)


def test_only_those_with_a_place_ask_once_in_a_name_that_is_theirs_while_the_list_is_open(db):
    opens = make_speakers_list()
    meeting = opens.meeting
    organization, leader = make_leader()
    one = make_participant(meeting, organization, leader)
    other = make_participant(meeting, organization, leader)
    visitor = make_registration(meeting, kind=CategoryKind.PUBLIC)
    with pytest.raises(RuleViolation):
        make_speaker(opens, one, kind=K.MEMBER_STATE)
    with pytest.raises(RuleViolation):
        make_speaker(opens, visitor)
    with pytest.raises(NotAllowed):
        speakers.ask_for_floor(
            opens, one, speakers.Asking(K.ACCREDITED), actor=actor_for(other.person)
        )
    with moved_to(opens.closes_at), pytest.raises(RuleViolation):
        make_speaker(opens, one)
    asked = make_speaker(opens, one)
    with pytest.raises(RuleViolation, match="already"):
        make_speaker(opens, other)
    joint = make_speaker(opens, other, kind=K.MAJOR_GROUP)
    assert joint.major_group == organization.major_group
    assert joint.allotted > asked.allotted
    with pytest.raises(RuleViolation):
        make_speaker(opens, kind=K.MAJOR_GROUP)  # the same group
    speakers.take_back_request(asked, actor=actor_for(one.person))
    assert make_speaker(opens, one).position == 2
    leaving.withdraw(one, actor=actor_for(one.person))
    with pytest.raises(RuleViolation):
        make_speaker(opens, one)


def test_officers_run_a_list_and_every_act_is_in_the_trail(db):
    opens, officer = make_speakers_list(), make_officer()
    ngo, agency = make_speaker(opens), make_speaker(opens, kind=K.UN_BODY)
    kenya = make_speaker(opens, kind=K.MEMBER_STATE)
    minister = make_speaker(opens, kind=K.MEMBER_STATE, country="FR", rank=SpeakerRank.MINISTER)
    assert line(opens) == [minister, kenya, agency, ngo]

    floor.move_speaker(ngo, 2, "Has to catch a train.", actor=officer)
    assert line(opens) == [minister, ngo, kenya, agency]
    group = make_speaker(opens, kind=K.STATE_GROUP, country="BR")
    assert line(opens) == [group, ngo, minister, kenya, agency]
    floor.set_time(kenya, 240, "Speaks for two.", actor=officer)

    first = next_one(opens, officer)
    with moved_to(now() + timedelta(minutes=4)):
        assert next_one(opens, officer) == ngo
    assert (first, first.state, first.spoken_seconds) == (group, S.SPOKEN, 240)
    floor.skip(opens, mark(opens, officer), actor=officer)  # does not answer; the next is called
    assert (ngo.state, queries.with_floor(opens)) == (S.PASSED, minister)
    floor.call_again(ngo, first=False, reason="Is back.", actor=officer)
    assert line(opens) == [kenya, agency, ngo]
    floor.end_speech(opens, mark(opens, officer), actor=officer)
    floor.set_time(minister, 170, "Pressed late.", actor=officer)
    floor.take_out(agency, "Sent its text instead.", actor=officer)
    assert (minister.spoken_seconds, line(opens)) == (170, [kenya, ngo])
    assert [each.position for each in line(opens)] == [1, 2]
    told = {
        each.action.rpartition(":")[2]
        for each in db.scalars(select(AuditEvent).where(AuditEvent.action.like("%:speaker:%")))
    }
    assert told == {
        *("asked", "moved", "time_set", "time_corrected", "called", "spoken"),
        *("passed_over", "called_again", "taken_out"),
    }


def test_a_button_pressed_on_a_page_of_before_does_nothing(db):
    opens, officer = make_speakers_list(), make_officer()
    first, second = make_speaker(opens), make_speaker(opens)
    seen = mark(opens, officer)
    floor.call_next(opens, seen, actor=officer)
    for act in (floor.call_next, floor.skip, floor.end_speech):
        with pytest.raises(RuleViolation, match="meanwhile"):
            act(opens, seen, actor=make_officer())
    assert (first.state, second.position) == (S.FLOOR, 1)


def test_who_lost_the_place_at_the_meeting_is_not_called(db, sign_in):
    opens, officer = make_speakers_list(), make_officer()
    gone, stays = make_speaker(opens), make_speaker(opens)
    leaving.withdraw(gone.registration, actor=actor_for(gone.registration.person))
    page = f"/en/meetings/speakers-lists/{opens.id}/run"
    assert "no place any more" in sign_in(make_account(Role.MEETING_OFFICER)).get(page).text
    assert next_one(opens, officer) == stays
    assert gone.state is S.PASSED


def test_a_suspended_organization_is_not_called_and_cannot_ask(client, db, sign_in):
    opens, officer = make_speakers_list(), make_officer()
    kept_off, stays = make_speaker(opens), make_speaker(opens)
    page = f"/en/meetings/speakers-lists/{opens.id}"
    speakers_lists.publish_list(opens, shown=True, actor=officer)
    name = kept_off.registration.organization.name
    assert name in client.get(page).text
    suspended(kept_off.registration.organization)
    speakers_lists.publish_list(opens, shown=False, actor=officer)
    speakers_lists.publish_list(opens, shown=True, actor=officer)

    assert name not in client.get(page).text
    assert "suspended" in sign_in(make_account(Role.MEETING_OFFICER)).get(f"{page}/run").text
    assert next_one(opens, officer) == stays
    with pytest.raises(RuleViolation, match="suspended"):
        make_speaker(opens, kept_off.registration, kind=K.MAJOR_GROUP)


def test_a_fixed_list_takes_nobody_and_tells_everybody_the_place_and_the_hour(db):
    opens, officer = make_speakers_list(starts_after=30), make_officer()
    ngo, kenya = make_speaker(opens), make_speaker(opens, kind=K.MEMBER_STATE)
    speakers_lists.fix_list(opens, actor=officer)
    mails = {
        each.person_id: each.body_text
        for each in db.scalars(select(Message).filter_by(template="meetings/speaker_listed"))
    }
    assert "2 of 2" in mails[ngo.registration.person_id]
    begins = opens.session.starts_at + timedelta(minutes=30)
    nairobi = begins + timedelta(hours=3)
    assert f"{nairobi:%H:%M} in Nairobi" in mails[kenya.registration.person_id]
    assert {ngo.state, kenya.state} == {S.LISTED}
    with pytest.raises(RuleViolation):
        make_speaker(opens)
    late = make_participant(opens.meeting)
    entered = speakers.ask_for_floor(opens, late, speakers.Asking(K.ACCREDITED), actor=officer)
    assert (entered.state, entered.position) == (S.LISTED, 3)
    speakers_lists.reopen_list(opens, actor=officer)
    again = make_speaker(opens)
    speakers_lists.fix_list(opens, actor=officer)
    assert again.state is S.LISTED
    assert len(db.scalars(select(Message).filter_by(template="meetings/speaker_listed")).all()) == 3


@bookkeeping
def agree(registration):
    registration.listed = True


def test_everybody_reads_a_published_list_but_no_name_that_is_not_theirs_to_read(
    db, client, sign_in
):
    opens, officer = make_speakers_list(), make_officer()
    kenya = make_speaker(opens, kind=K.MEMBER_STATE)
    ngo, named = make_speaker(opens), make_speaker(opens)
    agree(named.registration)
    page = f"/en/meetings/speakers-lists/{opens.id}"
    assert client.get(page).status_code == 404
    assert sign_in(make_account()).get(page).status_code == 404
    waiting = sign_in(ngo.registration.person).get(page)
    assert "Your place: 2 of 3" in waiting.text and "1 whose kind comes before" in waiting.text
    assert waiting.headers["Refresh"] == "30"
    assert "Refresh" not in sign_in(ngo.registration.person).get(f"{page}?still=1").headers

    speakers_lists.publish_list(opens, shown=True, actor=officer)
    next_one(opens, officer)
    assert named.registration.name not in client.get(page).text
    participants.publish_list(opens.meeting, ListState.PROVISIONAL, actor=officer)
    seen = client.get(page).text
    for word in ("Kenya", "Has the floor", ngo.organization.name, named.registration.name):
        assert word in seen, word
    for hidden in (kenya.registration.name, ngo.registration.name, "Your place"):
        assert hidden not in seen, hidden
    assert "about " in seen and "in Nairobi" in seen

    let_be_a_minor(named.registration, ngo.registration)
    speakers_lists.publish_list(opens, shown=False, actor=officer)
    speakers_lists.publish_list(opens, shown=True, actor=officer)
    assert named.registration.name not in client.get(page).text


@bookkeeping
def let_be_a_minor(registration, adult):
    registration.guardian_consent_at, registration.chaperone_id = now(), adult.id
    database.session.flush()
    registration.age_band = AgeBand.YOUTH


def test_the_page_of_a_list_asks_the_same_number_of_queries_however_long_it_is(db, sign_in):
    opens = make_speakers_list()
    browser = sign_in(make_speaker(opens).registration.person)
    officer = sign_in(make_account(Role.MEETING_OFFICER))
    paths = {
        f"/en/meetings/speakers-lists/{opens.id}": browser,
        f"/en/meetings/speakers-lists/{opens.id}/run": officer,
    }

    def asked(path):
        seen = []
        engine = db.get_bind()
        paths[path].get(path)
        event.listen(engine, "before_cursor_execute", listener := lambda *each: seen.append(1))
        assert paths[path].get(path).status_code == 200
        event.remove(engine, "before_cursor_execute", listener)
        return len(seen)

    few = {path: asked(path) for path in paths}
    for _each in range(5):
        make_speaker(opens)
    assert {path: asked(path) for path in paths} == few


def test_a_conflict_hides_a_speaker_from_an_officer_who_still_calls_the_next(db, sign_in):
    opens = make_speakers_list()
    theirs, other = make_speaker(opens), make_speaker(opens)
    person = make_account(Role.MEETING_OFFICER, interest_in=[theirs.organization])
    browser, run = sign_in(person), f"/en/meetings/speakers-lists/{opens.id}/run"
    page = browser.get(run).text
    assert theirs.organization.name not in page and str(theirs.id) not in page
    assert "Kept from you" in page and other.organization.name in page
    for act in ("move", "time", "take-out", "call-again"):
        assert browser.get(f"/en/meetings/speakers/{theirs.id}/{act}").status_code == 404
        with pytest.raises(NotAllowed):
            floor.take_out(theirs, "No.", actor=actor_for(person))
    seen = mark(opens, actor_for(person))
    browser.post(run, data={"act": "next", "mark": seen})
    assert theirs.state is S.FLOOR
    assert (
        "meanwhile"
        in browser.post(run, data={"act": "next", "mark": seen}, follow_redirects=True).text
    )
    assert theirs.organization.name not in browser.get(f"/en/audit?subject={theirs.id}").text


def test_somebody_asks_on_the_page_and_nothing_typed_is_lost(db, sign_in):
    opens = make_speakers_list(rule=OrderRule.TURNS)
    registration = make_delegate(opens.meeting)
    browser, page = sign_in(registration.person), f"/en/meetings/speakers-lists/{opens.id}/ask"
    assert "in turn" in browser.get(page).text
    refused = browser.post(page, data={"kind": "state_group", "group_name": ""})
    assert refused.status_code == 422 and "Enter the name of the group" in refused.text
    asked = browser.post(page, data={"kind": "state_group", "group_name": "African Group"})
    shown = browser.get(asked.location).text
    assert "African Group" in shown and "Your place: 1 of 1" in shown and "5:00 minutes" in shown
    again = browser.post(page, data={"kind": "state_group", "group_name": "african  group"})
    assert again.status_code == 422 and "african  group" in again.text
    browser.post(f"{asked.location}/take-back")
    assert "Withdrawn" in browser.get(asked.location).text


def test_an_officer_opens_and_runs_a_list_on_its_pages(db, sign_in):
    meeting = make_speaking_meeting()
    item = make_agenda_item(meeting)
    browser = sign_in(make_account(Role.MEETING_OFFICER))
    new = f"/en/meetings/agenda/{item.id}/open-speakers"
    typed = {
        "session": str(meeting.sessions[0].id),
        "starts_after": "20",
        "closes_day-day": "1",
        "closes_day-month": "1",
        "closes_day-year": str(now().year + 1),
        "closes_clock": "18:00",
        "rule": "protocol",
        "kinds-accredited-place": "1",
        "kinds-accredited-seconds": "90",
        "kinds-private_sector-place": "2",
    }
    for kind in K:
        typed = {f"kinds-{kind}-{part}": "" for part in ("place", "seconds")} | typed
    refused = browser.post(new, data=typed)
    assert refused.status_code == 422 and "Enter both the place and the time" in refused.text
    made = browser.post(new, data=typed | {"kinds-private_sector-place": ""})
    opens = queries.list_of(item)
    assert (opens.places, opens.seconds) == ({"accredited": 1}, {"accredited": 90})
    run = made.location
    registration = make_participant(meeting)
    entered = {"reference": registration.reference.lower(), "kind": "accredited"}
    enter = run.replace("/run", "/enter")
    assert browser.post(enter, data=entered | {"reference": "REG-0"}).status_code == 422
    browser.post(enter, data=entered)
    [speaker] = line(opens)
    assert registration.organization.name in browser.get(run).text
    act = f"/en/meetings/speakers/{speaker.id}"
    assert browser.post(f"{act}/time", data={"seconds": "120", "reason": ""}).status_code == 422
    browser.post(f"{act}/time", data={"seconds": "120", "reason": "Two voices."})
    for button in ("fix", "publish", "next"):
        browser.post(run, data={"act": button, "mark": mark(opens, make_officer())})
    assert (speaker.allotted, speaker.state) == (120, S.FLOOR)
    assert opens.fixed_at and opens.published_at
    browser.post(run, data={"act": "end", "mark": mark(opens, make_officer())})
    browser.post(f"{act}/call-again", data={"where": "first", "reason": "Was cut off."})
    browser.post(f"{act}/move", data={"position": "1", "reason": "Stays."})
    assert speaker.state is S.LISTED
    assert "Was cut off" not in browser.get(act).text and "Stays." in browser.get(act).text
