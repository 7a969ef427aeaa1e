"""Verbs of quadrennial reports: begin, save, send, return, accept."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.accreditation import settings as accreditation_settings
from engagement.accreditation.commands.status import change_status
from engagement.accreditation.models import Accreditation, AccreditationStatus
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today, years_after
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.core.references import next_reference
from engagement.settings import calendar
from engagement.standing import settings
from engagement.standing.commands.letters import tell_organization, tell_staff
from engagement.standing.commands.papers import mark_sent
from engagement.standing.commands.proceedings import settle_all
from engagement.standing.models import Cause, Report
from engagement.standing.permissions import Standings
from engagement.standing.queries import reports as queries
from engagement.standing.queries.days import next_report_day
from engagement.standing.workflow import ACCEPT, RETURN, SEND, report_workflow

SERIES = "REP"


@command
def begin_report(
    accreditation: Accreditation, *, actor: Actor, key: uuid.UUID | None = None
) -> Report:
    """Open the report that is due next; the one that is open where there is one.

    RuleViolation while none can be written: earlier than half a year before its day.
    """
    once.take(key, actor)
    lock(accreditation)
    if not can(actor, Standings.WRITE_REPORT, accreditation):
        raise NotAllowed(Standings.WRITE_REPORT)
    if there := queries.open_report(accreditation):
        return there
    if not queries.may_begin(accreditation):
        raise RuleViolation(_l("No report can be written yet. We write to you when it is time."))
    due_on = accreditation.report_due_on
    report = Report(
        accreditation=accreditation,
        from_day=max(
            accreditation.since, years_after(due_on, -accreditation_settings.report_years())
        ),
        first_due_on=due_on,
        due_on=due_on,
        opened_at=now(),
    )
    db.session.add(report)
    db.session.flush()
    record("standing:report:begun", report, actor=actor, due_on=due_on.isoformat())
    return report


@command
def save_report(
    report: Report,
    *,
    actor: Actor,
    activities: str,
    abroad: str,
    changes: str,
    contacts_checked: bool,
) -> None:
    """Keep what is written so far; incomplete is fine, nobody else sees it."""
    lock(report)
    if not can(actor, Standings.WRITE_REPORT, report):
        raise NotAllowed(Standings.WRITE_REPORT)
    if report.state not in queries.WRITTEN_BY_MEMBERS:
        raise RuleViolation(_l("This report has been sent meanwhile, so it cannot be changed now."))
    report.activities, report.abroad, report.changes = activities, abroad, changes
    report.contacts_checked = contacts_checked
    report.saved_at, report.saved_by_id = now(), actor.id
    record("standing:report:saved", report, actor=actor)


@command
def send_report(
    report: Report, *, actor: Actor, declared_name: str, key: uuid.UUID | None = None
) -> None:
    """Send a whole report; it gets its number the first time, and the office its days."""
    if once.take(key, actor):
        return
    report_workflow.fire(SEND, report, actor=actor)
    report.submitted_at, report.submitted_by_id = now(), actor.id
    report.reference = report.reference or next_reference(SERIES)
    report.declared_name = declared_name
    report.check_due_on = calendar.after(today(), settings.check_days)
    mark_sent(report)
    once.remember(key, report.id)
    record(
        "standing:report:sent",
        report,
        actor=actor,
        reference=report.reference,
        due_on=report.due_on.isoformat(),
        declared_name=declared_name,
        files=[paper.document.sha256 for paper in queries.papers_of(report)],
    )
    tell_organization("report_sent", report, report.accreditation, report=report)
    tell_staff(
        "report_sent_notice",
        report,
        Role.HEAD_OF_UNIT,
        may=Standings.CHECK_REPORT,
        report=report,
    )


@command
def return_report(report: Report, *, actor: Actor, note: str, key: uuid.UUID | None = None) -> None:
    """Ask to complete a report; the organization has its days from today, whatever was due."""
    if once.take(key, actor):
        return
    report_workflow.fire(RETURN, report, actor=actor)
    report.returned_at, report.returned_note = now(), note
    report.checked_by_id = actor.id
    report.due_on = max(report.due_on, calendar.after(today(), settings.return_days))
    once.remember(key, report.id)
    record(
        "standing:report:returned", report, actor=actor, note=note, due_on=report.due_on.isoformat()
    )
    tell_organization("report_returned", report, report.accreditation, report=report)


@command
def accept_report(report: Report, *, actor: Actor, key: uuid.UUID | None = None) -> None:
    """Accept a report: the next is due years later, and what was due or suspended is active again.

    A proceeding that was about this report alone has lost its cause and is settled.
    """
    if once.take(key, actor):
        return
    report_workflow.fire(ACCEPT, report, actor=actor)
    report.accepted_at, report.checked_by_id = now(), actor.id
    accreditation = lock(report.accreditation)
    accreditation.report_due_on = next_report_day(report.first_due_on, today())
    once.remember(key, report.id)
    record(
        "standing:report:accepted",
        report,
        actor=actor,
        next_due_on=accreditation.report_due_on.isoformat(),
    )
    db.session.flush()
    restore_after_report(accreditation)
    tell_organization("report_accepted", report, accreditation, report=report)


def restore_after_report(accreditation: Accreditation) -> None:
    """Within the acceptance: end what the missing report had led to, and nothing else."""
    nothing_left = settle_all(accreditation, Cause.REPORT_OVERDUE)
    status = next(each.status for each in accreditation.periods if each.valid_to is None)
    if status == AccreditationStatus.REPORT_DUE or (
        status == AccreditationStatus.SUSPENDED and nothing_left
    ):
        change_status(accreditation, AccreditationStatus.ACTIVE, reason_code="report_accepted")
