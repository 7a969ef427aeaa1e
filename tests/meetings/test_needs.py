"""Accessibility needs: told once, read by one officer alone, answered, deleted."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accounts import departures
from engagement.audit.models import AuditEvent, ReadEvent
from engagement.core import personal_data
from engagement.core.db import command, transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import (
    make_leader,
    make_online_meeting,
    make_registration,
)
from engagement.demo.meeting_safeguard_builders import (
    make_need,
    make_nominee,
    make_youth_meeting,
)
from engagement.mail.models import Message
from engagement.meetings import jobs
from engagement.meetings.commands import needs as commands
from engagement.meetings.commands.standing import bind_registrations
from engagement.meetings.models import AccessNeed, NeedKind
from engagement.meetings.queries import needs as queries
from engagement.organizations.queries import actor_for

SECRET = "A seat from which Green Youth (Kenya) lips can be read"


@pytest.fixture
def told(db):
    """An officer, a person with a need, and the need."""
    officer = make_account(Role.MEETING_OFFICER)
    registration = make_registration(make_online_meeting(officer=officer))
    return officer, registration.person, make_need(registration, registration.person, note=SECRET)


def test_only_the_person_and_the_named_officer_read_a_need_and_each_reading_is_noted(
    told, db, sign_in
):
    officer, person, need = told
    own = f"/en/meetings/registrations/{need.registration_id}/needs"
    paths = [
        own,
        f"/en/meetings/needs/{need.id}",
        f"/en/meetings/{need.registration.meeting_id}/needs",
    ]
    assert SECRET in sign_in(person).get(own).text
    browser = sign_in(officer)
    assert SECRET in browser.get(paths[1]).text
    assert browser.get(paths[2]).status_code == 200
    reads = select(ReadEvent.actor_id).where(ReadEvent.subject_id == need.id)
    assert db.scalars(reads).all() == [officer.id]

    others = [make_account(role) for role in Role]
    others.append(make_account())
    for other in others:
        browser = sign_in(other)
        assert {browser.get(path).status_code for path in paths} <= {403, 404}, other.name

    colleague = make_account(Role.MEETING_OFFICER)
    commands.name_needs_officer(need.registration.meeting, colleague, actor=actor_for(officer))
    assert sign_in(officer).get(paths[1]).status_code in {403, 404}
    assert sign_in(colleague).get(paths[1]).status_code == 200
    with pytest.raises(RuleViolation):
        commands.name_needs_officer(
            need.registration.meeting, make_account(Role.REVIEWER), actor=actor_for(officer)
        )


def test_a_conflict_of_interest_hides_the_needs_of_the_organization(db):
    organization, leader = make_leader()
    officer = make_account(Role.MEETING_OFFICER, interest_in=[organization])
    meeting = make_youth_meeting(officer=officer)
    registration = make_nominee(meeting, organization, leader)
    person = make_account(email=registration.email)
    bind_registrations(person)
    need = make_need(registration, person)
    actor = actor_for(officer)

    assert db.scalars(queries.of_meeting(actor, meeting)).all() == []
    assert queries.unanswered(actor, meeting) == 0
    assert queries.unread(meeting) == 1 and queries.lack_reader(meeting)
    with pytest.raises(NotAllowed):
        commands.answer_need(need, answer="There will be captions.", actor=actor)


def test_no_word_of_it_goes_into_a_mail_the_trail_or_the_export(told, db):
    officer, person, need = told
    answer = "Green Youth (Kenya) keeps a seat in the first row"
    with pytest.raises(NotAllowed):
        commands.answer_need(need, answer=answer, actor=actor_for(person))
    commands.answer_need(need, answer=answer, actor=actor_for(officer))

    mail = db.scalars(select(Message).where(Message.template == "meetings/answered")).one()
    assert mail.to == person.email
    kept = [each.subject + each.body_text + each.body_html for each in db.scalars(select(Message))]
    kept += [str(each.data) for each in db.scalars(select(AuditEvent))]
    kept.append(str(personal_data.export(officer.id)))
    for word in (SECRET, answer, "captions"):
        assert not [each for each in kept if word in each]
    with pytest.raises(RuleViolation):
        make_need(need.registration, person)


def test_a_need_says_something_and_stands_out_when_the_meeting_is_near(told, time_machine):
    officer, person, need = told
    registration = need.registration
    with pytest.raises(RuleViolation):
        make_need(registration, person, kinds=[])
    with pytest.raises(RuleViolation):
        make_need(registration, person, kinds=[NeedKind.OTHER], note="")
    assert make_need(registration, person, kinds=[NeedKind.MORE_TIME], note=None) is need
    assert need.chosen == [NeedKind.MORE_TIME]

    assert not queries.is_late(registration.meeting)
    time_machine.move_to(registration.meeting.starts_at - timedelta(days=7))
    assert queries.is_late(registration.meeting)
    assert queries.unanswered(actor_for(officer), registration.meeting) == 1


def test_the_officer_is_mailed_once_at_each_time_and_reads_no_word_of_it(told, db, time_machine):
    _officer, _person, need = told
    meeting = need.registration.meeting
    starts_at, officer = meeting.starts_at, meeting.reads_needs.email

    def mailed():
        jobs.watch_needs()
        mails = db.scalars(select(Message).filter_by(template="meetings/needs_wait")).all()
        assert {each.to for each in mails} <= {officer}
        assert not any(need.note in each.body_text + each.body_html for each in mails)
        return len(mails)

    time_machine.move_to(starts_at - timedelta(days=7, minutes=1))
    assert mailed() == 0
    time_machine.move_to(starts_at - timedelta(days=6))
    assert [mailed(), mailed()] == [1, 1]
    time_machine.move_to(starts_at - timedelta(days=1))
    assert [mailed(), mailed()] == [2, 2]

    other = make_registration()
    late = make_need(other, other.person)
    commands.answer_need(late, answer="Yes.", actor=actor_for(other.meeting.reads_needs))
    time_machine.move_to(other.meeting.starts_at - timedelta(hours=1))
    assert mailed() == 2


def test_needs_that_nobody_reads_are_told_to_all_officers_until_another_is_named(
    told, db, sign_in, time_machine
):
    officer, _person, need = told
    meeting, other = need.registration.meeting, make_account(Role.MEETING_OFFICER)
    desk = f"/en/meetings/{meeting.id}/desk"

    def mailed():
        jobs.watch_needs()
        found = db.scalars(select(Message).where(Message.template.startswith("meetings/needs_")))
        return sorted((each.template.split("_")[1], each.to) for each in found)

    assert "Nobody reads accessibility needs" not in sign_in(other).get(desk).text
    with transaction(audited=False):
        officer.role_names = []
    assert "Nobody reads accessibility needs" in sign_in(other).get(desk).text
    time_machine.move_to(meeting.starts_at - timedelta(days=6))
    with transaction(audited=False):
        other.role_names = []
    assert mailed() == [] and meeting.needs_reminded_at is None
    with transaction(audited=False):
        other.role_names = [Role.MEETING_OFFICER]
    to_all = [("unread", each.email) for each in queries.officers()]
    assert ("unread", other.email) in to_all
    assert mailed() == mailed() == sorted(to_all)
    commands.name_needs_officer(meeting, other, actor=actor_for(other))
    assert mailed() == sorted([*to_all, ("wait", other.email)])
    assert "Nobody reads accessibility needs" not in sign_in(other).get(desk).text


def test_an_erased_person_leaves_no_need(told, db):
    _officer, person, _need = told
    command(departures.say_farewell)(person, [person.email_key])
    assert db.scalars(select(AccessNeed.id)).all() == []
