"""Badges and the door: scanned or typed, once, in words where it cannot be, and undone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.core import invariants
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_attendance_builders import (
    make_check_in,
    make_confirmed_minor,
    note_all,
)
from engagement.demo.meeting_builders import (
    make_leader,
    make_nominations,
    make_online_meeting,
    make_registration,
)
from engagement.demo.meeting_day_builders import make_meeting_soon
from engagement.demo.meeting_safeguard_builders import make_youth_meeting
from engagement.meetings.commands import checking_in as commands
from engagement.meetings.commands import leaving, minors
from engagement.meetings.models import CategoryKind, CheckIn, Mode, RegistrationState
from engagement.meetings.queries.checking_in import check_in_of, why_not
from engagement.meetings.queries.minors import consent_of
from engagement.organizations.queries import actor_for
from tests.meetings.test_staff_list import suspended
from tests.papers import Paper, need_pdf

S = RegistrationState


@pytest.fixture
def officer(db):
    return make_account(Role.MEETING_OFFICER)


def on_site(meeting=None, **values):
    meeting = meeting or make_meeting_soon(mode=Mode.HYBRID)
    return make_registration(meeting, mode=Mode.IN_PERSON, **values)


def test_a_badge_is_scanned_or_typed_and_a_second_time_it_says_when(client, db, sign_in, officer):
    one = on_site()
    page = sign_in(one.person).get(f"/en/meetings/registrations/{one.id}/badge")
    assert one.reference in page.text and "data:image/svg" in page.text
    scanned = client.get(f"/badge/{one.reference}", headers={"Accept-Language": "fr"})
    assert scanned.headers["Location"] == f"/fr/meetings/check-in/{one.reference}"
    assert "sign-in" in client.get(scanned.headers["Location"]).headers["Location"]
    assert sign_in(one.person).get(scanned.headers["Location"]).status_code in {403, 404}

    browser, door = sign_in(officer), f"/en/meetings/{one.meeting_id}/check-in"
    typed = one.reference.removeprefix("REG-").replace("-", "").lower()
    led = browser.get(f"{door}?number={typed}").headers["Location"]
    assert led == f"/en/meetings/check-in/{one.reference}"
    assert ">Check in</button>" in browser.get(led).text
    assert browser.post(led, data={}).status_code == 302
    noted = check_in_of(one)
    again = browser.get(led)
    assert "Already checked in at" in again.text and ">Check in</button>" not in again.text
    twice = browser.post(led, data={})
    assert twice.status_code == 409 and "checked in already" in twice.text
    assert "Checked in: 1 of 1" in browser.get(door).text
    browser.post(f"/en/meetings/check-ins/{noted.id}/undo", data={})
    assert "Checked in: 0 of 1" in browser.get(door).text
    assert browser.post(led, data={}).status_code == 302
    assert len(db.scalars(select(CheckIn)).all()) == 2
    missing = browser.get(f"{door}?number=REG-AAAA-AAAA")
    assert missing.status_code == 404 and "REG-AAAA-AAAA" in missing.text
    other = browser.get(f"{door}?number={on_site().reference}")
    assert other.status_code == 404 and "for another meeting" in other.text


def test_the_badge_prints_as_a_pdf(db, sign_in):
    need_pdf()
    one = on_site(name="Zoë Lumumba")
    file = sign_in(one.person).get(f"/en/meetings/registrations/{one.id}/badge.pdf")
    assert file.mimetype == "application/pdf"
    paper = Paper(file.data)
    assert len(paper) == 1 and paper.codes() == [f"http://localhost/badge/{one.reference}"]
    assert "Zoë Lumumba" in paper.text()


def test_whoever_cannot_take_part_is_refused_in_words(db, officer, sign_in, time_machine):
    meeting = make_meeting_soon(
        mode=Mode.HYBRID, places=2, kinds=(CategoryKind.PUBLIC, CategoryKind.ACCREDITED)
    )
    gone, late = on_site(meeting), on_site(meeting)
    waiting, online = on_site(meeting), make_registration(make_meeting_soon(mode=Mode.HYBRID))
    leaving.withdraw(gone, actor=actor_for(gone.person))
    organization, leader = make_leader()
    [nominated] = make_nominations(meeting, organization=organization, leader=leader)
    suspended(organization)
    early = on_site(make_online_meeting(mode=Mode.HYBRID))
    browser = sign_in(officer)
    for registration, words in (
        (gone, "was withdrawn"),
        (waiting, "waiting list"),
        (online, "take part online"),
        (nominated, "is suspended"),
        (early, "too early"),
    ):
        page = browser.get(f"/en/meetings/check-in/{registration.reference}")
        assert words in page.text and ">Check in</button>" not in page.text, words
        with pytest.raises(RuleViolation, match=words):
            commands.check_in(registration, actor=actor_for(officer))
    time_machine.move_to(meeting.ends_at + timedelta(hours=12))
    with pytest.raises(RuleViolation, match="over"):
        commands.check_in(late, actor=actor_for(officer))


def test_nobody_under_18_is_checked_in_once_the_guardian_took_the_consent_back(db, officer):
    meeting = make_youth_meeting(mode=Mode.HYBRID)
    minor = make_confirmed_minor(meeting)
    with transaction(audited=False):
        minor.mode = Mode.IN_PERSON
    assert "early" in str(why_not(minor))
    minors.withdraw_consent(consent_of(minor))
    assert "no place is confirmed" in str(why_not(minor))


def test_a_conflict_hides_the_badge_and_others_do_not_check_in(db, officer, sign_in):
    organization, leader = make_leader()
    meeting = make_meeting_soon(mode=Mode.HYBRID, kinds=(CategoryKind.ACCREDITED,))
    [theirs] = make_nominations(meeting, organization=organization, leader=leader)
    kept_out = make_account(Role.MEETING_OFFICER, interest_in=[organization])
    path = f"/en/meetings/check-in/{theirs.reference}"
    assert sign_in(kept_out).get(path).status_code == 404
    typed = sign_in(kept_out).get(f"/en/meetings/{meeting.id}/check-in?number={theirs.reference}")
    assert typed.status_code == 404 and theirs.name not in typed.text
    for each in (kept_out, make_account(), make_account(Role.AUDITOR)):
        with pytest.raises(NotAllowed):
            commands.check_in(theirs, actor=actor_for(each))


def test_a_check_in_counts_as_taking_part_until_it_is_undone(db, officer, time_machine):
    one = on_site()
    noted = make_check_in(one, actor=actor_for(officer))
    time_machine.move_to(one.meeting.ends_at + timedelta(hours=1))
    note_all(one.meeting)
    assert one.state is S.ATTENDED
    commands.undo_check_in(noted, actor=actor_for(officer))
    assert one.state is S.NO_SHOW
    with pytest.raises(RuleViolation):
        commands.undo_check_in(noted, actor=actor_for(officer))
    assert not [
        name
        for name, each in invariants.DECLARED.items()
        if "meeting_registration" in str(each.search) and invariants.offenders(each)
    ]
