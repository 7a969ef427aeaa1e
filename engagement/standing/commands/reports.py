"""Verbs of quadrennial reports: begin, save, send, return, accept."""

import uuid
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.accreditation import settings as accreditation_settings
from engagement.accreditation.commands.status import change_status
from engagement.accreditation.models import Accreditation, AccreditationStatus
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today, years_after
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation, Stale
from engagement.core.permissions import Actor, Role, can
from engagement.core.references import next_reference
from engagement.organizations.commands.register import refresh_register
from engagement.settings import calendar
from engagement.standing import settings
from engagement.standing.commands.endings import settle_all
from engagement.standing.commands.letters import tell_organization, tell_staff
from engagement.standing.commands.papers import mark_sent
from engagement.standing.commands.sendings import keep_sending
from engagement.standing.models import Cause, Report
from engagement.standing.permissions import Standings
from engagement.standing.queries import accreditations as held
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
        from_day=max(accreditation.since, period_before(accreditation, due_on)),
        first_due_on=due_on,
        due_on=due_on,
        opened_at=now(),
    )
    db.session.add(report)
    db.session.flush()
    record("standing:report:begun", report, actor=actor, due_on=due_on.isoformat())
    return report


def period_before(accreditation: Accreditation, due_on: date) -> date:
    """The first day of the period that the report due on a day is about."""
    if accreditation.valid_until is None:
        return years_after(due_on, -accreditation_settings.report_years())
    return calendar.months_after(due_on, -accreditation_settings.business_months())


@command
def save_report(
    report: Report,
    *,
    actor: Actor,
    activities: str,
    abroad: str,
    changes: str,
    contacts_checked: bool,
    version: int,
) -> None:
    """Keep what is written so far; incomplete is fine, nobody else sees it.

    `version` is that of the page's text; Stale, carrying the report as it stands, when a
    colleague saved something else meanwhile.
    """
    lock(report)
    if not can(actor, Standings.WRITE_REPORT, report):
        raise NotAllowed(Standings.WRITE_REPORT)
    if report.state not in queries.WRITTEN_BY_MEMBERS:
        raise RuleViolation(_l("This report has been sent meanwhile, so it cannot be changed now."))
    before = (report.activities, report.abroad, report.changes)
    if report.version not in (0, version) and before != (activities, abroad, changes):
        raise Stale(
            _l("A colleague has saved this page meanwhile. Both texts are shown below."),
            current=report,
        )
    report.activities, report.abroad, report.changes = activities, abroad, changes
    report.contacts_checked = contacts_checked
    report.version += 1
    report.saved_at, report.saved_by_id = now(), actor.id
    record("standing:report:saved", report, actor=actor)


@command
def send_report(
    report: Report,
    *,
    actor: Actor,
    declared_name: str,
    version: int | None = None,
    key: uuid.UUID | None = None,
) -> None:
    """Send a whole report; it gets its number the first time, and the office its days.

    `version` is that of the page on which it was read before; Stale when it was changed since.
    """
    if once.take(key, actor):
        return
    report_workflow.fire(SEND, report, actor=actor)
    if version not in (None, report.version):
        raise Stale(
            _l("A colleague has changed the report meanwhile. Read it once more, then send it.")
        )
    report.submitted_at, report.submitted_by_id = now(), actor.id
    report.reference = report.reference or next_reference(SERIES)
    report.declared_name = declared_name
    report.check_due_on = calendar.after(today(), settings.check_days)
    mark_sent(report)
    keep_sending(report, actor=actor)
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
    accreditation.report_due_on = next_report_day(report.first_due_on, today(), accreditation.track)
    if accreditation.valid_until is not None:
        accreditation.valid_until = accreditation.report_due_on
        refresh_register(accreditation.organization_id)
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
    """Within the acceptance: end what the missing report had led to, and nothing else.

    A suspension for another cause stays; a withdrawal that is in effect does, too: whether it
    was right, reconsideration says.
    """
    if not queries.is_held(accreditation):
        return
    settle_all(accreditation, Cause.REPORT_OVERDUE)
    db.session.flush()
    if held.suspension(accreditation) is None:
        change_status(accreditation, AccreditationStatus.ACTIVE, reason_code="report_accepted")
