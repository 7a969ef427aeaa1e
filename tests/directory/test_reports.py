"""Reports about entries: from anybody, answered by staff, seen by no one else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core import retention
from engagement.core.clock import now
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.directory import commands
from engagement.directory.models import EntryReport, ReportKind, ReportState
from engagement.mail.models import Message
from engagement.organizations.models import Protection
from tests.directory.rows import begin_earlier
from tests.factories import make_account, make_accreditation, make_actor

TEXT = "The seat is wrong: they moved to Niamey."


@pytest.fixture
def entry(db):
    return make_accreditation(name="Wetland Women")


def send(client, entry, **values):
    data = {"kind": "mistake", "text": TEXT, "email": ""} | values
    return client.post(f"/en/register/{entry.number}/report", data=data)


def receive(entry, email="reader@place.example"):
    return commands.receive_report(
        entry, kind=ReportKind.MISTAKE, text=TEXT, email=email, language="fr"
    )


def test_anybody_reports_something_and_gets_a_number(entry, client, db):
    answer = send(client, entry)

    page = client.get(answer.headers["Location"]).text
    report = db.scalars(select(EntryReport)).one()
    assert report.reference in page
    assert (report.state, report.text, report.reporter_email) == ("received", TEXT, None)
    assert report.due_on > now().date()
    assert db.scalars(select(Message)).all() == []
    assert TEXT not in page


def test_who_leaves_an_address_gets_mail_in_the_language_of_the_page(entry, client, db):
    send(client, entry, email="reader@place.example")

    mail = db.scalars(select(Message)).one()
    assert (mail.to, mail.template, mail.person_id) == (
        "reader@place.example",
        "directory/report_received",
        None,
    )
    assert "REP-" in mail.subject


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": ""}, "Choose what it is about."),
        ({"text": " "}, "Write what is wrong."),
        ({"email": "nobody"}, "Enter an e-mail address"),
        ({"text": "x" * 4001}, "Use at most 4,000 characters."),
    ],
)
def test_a_report_that_cannot_be_gets_a_sentence_and_is_kept(entry, client, db, values, words):
    answer = send(client, entry, **values)

    assert answer.status_code == 422
    assert words in answer.text
    assert values.get("text", TEXT).strip() in answer.text
    assert db.scalars(select(EntryReport)).all() == []


def test_too_many_reports_are_refused_with_what_was_typed(entry, client, db):
    answers = [send(client, entry).status_code for _ in range(20)]
    refused = send(client, entry)

    assert set(answers) == {302}
    assert refused.status_code == 429
    assert TEXT in refused.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_of_a_withheld_entry_nothing_can_be_reported(entry, client, method):
    begin_earlier(entry, entry.since, Protection.WITHHELD)

    assert getattr(client, method)(f"/en/register/{entry.number}/report").status_code == 404
    with pytest.raises(RuleViolation):
        receive(entry)


def test_the_trail_keeps_neither_the_text_nor_the_address(entry, db):
    receive(entry)

    event = db.scalars(select(AuditEvent).filter_by(action="directory:report:received")).one()
    assert event.about_organization_id == entry.organization_id
    assert TEXT not in str(event.data)
    assert "reader@place" not in str(event.data)
    assert event.actor_id is None


def test_staff_answer_by_mail_and_then_no_more(entry, db, sign_in):
    report = receive(entry)
    browser = sign_in(make_account(Role.REVIEWER))
    assert report.reference in browser.get("/en/register/reports").text
    assert TEXT in browser.get(f"/en/register/reports/{report.id}").text

    browser.post(
        f"/en/register/reports/{report.id}/answer-report", data={"answer": "Put right, thank you."}
    )

    assert report.state == ReportState.ANSWERED
    mail = db.scalars(select(Message).filter_by(template="directory/report_answered")).one()
    assert (mail.to, mail.language) == ("reader@place.example", "fr")
    assert "Put right, thank you." in mail.body_text
    assert report.reference in browser.get("/en/register/reports?state=answered").text
    again = browser.post(
        f"/en/register/reports/{report.id}/close-report", data={"note": "Another note."}
    )
    assert (again.status_code, "Another note." in again.text) == (409, True)


def test_a_report_without_an_address_is_closed_with_a_note(entry, db, sign_in):
    report = receive(entry, email="")
    browser = sign_in(make_account(Role.HEAD_OF_UNIT))
    path = f"/en/register/reports/{report.id}"
    assert "Answer by mail" not in browser.get(path).text
    with pytest.raises(RuleViolation):
        commands.answer_report(report, actor=make_actor(Role.REVIEWER), answer="Thanks.")
    assert browser.post(f"{path}/close-report", data={"note": ""}).status_code == 422

    browser.post(f"{path}/close-report", data={"note": "The seat was put right."})

    assert (report.state, report.answer) == (ReportState.CLOSED, "The seat was put right.")
    assert "The seat was put right." in browser.get(path).text
    assert db.scalars(select(Message)).all() == []


def test_nobody_else_sees_reports(entry, sign_in, client):
    report = receive(entry)
    path = f"/en/register/reports/{report.id}"
    conflicted = make_account(Role.REVIEWER, interest_in=[entry.organization])

    assert client.get(path).status_code == 302
    for account, status in (
        (make_account(leads=[entry.organization]), 404),
        (make_account(Role.APPROVER), 404),
        (conflicted, 404),
    ):
        assert sign_in(account).get(path).status_code == status
    assert report.reference not in sign_in(conflicted).get("/en/register/reports").text
    with pytest.raises(NotAllowed):
        commands.close_report(
            report, actor=make_actor(Role.HEAD_OF_UNIT, interest_in=[entry.organization]), note="x"
        )
    for page in ("/en/register", f"/en/register/{entry.number}", "/en/register/changes.atom"):
        assert TEXT not in client.get(page).text


def test_old_reports_are_deleted_once_they_are_dealt_with(entry, db, time_machine):
    report, waiting = receive(entry), receive(entry)
    commands.close_report(report, actor=make_actor(Role.REVIEWER), note="Done.")
    rule = retention.DECLARED["directory.reports"]
    assert retention.counts()["directory.reports"] == 0

    time_machine.move_to(now() + timedelta(days=731))

    assert retention.counts()[rule.name] == 1
    assert waiting.state == ReportState.RECEIVED


def test_the_same_form_sent_twice_is_one_report(entry, client, db):
    key = "5b0f9f0e-3f1e-4a57-9d6e-0d9b1a4b7a10"
    for _ in range(2):
        send(client, entry, form_key=key)

    assert len(db.scalars(select(EntryReport)).all()) == 1
