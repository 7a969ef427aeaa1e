"""Reports about entries: received from anybody, answered or closed by staff."""

import uuid
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from engagement.accreditation.models import Accreditation
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import VISITOR, Actor
from engagement.core.references import next_reference
from engagement.directory import settings
from engagement.directory.models import EntryReport, ReportKind, ReportState
from engagement.directory.workflow import ANSWER, CLOSE, REPORTS
from engagement.mail import outbox
from engagement.organizations.models import Protection
from engagement.settings import calendar

SERIES = "REP"


@dataclass(frozen=True)
class Reporter:
    """Who reported something and wants an answer: an address, no account."""

    email: str
    language: str
    id: None = None
    name: str = ""


@command
def receive_report(
    accreditation: Accreditation,
    *,
    kind: ReportKind,
    text: str,
    email: str,
    language: str,
    key: uuid.UUID | None = None,
) -> EntryReport:
    """Take what somebody reports about an entry, under a number; `email` may be empty.

    Whoever is signed in reports like anybody else: no account is noted. Neither the text nor the
    address goes into the trail, which is for ever. RuleViolation for an entry that is withheld,
    and without a word.
    """
    if earlier := once.take(key, VISITOR):
        return db.session.get_one(EntryReport, earlier.result_id)
    if accreditation.organization.protection == Protection.WITHHELD:
        raise RuleViolation(_l("This entry is no longer in the register."))
    _need(text)
    report = EntryReport(
        reference=next_reference(SERIES),
        accreditation=accreditation,
        organization_id=accreditation.organization_id,
        kind=kind,
        text=text,
        reporter_email=email or None,
        language=language,
        received_at=now(),
        due_on=calendar.after(today(), settings.report_answer_days),
    )
    db.session.add(report)
    db.session.flush()
    once.remember(key, report.id)
    record("directory:report:received", report, actor=VISITOR, number=report.reference, kind=kind)
    _tell("report_received", report)
    return report


@command
def answer_report(
    report: EntryReport, *, actor: Actor, answer: str, key: uuid.UUID | None = None
) -> None:
    """Answer by mail; RuleViolation where the reporter left no address."""
    if once.take(key, actor):
        return
    REPORTS.fire(ANSWER, report, actor=actor)
    _need(answer)
    if report.reporter_email is None:
        raise RuleViolation(_l("Nobody left an address to answer to. Close the report instead."))
    _finish(report, actor, answer, key)
    _tell("report_answered", report)


@command
def close_report(
    report: EntryReport, *, actor: Actor, note: str, key: uuid.UUID | None = None
) -> None:
    """End a report without an answer, with a note for colleagues on what was done."""
    if once.take(key, actor):
        return
    REPORTS.fire(CLOSE, report, actor=actor)
    _need(note)
    _finish(report, actor, note, key)


def _finish(report, actor, words, key):
    report.answer, report.done_at, report.done_by_id = words, now(), actor.id
    once.remember(key, report.id)
    what = "answered" if report.state == ReportState.ANSWERED else "closed"
    record(f"directory:report:{what}", report, actor=actor, number=report.reference)


def _tell(template, report):
    if report.reporter_email:
        outbox.send(
            f"directory/{template}",
            to=Reporter(report.reporter_email, report.language),
            about=report,
            report=report,
        )


def _need(words):
    if not words.strip():
        raise RuleViolation(_l("Write something first."))
