"""What breaks each invariant of who took part, as `test_invariants.BREAKING`."""

from tests.operations.broken_meetings import ONE, OTHER, meeting, registration
from tests.operations.broken_rows import row

BEGINS, ENDS = "'2026-01-05 10:00+00'", "'2026-01-05 12:00+00'"
SESSION = row("meeting_session", id=ONE, meeting_id=ONE, starts_at=BEGINS, ends_at=ENDS)
LIST = row("meeting_attendance_list", id=ONE, session_id=ONE, percent="50")


def attendance(**values):
    """An hour of the session, which is enough."""
    held = {"list_id": ONE, "registration_id": ONE, "seconds": "3600", "attended": "true"}
    return row("meeting_attendance", **(held | values))


BREAKING = {
    "nobody counts as having taken part without enough of a session or a check-in": [
        registration(id=ONE, state="'attended'", number="1"),
        attendance(seconds="10", attended="false"),
        row(
            "meeting_check_in",
            registration_id=ONE,
            checked_at=BEGINS,
            undone_at=ENDS,
            undone_by_id=ONE,
        ),
    ],
    "somebody's time in a session is what the lines of its list cover within its hours": [
        SESSION,
        LIST,
        attendance(seconds="7200"),
        row(
            "meeting_attendance_line",
            list_id=ONE,
            registration_id=ONE,
            recognised_by="'email'",
            began_at=BEGINS,
            ended_at="'2026-01-05 11:00+00'",
            cells="NULL",
            problem="NULL",
        ),
    ],
    "whoever the list of a session names is registered for that meeting": [
        meeting(),
        meeting(id=OTHER),
        registration(id=ONE, meeting_id=OTHER),
        SESSION,
        LIST,
        attendance(),
    ],
    "a certificate of participation holds for nobody but who took part": [
        registration(id=ONE, state="'no_show'", number="1"),
        row("meeting_certificate", registration_id=ONE, revoked_at="NULL"),
    ],
}
