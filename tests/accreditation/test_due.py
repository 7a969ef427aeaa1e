"""By when each stage should be done."""

from datetime import UTC, date, datetime

import pytest

from engagement.accreditation.commands.process import begin_stage
from engagement.accreditation.models import ApplicationState as State
from engagement.core import clock
from engagement.core.db import bookkeeping
from engagement.core.permissions import Role
from engagement.settings import calendar, commands
from tests.factories import make_actor, make_application

FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


def enter(application, state, day):
    """Put an application into a stage at nine o'clock of a day; returns by when it is due."""
    with clock.moved_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC)):
        put(application, state)
    return application.due_on


@bookkeeping
def put(application, state):
    """What `move` does, without the rules."""
    application.state = state
    begin_stage(application, state)


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (State.DRAFT, None),
        (State.SUBMITTED, date(2026, 12, 4)),
        (State.RETURNED, date(2026, 12, 20)),
        (State.IN_REVIEW, date(2026, 12, 20)),
        (State.CLARIFICATION, date(2026, 12, 20)),
        (State.RECOMMENDED, date(2026, 11, 27)),
        (State.REFUSED, date(2027, 1, 19)),
        (State.RECONSIDERATION, date(2026, 12, 18)),
        (State.WITHDRAWN, None),
        (State.CLOSED, None),
    ],
)
def test_each_stage_is_due_by_its_standard(db, state, due):
    with clock.moved_to(FRIDAY):
        application = make_application(state=state)

    assert application.due_on == due


def test_a_holiday_moves_what_is_due_in_working_days(db):
    commands.add_holiday(
        date(2026, 11, 23), "Day of the Commons", actor=make_actor(Role.ADMINISTRATOR)
    )
    with clock.moved_to(FRIDAY):
        application = make_application(state=State.RECOMMENDED)

    assert application.due_on == date(2026, 11, 30)
    calendar.forget()


def test_a_review_goes_on_with_the_days_that_were_left_before_the_questions(db):
    with clock.moved_to(datetime(2026, 11, 1, 9, tzinfo=UTC)):
        application = make_application(state=State.IN_REVIEW)
    assert application.due_on == date(2026, 12, 1)

    enter(application, State.CLARIFICATION, date(2026, 11, 11))

    assert enter(application, State.IN_REVIEW, date(2026, 11, 30)) == date(2026, 12, 20)


def test_a_review_that_took_all_its_days_is_due_at_once_after_the_answers(db):
    with clock.moved_to(datetime(2026, 11, 1, 9, tzinfo=UTC)):
        application = make_application(state=State.IN_REVIEW)
    enter(application, State.CLARIFICATION, date(2026, 12, 20))

    assert enter(application, State.IN_REVIEW, date(2026, 12, 27)) == date(2026, 12, 27)


def test_a_check_goes_on_with_the_working_days_that_were_left_before_the_return(db):
    with clock.moved_to(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        application = make_application(state=State.SUBMITTED)
    assert application.due_on == date(2026, 11, 16)

    enter(application, State.RETURNED, date(2026, 11, 6))

    assert enter(application, State.SUBMITTED, date(2026, 11, 23)) == date(2026, 12, 1)
    enter(application, State.RETURNED, date(2026, 12, 15))
    assert enter(application, State.SUBMITTED, date(2026, 12, 18)) == date(2026, 12, 18)


def test_a_case_sent_back_is_reviewed_anew(db):
    with clock.moved_to(datetime(2026, 11, 1, 9, tzinfo=UTC)):
        application = make_application(state=State.IN_REVIEW)
    enter(application, State.RECOMMENDED, date(2026, 11, 21))

    assert enter(application, State.IN_REVIEW, date(2026, 11, 24)) == date(2026, 12, 24)
