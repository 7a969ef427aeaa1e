"""The calendar of the duty station: holidays, weekend, what counts by them."""

from datetime import date

import pytest
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.settings import calendar, commands, registry
from engagement.settings.models import Holiday
from engagement.settings.registry import Unit
from tests.factories import make_actor

FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def fresh(db):
    """Nothing read in an earlier test is left over."""
    calendar.forget()
    registry.forget()


def test_a_holiday_is_left_out_of_working_days_from_then_on(db):
    before = calendar.days_after(FRIDAY, 1, Unit.WORKING_DAYS)

    commands.add_holiday(MONDAY, "Day of the Commons", actor=make_actor(Role.ADMINISTRATOR))

    assert before == MONDAY
    assert calendar.days_after(FRIDAY, 1, Unit.WORKING_DAYS) == date(2026, 11, 24)
    assert calendar.days_after(FRIDAY, 1, Unit.DAYS) == date(2026, 11, 21)
    assert calendar.working_days_left(FRIDAY, date(2026, 11, 25)) == 2
    event = db.scalars(select(AuditEvent).filter_by(action="settings:holiday:added")).one()
    assert event.data == {"day": "2026-11-23", "name": "Day of the Commons"}


def test_a_removed_holiday_counts_again(db):
    administrator = make_actor(Role.ADMINISTRATOR)
    commands.add_holiday(MONDAY, "Day of the Commons", actor=administrator)

    commands.remove_holiday(db.scalars(select(Holiday)).one(), actor=administrator)

    assert calendar.days_after(FRIDAY, 1, Unit.WORKING_DAYS) == MONDAY
    assert db.scalars(
        select(AuditEvent.data).filter_by(action="settings:holiday:removed")
    ).one() == {"day": "2026-11-23", "name": "Day of the Commons"}


def test_a_day_cannot_be_a_holiday_twice(db):
    administrator = make_actor(Role.ADMINISTRATOR)
    commands.add_holiday(MONDAY, "Day of the Commons", actor=administrator)

    with pytest.raises(RuleViolation, match="in the list already"):
        commands.add_holiday(MONDAY, "Another", actor=administrator)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_holidays_are_for_administrators_to_change(db, role):
    commands.add_holiday(MONDAY, "Day of the Commons", actor=make_actor(Role.ADMINISTRATOR))
    other = make_actor(role)

    with pytest.raises(NotAllowed):
        commands.add_holiday(FRIDAY, "A day off", actor=other)
    with pytest.raises(NotAllowed):
        commands.remove_holiday(db.scalars(select(Holiday)).one(), actor=other)


def test_another_weekend_can_be_set(db):
    commands.change_setting(
        "calendar.weekend_days",
        actor=make_actor(Role.ADMINISTRATOR),
        value=["friday", "saturday"],
        reason="The office has moved.",
    )

    assert calendar.weekend() == {4, 5}
    assert calendar.days_after(date(2026, 11, 19), 1, Unit.WORKING_DAYS) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "days", [["caturday"], ["monday", "tuesday", "wednesday", "thursday", "friday"]]
)
def test_a_weekend_that_cannot_be_is_refused(days):
    with pytest.raises(ValueError):
        calendar.weekend_days.check(days)
