"""Who reads documents of meetings: by the audience of each."""

from sqlalchemy import select

from engagement.accreditation.models import Accreditation, AccreditationStatus, StatusPeriod
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core import subjects
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor, Permission, register
from engagement.documents.keepers import keeps_documents
from engagement.meetings.models import (
    AgendaItem,
    DocumentAudience,
    DocumentVersion,
    MeetingDocument,
)
from engagement.meetings.permissions import Meetings, called, desk, published

HELD = (AccreditationStatus.ACTIVE, AccreditationStatus.REPORT_DUE)


class Papers(Permission):
    """Rights on documents of meetings; officers who manage a meeting keep its documents."""

    READ = "meetings:document:read"
    DOWNLOAD = "meetings:document_version:download"


def accredited_among(organization_ids) -> set:
    """Those of these organizations that are accredited today; one query, none without ids."""
    if not organization_ids:
        return set()
    day = today()
    return set(
        db.session.scalars(
            select(Accreditation.organization_id)
            .join(StatusPeriod, StatusPeriod.accreditation_id == Accreditation.id)
            .where(
                Accreditation.organization_id.in_(organization_ids),
                Accreditation.track == MAJOR_GROUP.key,
                StatusPeriod.status.in_(HELD),
                StatusPeriod.valid_from <= day,
                StatusPeriod.valid_to.is_(None) | (StatusPeriod.valid_to > day),
            )
        )
    )


def audiences_of(actor: Actor) -> set[DocumentAudience]:
    """The audiences to which a person belongs; lists and single documents ask this one rule."""
    if desk(actor, None) or actor.delegate_of:
        return set(DocumentAudience)
    if accredited_among(actor.belongs_to):
        return {DocumentAudience.EVERYBODY, DocumentAudience.ACCREDITED}
    return {DocumentAudience.EVERYBODY}


def reads(actor, paper):
    """The person belongs to its audience, and may see the meeting."""
    seen = published(actor, paper.meeting) or desk(actor, None)
    return seen and paper.audience in audiences_of(actor)


def downloads(actor, version):
    """The version in force, for its audience; others are kept for the desk."""
    if not version.is_current:
        return desk(actor, None)
    return reads(actor, version.paper)


register({Papers.READ: reads, Papers.DOWNLOAD: downloads})
subjects.register(AgendaItem, view=Meetings.VIEW, label=lambda item: called(item.meeting))
subjects.register(MeetingDocument, view=Papers.READ, label=lambda paper: paper.symbol)
subjects.register(DocumentVersion, view=Papers.DOWNLOAD, label=lambda version: version.paper.symbol)
keeps_documents(DocumentVersion)
