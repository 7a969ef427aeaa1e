"""What an organization's members see of its accreditation: where it stands, what waits for them."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from engagement.accreditation.models import LISTED, Accreditation, StatusPeriod
from engagement.core.clock import today
from engagement.core.db import db
from engagement.standing.models import (
    OPEN_REPORTS,
    Change,
    Proceeding,
    ProceedingState,
    Report,
    ReportState,
)
from engagement.standing.queries import accreditations, reports
from engagement.standing.queries.days import grace_ends, may_report_from


@dataclass(frozen=True)
class Overview:
    """All of one accreditation that its page shows; a handful of queries, whatever happened.

    `waits` names what the organization has to do now: "answer", "report", or None.
    """

    accreditation: Accreditation
    period: StatusPeriod
    report: Report | None
    may_begin: bool
    proceeding: Proceeding | None
    measure: Proceeding | None
    proceedings: list[Proceeding]
    reports: list[Report]
    changes: list[Change]
    grace_until: date | None

    @property
    def waits(self) -> str | None:
        """What the organization has to do now."""
        proceeding = self.proceeding
        if proceeding is not None and proceeding.state == ProceedingState.NOTICED:
            return None if proceeding.answered_at else "answer"
        if self.report is not None and self.report.state != ReportState.SUBMITTED:
            return "report"
        return "report" if self.may_begin else None


@dataclass(frozen=True)
class Held:
    """An accreditation that an organization holds, and what waits for its members until when.

    `waits` as of `Overview`.
    """

    accreditation_id: uuid.UUID
    waits: str | None
    due_on: date | None


def held_by(organization_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Held]:
    """What each of these organizations holds, if anything; three queries."""
    rows = db.session.execute(
        select(Accreditation.id, Accreditation.organization_id, Accreditation.report_due_on).where(
            Accreditation.organization_id.in_(organization_ids),
            accreditations.current_status().in_(LISTED),
        )
    ).all()
    ids = [row.id for row in rows]
    notices = dict(
        db.session.execute(
            select(Proceeding.accreditation_id, Proceeding.answer_due_on).where(
                Proceeding.accreditation_id.in_(ids),
                Proceeding.state == ProceedingState.NOTICED,
                Proceeding.answered_at.is_(None),
            )
        ).all()
    )
    open_reports = {
        row.accreditation_id: row
        for row in db.session.execute(
            select(Report.accreditation_id, Report.state, Report.due_on).where(
                Report.accreditation_id.in_(ids), Report.state.in_(OPEN_REPORTS)
            )
        )
    }
    return {
        row.organization_id: _held(row, notices.get(row.id), open_reports.get(row.id))
        for row in rows
    }


def _held(row, answer_by: date | None, report) -> Held:
    if answer_by is not None:
        return Held(row.id, "answer", answer_by)
    if report is not None:
        sent = report.state == ReportState.SUBMITTED
        return Held(row.id, None if sent else "report", None if sent else report.due_on)
    due_on = row.report_due_on
    writes = due_on is not None and may_report_from(due_on) <= today()
    return Held(row.id, "report" if writes else None, due_on if writes else None)


def overview(accreditation: Accreditation) -> Overview:
    """Everything of one accreditation."""
    due = accreditation.report_due_on
    return Overview(
        accreditation=accreditation,
        period=accreditation.periods[-1],
        report=reports.open_report(accreditation),
        may_begin=reports.may_begin(accreditation),
        proceeding=accreditations.open_proceeding(accreditation),
        measure=accreditations.in_effect(accreditation),
        proceedings=accreditations.proceedings_of(accreditation),
        reports=accreditations.reports_of(accreditation),
        changes=accreditations.changes_of(accreditation),
        grace_until=grace_ends(due) if due else None,
    )
