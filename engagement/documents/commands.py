"""Write documents: keep one that was taken in, note what the scanner said, forget one."""

import uuid

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import bookkeeping, command, db, lock
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor, can
from engagement.documents.intake import Taken
from engagement.documents.models import Document, Scan
from engagement.documents.permissions import Documents
from engagement.documents.scanner import Outcome, Verdict
from engagement.jobs.queue import enqueue
from engagement.mail import outbox

SCANS = {
    Outcome.CLEAN: Scan.CLEAN,
    Outcome.INFECTED: Scan.INFECTED,
    Outcome.UNAVAILABLE: Scan.UNAVAILABLE,
}


def keep(taken: Taken, *, organization_id: uuid.UUID | None, actor: Actor) -> Document:
    """The row of a file in the store, within the command of the feature it belongs to.

    `organization_id` is None for papers of a State, an intergovernmental organization or of the
    secretariat.
    """
    document = Document(
        sha256=taken.stored.sha256,
        size=taken.stored.size,
        kind=taken.file_type.kind,
        mime=taken.file_type.mime,
        pages=taken.file_type.pages,
        name=taken.name,
        warnings=list(taken.file_type.warnings),
        organization_id=organization_id,
        uploaded_by_id=actor.id,
        uploaded_at=now(),
        scan=Scan.PENDING if taken.to_scan else Scan.NOT_SCANNED,
    )
    db.session.add(document)
    db.session.flush()
    if taken.to_scan:
        enqueue("documents.scan_document", about=organization_id, document_id=str(document.id))
    return document


def forget(document: Document) -> None:
    """Delete the row of a document that nobody has been sent, within a feature's command.

    RuntimeError for one that was submitted. The file goes with the next sweep.
    """
    if document.submitted_at is not None:
        raise RuntimeError("a submitted document is never deleted")
    db.session.delete(document)


@bookkeeping
def note_attempt(document: Document) -> None:
    """That the scanner was asked, whatever came of it: others have their turn first next time."""
    document.scanned_at = now()


@command
def note_scan(document: Document, verdict: Verdict, *, actor: Actor) -> None:
    """Keep the scanner's verdict; who uploaded an infected file is told by mail.

    So are those who handle what it was sent for. A verdict that changes nothing is not written
    again; a file that was open while there was no scanner stays so until there is a clear answer.
    """
    lock(document)
    if not can(actor, Documents.SCAN, document):
        raise NotAllowed(Documents.SCAN)
    before, after = document.scan, SCANS[verdict.outcome]
    if before == after or not (document.waits or before == Scan.NOT_SCANNED):
        return
    if before == Scan.NOT_SCANNED and after == Scan.UNAVAILABLE:
        return
    document.scan = after
    document.scan_detail = verdict.detail[:200]
    record(
        "documents:document:scanned",
        document,
        actor=actor,
        scan=[before, after],
        detail=document.scan_detail,
        sha256=document.sha256,
    )
    if after == Scan.INFECTED:
        outbox.send(
            "documents/document_infected",
            to=document.uploaded_by,
            about=document,
            document=document,
        )
        enqueue(
            "accreditation.tell_of_harm",
            about=document.organization_id,
            document_id=str(document.id),
        )
