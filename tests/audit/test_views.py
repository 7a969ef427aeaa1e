"""The pages of the trail."""

import csv
import io

import pytest
from sqlalchemy import select

from engagement.accreditation.models import ApplicationState
from engagement.audit.models import AuditEvent, ReadEvent
from engagement.core.permissions import Role
from tests.audit.test_queries import note
from tests.factories import make_account, make_application, make_organization
from tests.pages import words_of


def test_the_trail_links_records_and_answers_in_a_constant_number_of_queries(
    db, sign_in, count_queries
):
    auditor = sign_in(make_account(Role.AUDITOR))
    note("accreditation:application:tried", make_application(state=ApplicationState.SUBMITTED))
    with count_queries() as one_row:
        auditor.get("/en/audit")
    for _ in range(4):
        note("accreditation:application:tried", make_application(state=ApplicationState.SUBMITTED))

    with count_queries() as five_rows:
        page = words_of(auditor.get("/en/audit"))

    assert page.count("accreditation:application:tried") == 5
    assert "/accreditation/applications/" in page
    assert len(one_row) == len(five_rows)


def test_the_trail_pages_and_filters_by_the_address(db, sign_in):
    auditor = sign_in(make_account(Role.AUDITOR))
    for number in range(60):
        note(f"accounts:account:number{number:02}", make_account())

    first = auditor.get("/en/audit?action=accounts:account:number").text
    target = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = auditor.get(target).text

    assert "number59" in first and "number10" in first and "number09" not in first
    assert "number09" in second and "number10" not in second


def test_a_filter_that_cannot_be_read_is_told_and_kept(db, sign_in):
    answer = sign_in(make_account(Role.AUDITOR)).get("/en/audit?since=yesterday&subject=x")

    assert answer.status_code == 422
    assert 'value="yesterday"' in answer.text
    assert "could not be read" in answer.text


def test_the_export_holds_the_same_events_and_no_formula(db, sign_in):
    note("accounts:account:tried", make_account(), name="=1+1")
    note("accounts:other:tried", make_account(), reason="\tx")

    text = sign_in(make_account(Role.AUDITOR)).get("/en/audit/events.csv?action=accounts").text
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    assert {"accounts:account:tried", "accounts:other:tried"} <= {row["action"] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_the_export_neutralises_names_that_begin_like_formulas(db, sign_in):
    from engagement.audit.commands import record
    from engagement.core.db import command
    from engagement.core.permissions import Actor

    person = make_account(name="=cmd|' /C calc'!A0")
    command(lambda: record("accounts:x:y", person, actor=Actor(person.id, person.name)))()

    text = sign_in(make_account(Role.AUDITOR)).get("/en/audit/events.csv?action=accounts:x").text

    assert "'=cmd" in text and ",=cmd" not in text


def test_only_auditors_and_administrators_open_the_trail(db, sign_in):
    for role, status in [
        (Role.AUDITOR, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.REVIEWER, 403),
        (Role.APPROVER, 403),
    ]:
        browser = sign_in(make_account(role))
        assert browser.get("/en/audit").status_code == status
        assert browser.get("/en/audit/events.csv").status_code == status
    assert sign_in(make_account()).get("/en/audit").status_code == 403


def test_a_conflict_hides_the_events_of_an_organization_from_administrators(db, sign_in):
    organization = make_organization(name="Blue Estuary")
    note("organizations:organization:tried", organization)

    page = sign_in(make_account(Role.ADMINISTRATOR, interest_in=[organization])).get("/en/audit")

    assert "Blue Estuary" not in page.text
    assert str(organization.id) not in page.text


def test_files_taken_out_leave_an_event(db, sign_in):
    auditor = make_account(Role.AUDITOR)
    browser = sign_in(auditor)

    browser.get("/en/audit/events.csv?action=accounts&since=2026-01-01", buffered=True)
    browser.get("/en/account/data.json")

    events = db.scalars(
        select(AuditEvent).where(AuditEvent.action.endswith(":exported")).order_by(AuditEvent.id)
    ).all()
    assert [(one.action, one.actor_id) for one in events] == [
        ("audit:event:exported", auditor.id),
        ("accounts:account:exported", auditor.id),
    ]
    assert events[0].data == {"filters": {"action": "accounts", "since": "2026-01-01"}}


def test_the_log_of_reads_shows_who_opened_what_but_no_case_of_a_conflict(
    db, sign_in, count_queries
):
    hidden, shown = (make_application(state=ApplicationState.IN_REVIEW) for _ in range(2))
    reader = sign_in(make_account(Role.REVIEWER, name="Rosa Reader"))
    for case in (hidden, shown):
        assert reader.get(f"/en/accreditation/desk/{case.id}").status_code == 200
    browser = sign_in(make_account(Role.AUDITOR, interest_in=[hidden.organization]))

    with count_queries() as two:
        page = browser.get("/en/audit/reads").text

    assert shown.reference in page and "Rosa Reader" in page
    assert hidden.reference not in page
    for _ in range(60):
        reader.get(f"/en/accreditation/desk/{shown.id}")
    with count_queries() as many:
        page = browser.get("/en/audit/reads").text
    assert 'rel="next"' in page
    assert len(two) == len(many)
    assert sign_in(make_account(Role.ADMINISTRATOR)).get("/en/audit/reads").status_code == 403


@pytest.mark.parametrize(
    "page",
    ["", "/messages", "/documents", "/criteria/registered", "/decide-application"],
)
def test_pages_with_what_is_not_for_everybody_are_noted_for_staff(db, sign_in, page):
    state = (
        ApplicationState.RECOMMENDED
        if page == "/decide-application"
        else ApplicationState.IN_REVIEW
    )
    case = make_application(state=state)
    answer = sign_in(make_account(*Role)).get(f"/en/accreditation/desk/{case.id}{page}")

    assert answer.status_code == 200
    noted = db.scalars(select(ReadEvent).filter_by(subject_id=case.id)).all()
    assert [one.about_organization_id for one in noted] == [case.organization_id]
