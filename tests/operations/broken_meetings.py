"""What breaks each invariant of meetings, as `test_invariants.BREAKING`."""

from tests.operations.broken_meetings_safeguards import BREAKING_SAFEGUARDS
from tests.operations.broken_rows import row

ONE, OTHER = "'11111111-1111-4111-8111-111111111111'", "'22222222-2222-4222-8222-222222222222'"


def meeting(**values):
    """A published meeting."""
    held = {
        "id": ONE,
        "state": "'published'",
        "waiting_rule": "'by_date'",
        "youngest": "'adult'",
    }
    return row("meeting", **(held | values))


def category(**values):
    """A category of the meeting `ONE`."""
    return row("meeting_category", **({"id": ONE, "meeting_id": ONE, "taken": "0"} | values))


def registration(**values):
    """A registration for the meeting and category `ONE`."""
    held = {"meeting_id": ONE, "category_id": ONE, "state": "'waiting'"}
    return row("meeting_registration", **(held | values))


QUEUE = row("meeting_queue", meeting_id=ONE, last="9")
BREAKING = BREAKING_SAFEGUARDS | {
    "no category has other places taken than its registrations hold": [
        category(taken="2"),
        registration(state="'confirmed'", number="1"),
        QUEUE,
    ],
    "nobody waits without a place in line once places are not drawn by lot any more": [
        meeting(),
        category(),
        registration(),
    ],
    "no two registrations of a meeting share a place in line": [
        category(),
        registration(rank="3", reference="'one'", email_key="'one'"),
        registration(rank="3", reference="'other'", email_key="'other'"),
    ],
    "a registration is for a category of its own meeting": [
        category(meeting_id=OTHER),
        registration(),
    ],
    "no number was given that the queue of the meeting does not know": [
        category(),
        registration(number="12", state="'submitted'"),
        QUEUE,
    ],
    "nobody younger than a meeting admits has a place in it": [
        meeting(),
        category(taken="1"),
        registration(state="'confirmed'", age_band="'youth'"),
    ],
}
