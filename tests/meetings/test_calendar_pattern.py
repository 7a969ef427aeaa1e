"""What is filled in for a person is, to the byte, what would have been written for them alone."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from engagement.meetings.calendar import Method, calendar_file
from engagement.meetings.calendar_pattern import FOR_ANYBODY, PAGE, pattern_of
from tests.meetings.test_calendar import EVENT as BUREAU

PERSONS = (
    "https://engagement.example/ar/meetings/registrations/0b5a5f74-d0c6-4623-9f28-28da3f275100"
)
NOW = datetime(2026, 11, 28, 6, 49, 32, 826997, tzinfo=UTC)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=120)
EVENT = replace(
    BUREAU, organizer_email="engagement@example.org", organizer_name="UN Environment Programme"
)


@given(summary=TEXTS, place=TEXTS, name=TEXTS, number=st.integers(1, 3))
def test_a_filled_pattern_is_the_file_of_that_person(summary, place, name, number):
    def written(*, page, changed_at, **person):
        events = [
            replace(
                EVENT,
                uid=f"{each}@engagement.example",
                summary=summary,
                location=place,
                description=f"You join by the page:\n{page}",
                url=page,
                changed_at=changed_at,
                **person,
            )
            for each in range(number)
        ]
        return calendar_file(events, method=Method.REQUEST)

    pattern = pattern_of(written(page=PAGE, changed_at=EVENT.changed_at, **FOR_ANYBODY))

    alone = written(
        page=PERSONS, changed_at=NOW, attendee_email="h@example.org", attendee_name=name
    )
    assert pattern.filled(page=PERSONS, changed_at=NOW, email="h@example.org", name=name) == alone
