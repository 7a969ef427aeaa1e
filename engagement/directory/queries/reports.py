"""Reports about entries, for staff; never for the public, and none from a conflict of interest."""

import uuid

from sqlalchemy import Select, false, func, select

from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.directory.models import EntryReport, ReportState
from engagement.directory.permissions import Directory
from engagement.organizations.models import Organization

COLUMNS = (
    EntryReport.id,
    EntryReport.reference,
    EntryReport.kind,
    EntryReport.state,
    EntryReport.received_at,
    EntryReport.due_on,
    Organization.name,
    Organization.name_language,
)
ORDER = (EntryReport.received_at, EntryReport.id)


def visible_to(actor: Actor) -> Select:
    """Reports that this person may read and answer."""
    if not can(actor, Directory.LIST_REPORTS):
        return select(EntryReport).where(false())
    return select(EntryReport).where(EntryReport.organization_id.not_in(actor.conflicts))


def listed(actor: Actor, state: ReportState) -> Select:
    """Rows of the list of those in a state."""
    return (
        visible_to(actor)
        .join(Organization, Organization.id == EntryReport.organization_id)
        .where(EntryReport.state == state)
        .with_only_columns(*COLUMNS)
    )


def counts(actor: Actor) -> dict[ReportState, int]:
    """How many there are in each state."""
    grouped = (
        visible_to(actor)
        .with_only_columns(EntryReport.state, func.count())
        .group_by(EntryReport.state)
    )
    return dict(db.session.execute(grouped).all())


def get_report(report_id: uuid.UUID) -> EntryReport | None:
    """One report."""
    return db.session.get(EntryReport, report_id)
