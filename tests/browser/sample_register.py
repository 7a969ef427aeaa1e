"""Rows of the register's samples: an entry with a past, a check, reports in each state."""

from datetime import date, timedelta

from engagement.accreditation.models import AccreditationStatus, StatusPeriod
from engagement.core.clock import today
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.directory import commands as directory
from engagement.directory.models import ReportKind
from engagement.organizations.models import FormerIdentity
from engagement.organizations.queries import actor_for


def dress_entry(standing, people) -> list:
    """Give an entry a past, a check and reports; returns the ids of the reports."""
    reviewer = actor_for(people[Role.REVIEWER])
    give_past(standing)
    directory.refresh([standing.organization_id])
    directory.record_check(standing.organization, actor=reviewer)
    reports = [
        directory.receive_report(
            standing,
            kind=kind,
            text="Le siège est à Niamey – نعم، إنه صحيح.",
            email=email,
            language="fr",
        )
        for kind, email in (
            (ReportKind.MISTAKE, "reader@place.example"),
            (ReportKind.COMPLAINT, ""),
            (ReportKind.MISTAKE, "reader@place.example"),
            (ReportKind.COMPLAINT, ""),
        )
    ]
    directory.answer_report(reports[2], actor=reviewer, answer="It is put right. – أمل")
    directory.close_report(reports[3], actor=reviewer, note="Nothing to do. – أمل")
    return [report.id for report in reports]


@bookkeeping
def give_past(standing) -> None:
    """Accredited seven years ago under another name, suspended for a while."""
    begin = date(today().year - 7, 3, 4)
    standing.since = begin
    first = standing.periods[0]
    first.valid_from, first.valid_to = begin, begin + timedelta(days=1500)
    for days, end, status, note in (
        (1500, 1700, AccreditationStatus.SUSPENDED, "The report was late. – أمل"),
        (1700, None, AccreditationStatus.ACTIVE, None),
    ):
        standing.periods.append(
            StatusPeriod(
                status=status,
                valid_from=begin + timedelta(days=days),
                valid_to=begin + timedelta(days=end) if end else None,
                reason_code="sample",
                public_note=note,
            )
        )
    db.session.add(
        FormerIdentity(
            organization_id=standing.organization_id,
            until=begin + timedelta(days=1000),
            name="Société des marais – أمل",
            name_language="fr",
            country="NE",
            major_group=None,
        )
    )
