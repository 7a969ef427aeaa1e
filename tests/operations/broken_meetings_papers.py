"""What breaks each invariant of documents and statements of meetings."""

from tests.operations.broken_rows import row

ONE, OTHER = "'11111111-1111-4111-8111-111111111111'", "'22222222-2222-4222-8222-222222222222'"

BREAKING = {
    "what a meeting published as a document is kept for good": [
        row("document", id=ONE, sha256="(SELECT sha256 FROM document LIMIT 1)"),
        row("meeting_document_version", document_id=ONE, published_at="now()"),
    ],
    "a document of a meeting stands with an item of that meeting's agenda": [
        row("meeting_agenda_item", id=ONE, meeting_id=ONE),
        row("meeting_document", meeting_id=OTHER, agenda_item_id=ONE),
    ],
    "no joint statement was sent while a co-signing organization had not answered": [
        row("meeting_statement", id=ONE, state="'submitted'"),
        row("meeting_statement_cosigner", statement_id=ONE, agreement="'asked'"),
    ],
    "no organization speaks twice on an item of an agenda, alone or with others": [
        row("meeting_statement", id=ONE, agenda_item_id=ONE, organization_id=ONE, state="'draft'"),
        row("meeting_statement", id=OTHER, agenda_item_id=ONE, state="'draft'"),
        row(
            "meeting_statement_cosigner",
            statement_id=OTHER,
            organization_id=ONE,
            agreement="'agreed'",
        ),
    ],
}
