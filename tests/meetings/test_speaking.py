"""Speakers' lists: who may ask, who is called, what officers do, what everybody reads."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from engagement.audit.models import AuditEvent
from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import make_leader, make_registration
from engagement.demo.meeting_paper_builders import make_officer
from engagement.demo.meeting_speaking_builders import (
    make_delegate,
    make_participant,
    make_speaker,
    make_speakers_list,
    make_speaking_meeting,
)
from engagement.mail.models import Message
from engagement.meetings.commands import floor, leaving, speakers, speakers_lists
from engagement.meetings.models import (
    CategoryKind,
    SpeakerKind,
    SpeakerRank,
    SpeakerState,
)
from engagement.meetings.queries import speaking as queries
from engagement.meetings.queries.speaking_line import desk_of
from engagement.organizations.queries import actor_for

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


def test_who_lost_the_place_at_the_meeting_is_not_called(db):
    opens, officer = make_speakers_list(), make_officer()
    gone, stays = make_speaker(opens), make_speaker(opens)
    leaving.withdraw(gone.registration, actor=actor_for(gone.registration.person))
    assert next_one(opens, officer) == stays
    assert gone.state is S.PASSED


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
