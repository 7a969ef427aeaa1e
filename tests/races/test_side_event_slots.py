"""Two officers give one slot to two side events at the same moment."""

from engagement.core.db import db
from engagement.demo.meeting_builders import make_online_meeting
from engagement.demo.meeting_paper_builders import make_officer
from engagement.demo.side_event_builders import make_side_event, make_slot, select
from engagement.meetings.commands import side_event_selection as selection
from engagement.meetings.models import SideEvent, SideEventSlot


def test_of_two_officers_who_give_one_slot_the_second_is_refused_in_words(racing, inside):
    with racing.app_context():
        meeting = make_online_meeting()
        slot_id = make_slot(meeting).id
        events = [select(make_side_event(meeting)).id for _ in range(2)]
        officer = make_officer()

    def give(event_id):
        event = db.session.get(SideEvent, event_id)
        selection.give_slot(event, db.session.get(SideEventSlot, slot_id), actor=officer)
        return "given"

    answers = inside(*(lambda one=one: give(one) for one in events))

    assert sorted(each == "given" for each in answers) == [False, True]
    (refused,) = [each for each in answers if each != "given"]
    assert "was given this slot meanwhile" in str(refused)
    with racing.app_context():
        held = [db.session.get(SideEvent, each).slot_id for each in events]
        assert sorted(held, key=str) == sorted([slot_id, None], key=str)
