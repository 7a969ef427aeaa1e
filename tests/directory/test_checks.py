"""When an entry was last checked, and who may say so."""

from datetime import date

import pytest
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.clock import today
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Role
from engagement.directory import commands
from engagement.directory.models import EntryCheck
from engagement.directory.queries.entries import checked_entry
from tests.directory.rows import begin_earlier
from tests.factories import make_account, make_accreditation, make_actor


@pytest.fixture
def entry(db):
    made = make_accreditation(name="Wetland Women")
    begin_earlier(made, date(2020, 1, 1))
    return made


def test_an_entry_is_checked_on_the_day_it_begins(entry, client):
    assert checked_entry(entry.number, today()).checked_on == date(2020, 1, 1)
    assert "1 January 2020" in client.get(f"/en/register/{entry.number}").text


@pytest.mark.parametrize("who", [Role.REVIEWER, Role.HEAD_OF_UNIT, "leads"])
def test_staff_and_focal_points_record_a_check(entry, sign_in, db, who):
    account = make_account(leads=[entry.organization]) if who == "leads" else make_account(who)
    browser, path = sign_in(account), f"/en/register/checks/{entry.organization_id}"
    assert path in browser.get(f"/en/register/{entry.number}").text
    assert "record it" in browser.get(path).text

    answer = browser.post(path)

    assert answer.headers["Location"].endswith(f"/en/register/{entry.number}")
    check = db.scalars(select(EntryCheck)).one()
    assert (check.checked_on, check.by_organization) == (today(), who == "leads")
    assert checked_entry(entry.number, today()).checked_on == today()
    assert checked_entry(entry.number, date(2021, 2, 22)).checked_on == date(2020, 1, 1)
    assert db.scalars(select(AuditEvent).filter_by(action="directory:entry:checked")).one()


def test_nobody_else_records_a_check(entry, sign_in, client):
    path = f"/en/register/checks/{entry.organization_id}"

    assert client.get(path).status_code == 302
    for account, status in (
        (make_account(), 404),
        (make_account(member_of=[entry.organization]), 403),
        (make_account(Role.APPROVER), 403),
        (make_account(Role.REVIEWER, interest_in=[entry.organization]), 404),
    ):
        assert sign_in(account).get(path).status_code == status
    with pytest.raises(NotAllowed):
        commands.record_check(entry.organization, actor=make_actor(Role.APPROVER))
