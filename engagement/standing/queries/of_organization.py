"""What an organization's members see of its accreditation: where it stands, what waits for them."""

from dataclasses import dataclass
from datetime import date

from engagement.accreditation.models import Accreditation, StatusPeriod
from engagement.standing.models import Change, Proceeding, ProceedingState, Report, ReportState
from engagement.standing.queries import accreditations, reports
from engagement.standing.queries.days import grace_ends


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
