"""What breaks the invariants of minors at meetings."""

from tests.operations.broken_rows import row

ONE, OTHER = "'11111111-1111-4111-8111-111111111111'", "'22222222-2222-4222-8222-222222222222'"
LATER = "now() + interval '9 days'"
MEETING = row(
    "meeting",
    id=ONE,
    state="'published'",
    waiting_rule="'by_date'",
    youngest="'child'",
    ends_at=LATER,
)


def registration(**values):
    """A registration for the meeting `ONE`, without a category of its own to count it."""
    held = {"meeting_id": ONE, "state": "'submitted'", "number": "NULL"}
    names = {name: values["id"] for name in ("reference", "email_key")}
    return row("meeting_registration", **(held | names | values))


BREAKING_SAFEGUARDS = {
    "no minor has a place without a guardian's consent and a confirmed adult": [
        MEETING,
        registration(
            id=ONE,
            state="'confirmed'",
            age_band="'youth'",
            guardian_consent_at="now()",
            chaperone_id=OTHER,
        ),
        registration(id=OTHER, state="'submitted'", age_band="'adult'"),
        row("meeting_guardian_consent", registration_id=ONE, given_at="now()", method="'link'"),
        row("meeting_chaperone", minor_id=ONE, adult_id=OTHER, agreed_at="now()"),
    ],
    "no adult goes along who is under 18 or comes to another meeting": [
        registration(id=ONE, age_band="'youth'"),
        registration(id=OTHER, age_band="'youth'"),
        row("meeting_chaperone", minor_id=ONE, adult_id=OTHER),
    ],
}
