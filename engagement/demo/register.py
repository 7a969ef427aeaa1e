"""What happens to the demo's register: entries are checked, some are reported as wrong."""

from datetime import timedelta

from sqlalchemy import select

from engagement.accreditation.models import Accreditation
from engagement.core.clock import moved_to, now
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
    """A year of checks, one every week at most, and a few reports; two are dealt with."""
    present = now()
    reviewer = staff.reviewers[0]
    entries = db.session.scalars(
        select(Accreditation)
        .join(Organization, Organization.id == Accreditation.organization_id)
        .where(Organization.protection == Protection.NONE)
        .order_by(Accreditation.number)
    ).all()
    for place, entry in enumerate(entries[::3]):
        with moved_to(max(present - timedelta(days=7 * place + 2), as_instant(entry, present))):
            directory.record_check(entry.organization, actor=reviewer)
    received = []
    for place, (entry, (kind, language, text)) in enumerate(
        zip(entries[1::3], REPORTS, strict=False)
    ):
        with moved_to(present - timedelta(days=20 - 5 * place)):
            received.append(
                directory.receive_report(
                    entry,
                    kind=kind,
                    text=text,
                    email="" if place == 3 else f"reader{place}@readers.example",
                    language=language,
                )
            )
    if len(received) > 2:
        directory.answer_report(
            received[0], actor=reviewer, answer="Thank you. The name has been put right."
        )
        directory.close_report(
            received[-1], actor=reviewer, note="The website is back; nothing to change."
        )


def as_instant(entry, present):
    """The begin of an accreditation, so that nothing is checked before it is there."""
    return min(entry.created_at, present)
