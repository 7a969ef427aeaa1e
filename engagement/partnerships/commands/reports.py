"""Reports on a partnership: sent, accepted or sent back, reminded of, escalated."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import versions
from engagement.core.clock import now, today
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, Role, can
from engagement.core.transitions import MOVED_ON
from engagement.partnerships import settings
from engagement.partnerships.commands.decisions import AREA, ask_next_report, note_hand
from engagement.partnerships.commands.proposals import tell_partners, tell_unit
from engagement.partnerships.models import (
    PartnershipAct,
    PartnershipReport,
    PartnershipState,
    ReportKind,
)
from engagement.partnerships.permissions import Partnerships
from engagement.partnerships.workflow import COMPLETE, partnership_workflow

RUNNING = frozenset({PartnershipState.ACTIVE, PartnershipState.REPORTING})


@command
def send_report(report: PartnershipReport, *, actor: Actor, text: str, results: str) -> None:
    """Send a report that is due; of an end report also what came of the partnership."""
    partnership = lock(report.partnership)
    lock(report)
    if not can(actor, Partnerships.REPORT, partnership):
        raise NotAllowed(Partnerships.REPORT)
    if report.sent_at is not None or partnership.state not in RUNNING:
        raise RuleViolation(MOVED_ON)
    if report.kind is ReportKind.END and not results.strip():
        raise RuleViolation(_l("Say in the end report what came of the partnership."))
    report.text, report.results = text, results
    report.sent_at, report.sent_by_id = now(), actor.id
    record("partnerships:report:sent", report, actor=actor, kind=report.kind.value)
    tell_unit("report_sent", report, partnership, Role.SCREENING_OFFICER, report=report)


@command
def accept_report(report: PartnershipReport, *, actor: Actor) -> None:
    """Accept it; the next one is due then, and after the end report the partnership is complete."""
    partnership = lock(report.partnership)
    lock(report)
    if not can(actor, Partnerships.CHECK_REPORT, report):
        raise NotAllowed(Partnerships.CHECK_REPORT)
    if report.sent_at is None or report.accepted_at is not None:
        raise RuleViolation(MOVED_ON)
    if report.sent_by_id == actor.id:
        raise RuleViolation(_l("You sent this report, so somebody else has to check it."))
    report.accepted_at, report.accepted_by_id = now(), actor.id
    note_hand(partnership, actor, PartnershipAct.CHECKED)
    record("partnerships:report:accepted", report, actor=actor, kind=report.kind.value)
    if report.kind is ReportKind.END:
        partnership_workflow.fire(COMPLETE, partnership, actor=actor)
        versions.bump(AREA)
        tell_partners("completed", partnership)
    elif partnership.state is PartnershipState.ACTIVE:
        ask_next_report(partnership, report.due_on)


@command
def send_back_report(report: PartnershipReport, *, actor: Actor, reason: str) -> None:
    """Ask for more, within the reminder's days; the partners read the reason."""
    partnership = lock(report.partnership)
    lock(report)
    if not can(actor, Partnerships.CHECK_REPORT, report):
        raise NotAllowed(Partnerships.CHECK_REPORT)
    if report.sent_at is None or report.accepted_at is not None:
        raise RuleViolation(MOVED_ON)
    report.sent_at = report.sent_by_id = None
    report.back_reason, report.escalated_at = reason, None
    report.due_on = max(report.due_on, today() + timedelta(days=settings.remind_days()))
    note_hand(partnership, actor, PartnershipAct.CHECKED)
    record("partnerships:report:sent_back", report, actor=actor, reason=reason)
    tell_partners("report_sent_back", partnership, report=report)


@command
def watch_report(report: PartnershipReport, *, actor: Actor = SYSTEM) -> None:
    """Remind the partners once before the day, and tell the head of unit once after it."""
    if not can(actor, Partnerships.MOVE):
        raise NotAllowed(Partnerships.MOVE)
    partnership = lock(report.partnership)
    lock(report)
    if report.sent_at is not None or partnership.state not in RUNNING:
        return
    if report.due_on < today() and report.escalated_at is None:
        report.escalated_at = report.reminded_at = now()
        record("partnerships:report:escalated", report, actor=actor)
        tell_partners("report_overdue", partnership, report=report)
        tell_unit("report_escalated", report, partnership, Role.PRIVATE_SECTOR_HEAD, report=report)
    elif report.reminded_at is None:
        report.reminded_at = now()
        record("partnerships:report:reminded", report, actor=actor)
        tell_partners("report_due", partnership, report=report)
