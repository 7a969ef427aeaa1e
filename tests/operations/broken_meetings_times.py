"""What breaks each invariant of what people are told, and of who joins."""

from tests.operations.broken_meetings import ONE, OTHER, meeting, registration
from tests.operations.broken_rows import row

BREAKING = {
    "who was told something of a meeting is registered for it": [
        meeting(),
        meeting(id=OTHER),
        registration(id=ONE, meeting_id=OTHER),
        row("meeting_notice", id=ONE, meeting_id=ONE, kind="'change'"),
        row("meeting_notice_told", notice_id=ONE, registration_id=ONE),
    ],
    "whoever joined a session is registered for its meeting": [
        meeting(),
        meeting(id=OTHER),
        registration(id=ONE, meeting_id=OTHER),
        row("meeting_session", id=ONE, meeting_id=ONE),
        row("meeting_presence", session_id=ONE, registration_id=ONE),
    ],
}
