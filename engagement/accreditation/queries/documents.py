"""Documents of applications: what is there, what is missing, what may be changed now."""

import functools
import uuid
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from engagement.accreditation.evidence import EVERY
from engagement.accreditation.models import (
    Application,
    ApplicationDocument,
    ApplicationState,
    Cause,
    ClarificationRound,
)
from engagement.accreditation.queries.applications import (
    OVER,
    definition_of,
    entered_by_staff,
    missing_sections,
    on_desk,
    papers_sent,
    track_of,
)
from engagement.accreditation.queries.certified import copies_not_to_send
from engagement.accreditation.queries.clarification import open_round
from engagement.accreditation.queries.completeness import open_return
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.documents.models import Document, Scan
from engagement.organizations.models import ProfileSection

SECTION = "documents"
"""The section of a track that stands for all documents."""


def get_application_document(document_id: uuid.UUID) -> ApplicationDocument | None:
    """A document of an application by its id (not that of the bare document)."""
    return db.session.get(ApplicationDocument, document_id)


def application_documents(actor: Actor) -> Select:
    """The documents this person may see: of own organizations, or sent in and on the desk."""
    return (
        select(ApplicationDocument)
        .join(ApplicationDocument.application)
        .join(ApplicationDocument.document)
        .options(contains_eager(ApplicationDocument.document))
        .where(
            or_(
                Application.organization_id.in_(actor.belongs_to),
                on_desk_documents(actor),
                entered_by_staff(actor),
            )
        )
    )


def on_desk_documents(actor: Actor) -> ColumnElement[bool]:
    """The staff side: of applications on the desk, and sent in themselves."""
    return and_(on_desk(actor), Document.submitted_at.is_not(None))


def documents_of(application: Application) -> list[ApplicationDocument]:
    """What counts as sent or to be sent, oldest first; removed ones are left out."""
    return db.session.scalars(
        select(ApplicationDocument)
        .join(ApplicationDocument.document)
        .options(contains_eager(ApplicationDocument.document).joinedload(Document.uploaded_by))
        .where(
            ApplicationDocument.application_id == application.id,
            ApplicationDocument.removed_at.is_(None),
        )
        .order_by(Document.uploaded_at, ApplicationDocument.id)
    ).all()


def application_before(application: Application) -> Application | None:
    """The last application of the same organization and track before this one."""
    return db.session.scalars(
        select(Application)
        .where(
            Application.organization_id == application.organization_id,
            Application.track == application.track,
            Application.id != application.id,
        )
        .order_by(Application.created_at.desc())
        .limit(1)
    ).first()


def is_placed(document: Document) -> bool:
    """Whether a document stands in any application."""
    return db.session.scalar(select(exists().where(ApplicationDocument.document_id == document.id)))


def documents_by_requirement(application: Application) -> dict[str, list[ApplicationDocument]]:
    """The same, by the key of the requirement."""
    found = defaultdict(list)
    for document in documents_of(application):
        found[document.requirement].append(document)
    return dict(found)


def harmful_files(application: Application) -> list[ApplicationDocument]:
    """Files of the last submission in which harmful software was found after they were sent."""
    sent = papers_sent(application)
    ids = {each["id"] for each in sent}
    return [
        each
        for each in documents_of(application)
        if each.document.scan == Scan.INFECTED and str(each.id) in ids
    ]


def lost_documents(application: Application) -> list[str]:
    """Keys of required papers of which such a file was all that came."""
    harmful = {each.requirement for each in harmful_files(application)}
    return [key for key in missing_documents(application) if key in harmful] if harmful else []


def cases_with(document_id: uuid.UUID) -> list[ApplicationDocument]:
    """Where a document stands in an application that was sent and is not over."""
    return db.session.scalars(
        select(ApplicationDocument)
        .join(ApplicationDocument.application)
        .where(
            ApplicationDocument.document_id == document_id,
            ApplicationDocument.removed_at.is_(None),
            Application.submitted_at.is_not(None),
            Application.state.not_in(OVER),
        )
        .order_by(Application.submitted_at)
    ).all()


def required_documents(application: Application) -> list[str]:
    """Keys of the papers the organization's Major Group must send, as of the track's version."""
    group = application.organization.major_group
    return [
        each["key"]
        for each in definition_of(application).get("documents", [])
        if group in each["required_of"] or (group is None and each["required_of_all"])
    ]


def papers_there(application: Application) -> dict[str, bool]:
    """Keys of papers of which something has come, each with whether any of it can be used."""
    rows = db.session.execute(_papers_there(), {"application_id": application.id})
    return {requirement: usable for requirement, usable in rows}


@functools.cache
def _papers_there():
    return (
        select(ApplicationDocument.requirement, func.bool_or(Document.scan != Scan.INFECTED))
        .join(ApplicationDocument.document)
        .where(
            ApplicationDocument.application_id == bindparam("application_id"),
            ApplicationDocument.removed_at.is_(None),
        )
        .group_by(ApplicationDocument.requirement)
    )


def missing_documents(application: Application, there: dict[str, bool] | None = None) -> list[str]:
    """Keys of required papers of which nothing has come that can be used.

    `there` as of `papers_there`, where the caller has read it already.
    """
    there = papers_there(application) if there is None else there
    return [key for key in required_documents(application) if not there.get(key)]


def missing_parts(
    application: Application,
    saved: dict[str, ProfileSection] | None = None,
    there: dict[str, bool] | None = None,
) -> list[str]:
    """Keys of everything that has to come before it can be submitted: sections, then papers.

    `saved` as of `sections_of`, `there` as of `papers_there`, where the caller has read them.
    """
    return missing_sections(application, saved) + missing_documents(application, there)


def editable_documents(application: Application) -> frozenset[str]:
    """Keys of the papers members may add or remove now.

    Of a draft all; of a return, and of a round of questions, those that were asked for.
    """
    keys = frozenset(paper.key for paper in track_of(application).documents)
    if application.state == ApplicationState.DRAFT:
        return keys
    if application.state == ApplicationState.CLARIFICATION:
        return frozenset(asked_papers(open_round(application)))
    if application.state != ApplicationState.RETURNED:
        return frozenset()
    asked = open_return(application)
    parts = asked.parts if asked else []
    if any(part.section == SECTION for part in parts):
        return keys
    return frozenset(part.document for part in parts if part.document in keys)


def asked_papers(one: ClarificationRound | None) -> list[str]:
    """Keys of the papers that a round (or None) asks for, in its order."""
    return [paper.document for paper in one.papers if paper.document in EVERY] if one else []


def papers_to_send(application: Application, one: ClarificationRound | None) -> list[str]:
    """Keys of the papers of a round of which no new file has come that can be used.

    Of one that is asked for as a certified copy none is needed once that came on paper.
    """
    settled = {
        each.document for each in (one.papers if one else []) if each.cause == Cause.NOT_CERTIFIED
    } & copies_not_to_send(application)
    submitted = papers_sent(application)
    known = {(each["requirement"], each["sha256"]) for each in submitted}
    came = {
        each.requirement
        for each in documents_of(application)
        if each.document.scan != Scan.INFECTED
        and (each.requirement, each.document.sha256) not in known
    }
    return [key for key in asked_papers(one) if key not in came and key not in settled]


def changed_documents(application: Application) -> frozenset[str]:
    """Keys of the papers that differ from what was submitted last."""
    submitted = papers_sent(application)
    before, now = defaultdict(set), defaultdict(set)
    for each in submitted:
        before[each["requirement"]].add(each["sha256"])
    for each in documents_of(application):
        now[each.requirement].add(each.document.sha256)
    return frozenset(key for key in before.keys() | now.keys() if before[key] != now[key])


def submitted_documents(application: Application) -> list[ApplicationDocument]:
    """What staff see: all that was ever sent in, also what was replaced since; oldest first."""
    return db.session.scalars(
        select(ApplicationDocument)
        .join(ApplicationDocument.document)
        .options(
            contains_eager(ApplicationDocument.document),
            joinedload(ApplicationDocument.application),
        )
        .where(
            ApplicationDocument.application_id == application.id,
            Document.submitted_at.is_not(None),
        )
        .order_by(Document.uploaded_at, ApplicationDocument.id)
    ).all()


def document_names(ids: Collection[str]) -> dict[str, str]:
    """Names of documents in their places by id, in one query: for findings that cite them."""
    if not ids:
        return {}
    rows = db.session.execute(
        select(ApplicationDocument.id, Document.name)
        .join(ApplicationDocument.document)
        .where(ApplicationDocument.id.in_([uuid.UUID(each) for each in ids]))
    )
    return {str(key): name for key, name in rows}


def equal_elsewhere(
    actor: Actor, application: Application
) -> dict[uuid.UUID, list[ApplicationDocument]]:
    """Documents of other organizations with the very same content, by the id of ours.

    Only what this person may see: a case kept from them by a conflict of interest is left out.
    """
    ours, our_file = aliased(ApplicationDocument), aliased(Document)
    rows = db.session.execute(
        select(ours.id, ApplicationDocument)
        .join(our_file, our_file.id == ours.document_id)
        .join(Document, Document.sha256 == our_file.sha256)
        .join(ApplicationDocument, ApplicationDocument.document_id == Document.id)
        .join(ApplicationDocument.application)
        .options(
            contains_eager(ApplicationDocument.application),
            contains_eager(ApplicationDocument.document),
        )
        .where(
            ours.application_id == application.id,
            our_file.submitted_at.is_not(None),
            Application.organization_id != application.organization_id,
            on_desk_documents(actor),
        )
        .order_by(Application.submitted_at, ApplicationDocument.id)
    )
    found = defaultdict(list)
    for own_id, other in rows:
        found[own_id].append(other)
    return dict(found)
