"""What breaks each invariant of speakers' lists."""

from tests.operations.broken_meetings import ONE, OTHER, meeting, registration
from tests.operations.broken_rows import row

A_LIST = row("meeting_speakers_list", id=ONE, agenda_item_id=ONE)


def speaker(position="NULL", state="'asked'", **values):
    return row("meeting_speaker", speakers_list_id=ONE, position=position, state=state, **values)


BREAKING = {
    "on each item of an agenda at most one speaker has the floor": [
        "DROP INDEX uq_meeting_speaker_floor",
        A_LIST,
        speaker(state="'floor'", speaks_for="'a'"),
        speaker(state="'floor'", speaks_for="'b'"),
    ],
    "those in line for the floor are counted from one without a gap, each once": [
        speaker("1", speaks_for="'a'"),
        speaker("3", speaks_for="'b'"),
    ],
    "whoever asks for the floor is registered for that meeting": [
        meeting(),
        meeting(id=OTHER),
        registration(id=ONE, meeting_id=OTHER),
        row("meeting_agenda_item", id=ONE, meeting_id=ONE),
        A_LIST,
        speaker("1", registration_id=ONE),
    ],
}
