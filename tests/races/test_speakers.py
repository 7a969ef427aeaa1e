"""Two officers who call the next speaker at once; many who ask at once."""

from functools import partial

from sqlalchemy import select

from engagement.core import invariants
from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.demo.meeting_paper_builders import make_officer
from engagement.demo.meeting_speaking_builders import (
    make_participant,
    make_speaker,
    make_speakers_list,
)
from engagement.meetings.commands import floor
from engagement.meetings.models import Registration, Speaker, SpeakersList, SpeakerState
from engagement.meetings.queries.speaking_line import desk_of

TIMES = 4
HELD = [
    "on each item of an agenda at most one speaker has the floor",
    "those in line for the floor are counted from one without a gap, each once",
]


def offenders():
    return [each for name in HELD for each in invariants.offenders(invariants.DECLARED[name])]


def test_of_two_who_call_the_next_at_once_one_does_and_all_who_ask_at_once_stand_in_line(
    racing, inside
):
    with racing.app_context():
        opens = make_speakers_list()
        list_id, meeting = opens.id, opens.meeting
        people = [make_participant(meeting).id for _ in range(TIMES)]
        officers = [make_officer() for _ in range(2)]

    def ask(registration_id):
        opens = db.session.get(SpeakersList, list_id)
        return make_speaker(opens, db.session.get(Registration, registration_id)).id

    def call(officer, mark):
        floor.call_next(db.session.get(SpeakersList, list_id), mark, actor=officer)

    asked = inside(*(partial(ask, each) for each in people))
    assert not any(isinstance(each, RuleViolation) for each in asked)
    for done in range(TIMES):
        with racing.app_context():
            assert offenders() == []
            mark = desk_of(db.session.get(SpeakersList, list_id), officers[0]).mark
        results = inside(*(partial(call, each, mark) for each in officers))
        assert sum(isinstance(each, RuleViolation) for each in results) == 1
        with racing.app_context():
            states = db.session.scalars(select(Speaker.state)).all()
            assert states.count(SpeakerState.SPOKEN) == done
            assert states.count(SpeakerState.FLOOR) == 1
