"""Add documents to an application and remove them; what a submission freezes of them."""

import uuid

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.accreditation import queries
from engagement.accreditation.evidence import means_for
from engagement.accreditation.models import Application, ApplicationDocument
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.snapshots import part
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.documents import commands as documents
from engagement.documents import settings
from engagement.documents.intake import Taken
from engagement.documents.models import Scan


@part("documents")
def documents_part(application: Application) -> list[dict]:
    """Which files were sent as what, each with its SHA-256; infected ones do not count."""
    return [
        {
            "id": str(each.id),
            "requirement": each.requirement,
            "means": each.means,
            "name": each.document.name,
            "note": each.note,
            "sha256": each.document.sha256,
            "size": each.document.size,
            "kind": each.document.kind.value,
            "pages": each.document.pages,
        }
        for each in queries.documents_of(application)
        if each.document.scan != Scan.INFECTED
    ]


@command
def add_document(
    application: Application,
    *,
    actor: Actor,
    requirement: str,
    taken: Taken,
    note: str = "",
    means: str | None = None,
    key: uuid.UUID | None = None,
) -> ApplicationDocument | None:
    """Add a file that was taken in; the same file twice in one place stands there once.

    Returns the document in its place, also for a second sending of the same form; None when that
    document is gone again. RuleViolation when this paper cannot be changed now, or when the
    application holds as many files as it can.
    """
    if twin := once.take(key, actor):
        return queries.get_application_document(twin.result_id)
    _editable(application, requirement, actor)
    there = queries.documents_of(application)
    same = [
        each
        for each in there
        if each.requirement == requirement and each.document.sha256 == taken.stored.sha256
    ]
    if not same and len(there) >= settings.files_an_application():
        raise RuleViolation(
            _l("This application holds as many files as it can. Remove some, or join pages in one.")
        )
    accepted = {each.key for each in means_for(requirement, application.organization.major_group)}
    placed = same[0] if same else ApplicationDocument(application=application)
    placed.requirement = requirement
    placed.means = means if means in accepted else None
    placed.note = note or placed.note or ""
    if not same:
        placed.document = documents.keep(
            taken, organization_id=application.organization_id, actor=actor
        )
        db.session.add(placed)
    db.session.flush()
    once.remember(key, placed.id)
    record(
        "accreditation:document:sent_again" if same else "accreditation:document:added",
        placed,
        actor=actor,
        application=str(application.id),
        requirement=requirement,
        means=placed.means,
        name=taken.name,
        sha256=taken.stored.sha256,
        size=taken.stored.size,
        note=placed.note,
    )
    return placed


@command
def remove_document(placed: ApplicationDocument, *, actor: Actor) -> None:
    """Take a document out; one that was submitted before is kept, and does not count any more."""
    application = placed.application
    _editable(application, placed.requirement, actor)
    lock(placed)
    if placed.removed_at is not None:
        return
    record(
        "accreditation:document:removed",
        placed,
        actor=actor,
        application=str(application.id),
        requirement=placed.requirement,
        name=placed.document.name,
        sha256=placed.document.sha256,
        kept=placed.submitted_at is not None,
    )
    if placed.submitted_at is None:
        _delete(placed)
    else:
        placed.removed_at = now()
        placed.removed_by_id = actor.id


def mark_submitted(application: Application) -> None:
    """Within a submission: from now on staff may see what is sent, and it is never deleted."""
    for each in queries.documents_of(application):
        if each.document.submitted_at is None and each.document.scan != Scan.INFECTED:
            each.document.submitted_at = now()


def carry_documents(application: Application) -> None:
    """Within the start of an application: what was sent with the one before counts again."""
    earlier = queries.application_before(application)
    for each in queries.documents_of(earlier) if earlier else []:
        if each.document.scan != Scan.INFECTED:
            db.session.add(
                ApplicationDocument(
                    application=application,
                    document=each.document,
                    requirement=each.requirement,
                    means=each.means,
                    note=each.note,
                )
            )


def drop_documents(application: Application) -> None:
    """Within the deletion of a draft: its documents go with it."""
    for each in db.session.scalars(
        select(ApplicationDocument).filter_by(application_id=application.id)
    ):
        _delete(each)


def _delete(placed: ApplicationDocument) -> None:
    """One that came over from an earlier application stays there."""
    document = placed.document
    db.session.delete(placed)
    db.session.flush()
    if document.submitted_at is None and not queries.is_placed(document):
        documents.forget(document)


def _editable(application: Application, requirement: str, actor: Actor) -> None:
    lock(application)
    if not can(actor, Accreditations.EDIT, application):
        raise NotAllowed(Accreditations.EDIT)
    if requirement not in queries.editable_documents(application):
        raise RuleViolation(
            _l("This document cannot be changed now: the application has been sent meanwhile.")
        )
