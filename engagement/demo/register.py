"""What happens to the demo's register today: entries are checked, some are reported as wrong."""

from sqlalchemy import select

from engagement.accreditation.models import Accreditation
from engagement.core.db import db
from engagement.demo.lives import Staff
from engagement.directory import commands as directory
from engagement.directory.models import ReportKind
from engagement.organizations.models import Organization, Protection

REPORTS = (
    (ReportKind.MISTAKE, "en", "The name in Latin letters has a slip: one letter is missing."),
    (ReportKind.COMPLAINT, "fr", "Cette organisation ne répond plus depuis deux ans."),
    (ReportKind.MISTAKE, "ar", "انتقل المقر إلى مدينة أخرى."),
    (ReportKind.MISTAKE, "es", "El sitio web ya no existe."),
)


def use_register(staff: Staff) -> None:
    """Some entries are checked and some reported; two of the reports are dealt with."""
    reviewer = staff.reviewers[0]
    entries = db.session.scalars(
        select(Accreditation)
        .join(Organization, Organization.id == Accreditation.organization_id)
        .where(Organization.protection == Protection.NONE)
        .order_by(Accreditation.number)
    ).all()
    for entry in entries[::3]:
        directory.record_check(entry.organization, actor=reviewer)
    received = [
        directory.receive_report(
            entry,
            kind=kind,
            text=text,
            email="" if language == "es" else f"reader-{language}@readers.example",
            language=language,
        )
        for entry, (kind, language, text) in zip(entries[1::3], REPORTS, strict=False)
    ]
    if len(received) > 2:
        directory.answer_report(
            received[0], actor=reviewer, answer="Thank you. The name has been put right."
        )
        directory.close_report(
            received[-1], actor=reviewer, note="The website is back; nothing to change."
        )
