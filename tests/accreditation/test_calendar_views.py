"""The page of working days."""

import uuid

import pytest
from sqlalchemy import select

from engagement.core.permissions import Role
from engagement.settings.models import Holiday
from tests.factories import make_account

PAGE = "/en/accreditation/calendar"
DAY = {"day-day": "25", "day-month": "12", "day-year": "2026", "name": "Christmas"}


def test_an_administrator_adds_and_removes_a_holiday(db, sign_in):
    client = sign_in(make_account(Role.ADMINISTRATOR))

    assert client.post(PAGE, data=DAY).status_code == 302
    assert "Christmas" in client.get(PAGE).text
    holiday = db.scalars(select(Holiday)).one()
    assert client.post(f"{PAGE}/{holiday.id}/remove").status_code == 302
    assert "Christmas" not in client.get(PAGE).text
    assert client.post(f"{PAGE}/{holiday.id}/remove").status_code == 302
    assert "The holiday is off the list." in client.get(PAGE).text
    assert client.post(f"{PAGE}/{uuid.uuid4()}/remove").status_code == 404


def test_a_holiday_twice_is_told_at_the_field_and_nothing_typed_is_lost(sign_in):
    client = sign_in(make_account(Role.ADMINISTRATOR))
    client.post(PAGE, data=DAY)

    answer = client.post(PAGE, data=DAY | {"name": "Midwinter"})

    assert answer.status_code == 422
    assert "in the list already" in answer.text
    assert "Midwinter" in answer.text


def test_a_day_that_cannot_be_is_refused(sign_in):
    answer = sign_in(make_account(Role.ADMINISTRATOR)).post(PAGE, data=DAY | {"day-day": "32"})

    assert answer.status_code == 422
    assert "Enter a day, a month and a year" in answer.text


@pytest.mark.parametrize(
    ("role", "seen", "changed"),
    [
        (Role.ADMINISTRATOR, 200, 302),
        (Role.HEAD_OF_UNIT, 200, 403),
        (Role.AUDITOR, 200, 403),
        (Role.REVIEWER, 403, 403),
    ],
)
def test_who_sees_and_who_changes_the_calendar(sign_in, role, seen, changed):
    client = sign_in(make_account(role))

    page = client.get(PAGE)
    assert page.status_code == seen
    assert ("Add a holiday" in page.text) == (changed == 302)
    assert client.post(PAGE, data=DAY).status_code == changed
