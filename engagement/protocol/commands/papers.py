"""Files of notes verbales and letters: added and removed until somebody has checked them."""

import uuid

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.documents import commands as documents
from engagement.documents.intake import Taken
from engagement.protocol import queries
from engagement.protocol.models import Intergovernmental, Note, Paper, PaperKind, ShortTrackState
from engagement.protocol.permissions import Protocol


@command
def add_paper(
    of: Note | Intergovernmental,
    *,
    actor: Actor,
    kind: PaperKind,
    taken: Taken,
    key: uuid.UUID | None = None,
) -> Paper | None:
    """Add a file that was taken in; None for the second sending of one that was removed since."""
    if twin := once.take(key, actor):
        return db.session.get(Paper, twin.result_id)
    _editable(of, actor)
    place = {"note_id": of.id} if isinstance(of, Note) else {"igo_id": of.id}
    document = documents.keep(taken, organization_id=None, actor=actor)
    paper = Paper(kind=kind, document=document, **place)
    db.session.add(paper)
    db.session.flush()
    once.remember(key, paper.id)
    record(
        "protocol:paper:added",
        paper,
        actor=actor,
        of=str(of.id),
        kind=kind.value,
        name=taken.name,
        sha256=taken.stored.sha256,
    )
    return paper


@command
def remove_paper(paper: Paper, *, actor: Actor) -> None:
    """Take a file out again, the wrong one for example; its bytes go with the next sweep."""
    of, document = paper.of, paper.document
    _editable(of, actor)
    record(
        "protocol:paper:removed",
        paper,
        actor=actor,
        of=str(of.id),
        name=document.name,
        sha256=document.sha256,
    )
    db.session.delete(paper)
    db.session.flush()
    documents.forget(document)


def freeze_papers(of: Note | Intergovernmental) -> None:
    """From now on others rely on these files; within a command."""
    for paper in queries.papers_of(of):
        paper.document.submitted_at = paper.document.submitted_at or now()


def _editable(of, actor):
    lock(of)
    if not can(actor, Protocol.HANDLE, of):
        raise NotAllowed(Protocol.HANDLE)
    if of.state != ShortTrackState.RECEIVED:
        raise RuleViolation(MOVED_ON)
