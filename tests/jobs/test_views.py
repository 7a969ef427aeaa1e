"""The queue as staff see it, and trying a job again."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, text

from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Role
from engagement.jobs import commands, queries
from engagement.jobs.models import JobFailure
from engagement.jobs.queue import ABOUT, enqueue, job, queue
from tests.factories import make_account, make_actor, make_application, make_organization
from tests.mail.test_commands import make_message


def make_job(name="mail.deliver_message", *, failed=True, subject=None, **arguments):
    """A job in the queue, failed for good unless told otherwise; returns its number."""
    from engagement.audit.commands import record

    @command
    def defer():
        record("jobs:job:tried", subject or make_organization(), actor=SYSTEM)
        return enqueue(name, **arguments)

    number = defer()
    if failed:
        db.session.execute(
            text("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = :id"), {"id": number}
        )
    return number


def status(number):
    return db.session.scalar(
        text("SELECT status::text FROM procrastinate_jobs WHERE id = :id"), {"id": number}
    )


def a_fault():
    try:
        raise ValueError("amina@wetland.example is wrong")
    except ValueError as error:
        return error


def note_a_fault(number, message):
    arguments = {"message_id": str(message.id)}
    commands.note_failure(number, "mail.deliver_message", arguments, a_fault())


def test_note_failure_keeps_the_kind_and_the_place_and_no_words(db):
    message = make_message(db, about=make_application())
    number = make_job(message_id=str(message.id))

    commands.note_failure(
        number, "mail.deliver_message", {"message_id": str(message.id)}, a_fault()
    )
    commands.note_failure(
        number, "mail.deliver_message", {"message_id": str(message.id)}, a_fault()
    )

    failure = db.scalars(select(JobFailure)).one()
    assert failure.error.startswith("ValueError in a_fault, line ")
    assert failure.about_organization_id == message.about_organization_id


def test_forget_failures_drops_notes_about_jobs_that_are_gone(db):
    number = make_job(message_id="x")
    commands.note_failure(number, "mail.deliver_message", {}, a_fault())
    commands.note_failure(number + 1000, "mail.deliver_message", {}, a_fault())

    assert commands.forget_failures() == 1
    assert [one.job_id for one in db.scalars(select(JobFailure))] == [number]


def test_retry_job_puts_it_back_with_an_audit_event(db, sign_in):
    number = make_job(message_id="x")

    answer = sign_in(make_account(Role.ADMINISTRATOR)).post(f"/en/jobs/{number}/retry-job")

    assert answer.status_code == 302
    assert status(number) == "todo"
    event = db.scalars(select(AuditEvent).filter_by(action="jobs:job:retried")).one()
    assert event.data == {"job": number, "task": "mail.deliver_message"}


def test_retry_job_is_refused_when_it_is_not_failed_any_more(db):
    number = make_job(failed=False, message_id="x")

    with pytest.raises(RuleViolation, match="not failed any more"):
        commands.retry_job(number, actor=make_actor(Role.ADMINISTRATOR))


def test_retry_job_is_refused_to_auditors(db):
    number = make_job(message_id="x")

    with pytest.raises(NotAllowed):
        commands.retry_job(number, actor=make_actor(Role.AUDITOR))

    assert status(number) == "failed"


def test_a_job_that_names_a_case_of_a_conflict_is_hidden(db, sign_in):
    kept, seen = make_application(), make_application()
    hidden_job = make_job(message_id=str(make_message(db, about=kept).id))
    shown_job = make_job(message_id=str(make_message(db, about=seen).id))
    person = make_account(Role.ADMINISTRATOR, interest_in=[kept.organization])
    actor = make_actor(Role.ADMINISTRATOR, interest_in=[kept.organization])

    failed = queries.lane("failed").condition()
    rows = db.execute(queries.visible_to(actor).where(failed)).all()

    assert {row.id for row in rows} == {shown_job}
    assert queries.lane_counts(actor)["failed"] == 1
    browser = sign_in(person)
    assert f">{shown_job}<" in browser.get("/en/jobs").text
    assert f">{hidden_job}<" not in browser.get("/en/jobs").text
    assert browser.post(f"/en/jobs/{hidden_job}/retry-job").status_code == 404


def test_a_job_is_hidden_by_the_organization_that_stands_with_it(db, sign_in):
    kept, seen = make_organization(), make_organization()
    jobs = {
        each: make_job("documents.scan_document", about=each.id, document_id=str(uuid.uuid4()))
        for each in (kept, seen)
    }
    actor = make_actor(Role.AUDITOR, interest_in=[kept])

    commands.note_failure(
        jobs[kept],
        "documents.scan_document",
        {ABOUT: str(kept.id), "document_id": str(uuid.uuid4())},
        a_fault(),
    )

    rows = db.execute(queries.visible_to(actor)).all()
    assert jobs[seen] in {row.id for row in rows}
    assert jobs[kept] not in {row.id for row in rows}
    assert db.scalars(select(JobFailure.about_organization_id)).one() == kept.id


def test_a_decision_is_in_no_lane_and_no_count_before_it_takes_effect(db):
    actor = make_actor(Role.AUDITOR, Role.ADMINISTRATOR)
    before = queries.lane_counts(actor)["later"]
    due = now() + timedelta(minutes=10)
    number = make_job(
        "accreditation.effect_decision", failed=False, at=due, decision_id=str(uuid.uuid4())
    )

    assert queries.lane_counts(actor)["later"] == before
    assert queries.get_job(actor, number) is None
    with time_machine.travel(due + timedelta(seconds=1)):
        assert queries.get_job(actor, number) is not None


def test_the_organization_of_a_job_reaches_no_function(db, app, monkeypatch):
    reached = []
    monkeypatch.setattr(queue, "tasks", {})
    job("jobs.try_out")(lambda **arguments: reached.append(arguments))

    queue.tasks["jobs.try_out"].func(word="a", **{ABOUT: "b"})

    assert reached == [{"word": "a"}]


def test_lanes_show_what_waits_and_the_number_of_queries_is_constant(db, sign_in, count_queries):
    auditor = sign_in(make_account(Role.AUDITOR))
    make_job(failed=False, message_id=str(make_message(db).id))
    with count_queries() as one_row:
        auditor.get("/en/jobs?lane=waiting")
    for _ in range(3):
        make_job(failed=False, message_id=str(make_message(db).id))

    with count_queries() as four_rows:
        page = auditor.get("/en/jobs?lane=waiting").text

    assert page.count("mail.deliver_message") == 4
    assert len(one_row) == len(four_rows)
