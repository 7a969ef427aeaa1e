"""Lists of speakers as the walks draw them: one that runs, one on which the focal point can ask."""

from engagement.core.permissions import Role
from engagement.demo import papers
from engagement.demo.meeting_builders import make_registration
from engagement.demo.meeting_paper_builders import make_agenda_item
from engagement.demo.meeting_safeguard_builders import new_link
from engagement.demo.meeting_speaking_builders import (
    make_interpreter,
    make_participant,
    make_speaker,
    make_speakers_list,
    make_speaking_meeting,
)
from engagement.meetings.commands import floor, interventions, speakers_lists
from engagement.meetings.models import CategoryKind, SpeakerKind
from engagement.meetings.queries.speaking_line import desk_of
from engagement.organizations.queries import actor_for

NAME = "Green Youth (Kenya) – كلمة"


def speaking_samples(samples, organization) -> None:
    """A list that everybody reads, with who spoke, speaks and waits; one that is open alone."""
    officer = actor_for(samples.people[Role.MEETING_OFFICER])
    leader = actor_for(samples.people["focal_point"])
    meeting = make_speaking_meeting(title={"en": NAME, "ar": NAME})
    runs = make_speakers_list(item=make_agenda_item(meeting, number="7", title={"en": NAME}))
    opens = make_speakers_list(item=make_agenda_item(meeting, number="8", title={"ar": NAME}))
    own = make_participant(
        meeting, organization, leader, account=samples.people["focal_point"], name=NAME
    )
    spoken = make_speaker(runs, kind=SpeakerKind.STATE_GROUP, group_name=NAME)
    words = {"en": NAME, "zh": NAME}
    interventions.hand_in_text(
        spoken, words, public=True, actor=actor_for(spoken.registration.person)
    )
    body = make_registration(meeting, kind=CategoryKind.UN_BODY, represents=NAME, name=NAME)
    make_speaker(runs, body, kind=SpeakerKind.UN_BODY)
    mine = make_speaker(runs, own)
    interventions.hand_in_text(mine, {"en": f"{NAME} " * 60}, actor=leader)
    added = interventions.add_paper(mine, "fr", papers.taken(papers.page(NAME)), actor=leader)
    for _each in range(2):
        floor.call_next(runs, desk_of(runs, officer).mark, actor=officer)
    floor.move_speaker(mine, 1, NAME, actor=officer)
    speakers_lists.publish_list(runs, shown=True, actor=officer)
    interpreter = make_interpreter(runs.session, name=NAME)
    act = [{"speaker_id": mine.id}]
    samples.values |= {
        "speakers_list_id": [runs.id, opens.id],
        "speaker_id": [mine.id, spoken.id],
        "speaker_paper_id": [added.id],
        "interpreter_id": [interpreter.id],
        "interpreter_token": [new_link(interpreter)],
    }
    samples.given |= {
        "meetings.list_speaking": [{"meeting_id": meeting.id}],
        "meetings.list_interpreters": [{"meeting_session_id": runs.session_id}],
        "meetings.move_speaker": act,
        "meetings.take_out_speaker": act,
        "meetings.hand_in_text": act,
        "meetings.call_again": [{"speaker_id": spoken.id}],
        "meetings.change_speakers": [{"speakers_list_id": runs.id}],
        "meetings.enter_speaker": [{"speakers_list_id": runs.id}],
        "meetings.ask_for_floor": [{"speakers_list_id": opens.id}],
    }
