"""What happens by the calendar alone: reminders once each, closing after the last day."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, jobs
from engagement.accreditation.models import Application, ApplicationState, Reminder
from engagement.audit.models import AuditEvent
from engagement.core import clock
from engagement.core.errors import RuleViolation
from engagement.core.invariants import DECLARED, offenders
from engagement.mail.models import Message
from tests.factories import make_account, make_application, make_organization

pytestmark = pytest.mark.usefixtures("db")

ANSWERING = [ApplicationState.RETURNED, ApplicationState.CLARIFICATION]


def waiting(state, language="en"):
    """A case whose applicant has from 1 to 31 March 2026 to answer."""
    organization = make_organization()
    make_account(leads=[organization], language=language)
    with clock.moved_to(datetime(2026, 3, 1, 9, tzinfo=UTC)):
        return make_application(organization=organization, state=state)


def run(job, month, day, hour):
    with clock.moved_to(datetime(2026, month, day, hour, tzinfo=UTC)):
        job()


def sent(db):
    return db.scalars(select(Message.template).order_by(Message.created_at)).all()


@pytest.mark.parametrize("state", ANSWERING)
def test_two_reminders_are_sent_once_each_and_then_the_case_is_closed(db, state):
    application = waiting(state)

    for day in (1, 16, 17, 17, 18, 27, 28, 28, 29, 31):
        run(jobs.remind_applicants, 3, day, 5)
    reminders = db.scalars(select(Message).order_by(Message.created_at)).all()

    assert [(mail.template, mail.created_at.day) for mail in reminders] == [
        ("accreditation/deadline_near", 17),
        ("accreditation/deadline_near", 28),
    ]
    assert all("31 March 2026" in mail.body_text for mail in reminders)
    assert {row.days_left for row in db.scalars(select(Reminder))} == {14, 3}

    run(jobs.close_unanswered, 3, 31, 13)
    assert application.state == state
    for _ in range(2):
        run(jobs.close_unanswered, 4, 1, 13)

    closed = db.scalars(select(AuditEvent).filter_by(action="accreditation:application:closed"))
    assert application.state == ApplicationState.CLOSED
    assert [(event.actor_name, event.data) for event in closed] == [
        ("system", {"due_on": "2026-03-31"})
    ]
    assert sent(db)[-1] == "accreditation/application_closed"
    assert sent(db).count("accreditation/application_closed") == 1
    run(jobs.remind_applicants, 4, 2, 5)
    assert len(sent(db)) == 3


def test_a_missed_run_sends_one_reminder_for_both(db):
    waiting(ApplicationState.RETURNED)

    run(jobs.remind_applicants, 3, 29, 5)
    run(jobs.remind_applicants, 3, 30, 5)

    assert sent(db) == ["accreditation/deadline_near"]
    assert {row.days_left for row in db.scalars(select(Reminder))} == {14, 3}


def test_a_reminder_speaks_the_language_of_its_reader(db):
    waiting(ApplicationState.CLARIFICATION, language="ar")

    run(jobs.remind_applicants, 3, 28, 5)

    mail = db.scalars(select(Message)).one()
    assert mail.language == "ar"
    assert 'dir="rtl"' in mail.body_html


@pytest.mark.parametrize("state", [state for state in ApplicationState if state not in ANSWERING])
def test_jobs_touch_no_other_state(db, state):
    application = waiting(state)

    run(jobs.remind_applicants, 12, 31, 5)
    run(jobs.close_unanswered, 12, 31, 13)

    assert (application.state, sent(db)) == (state, [])
    with pytest.raises(RuleViolation):
        commands.close_application(application)


@pytest.mark.parametrize("state", ANSWERING)
def test_nothing_is_closed_before_the_last_day_has_ended_everywhere(state):
    application = waiting(state)

    with (
        clock.moved_to(datetime(2026, 4, 1, 11, 59, tzinfo=UTC)),
        pytest.raises(RuleViolation, match="can still answer"),
    ):
        commands.close_application(application)
    with clock.moved_to(datetime(2026, 4, 1, 12, 0, tzinfo=UTC)):
        commands.close_application(application)

    assert application.state == ApplicationState.CLOSED


def test_the_invariant_on_closing_finds_a_case_closed_too_early(db):
    name = "nothing is closed without prejudice before its last day"
    application = waiting(ApplicationState.RETURNED)
    run(jobs.close_unanswered, 4, 1, 13)
    assert offenders(DECLARED[name]) == []

    db.connection().exec_driver_sql(
        "UPDATE accreditation_application_stage SET entered_at = '2026-03-20', left_at = NULL"
        " WHERE state = 'closed'"
    )

    assert offenders(DECLARED[name]) == [application.reference]
    assert db.get(Application, application.id) is application
