"""What breaks each invariant of side events, and of contributions to documents."""

from tests.operations.broken_rows import row

ONE, OTHER = "'11111111-1111-4111-8111-111111111111'", "'22222222-2222-4222-8222-222222222222'"
SLOT = row("meeting_side_event_slot", id=ONE, meeting_id=ONE)

BREAKING = {
    "a side event has a slot of its own meeting, and only while it is selected": [
        SLOT,
        row("meeting_side_event", meeting_id=OTHER, slot_id=ONE, state="'selected'"),
    ],
    "no side event was proposed while a co-organizer had not answered": [
        row("meeting_side_event", id=ONE, state="'submitted'"),
        row("meeting_side_event_organizer", side_event_id=ONE, agreement="'asked'"),
    ],
    "what a programme of side events shows has been noted as public": [
        SLOT,
        row("meeting_side_event_call", meeting_id=ONE, published_at="now()"),
        row("meeting_side_event", meeting_id=ONE, slot_id=ONE, state="'selected'"),
    ],
    "nobody contributed to a document that was never opened for it": [
        row("meeting_document", id=ONE),
        row("meeting_statement", meeting_document_id=ONE, submitted_at="now()"),
    ],
}
