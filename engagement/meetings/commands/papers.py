"""Documents of a registration: added one by one, taken out again before it is sent."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.documents import commands as documents
from engagement.documents.intake import Taken
from engagement.meetings.commands.places import settle
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.models import (
    ENDED,
    UNSENT,
    Registration,
    RegistrationPaper,
    RegistrationState,
)
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.papers import AskedPaper, waits_for_papers

MOST = 5
"""Documents for one and the same request: several photographs of one letter."""


@command
def add_paper(
    registration: Registration,
    wanted: AskedPaper,
    *,
    actor: Actor,
    taken: Taken,
    key: uuid.UUID | None = None,
) -> None:
    """Keep a document that is asked for; also after sending, where something is still missing.

    Whom others nominated is settled with the last one that is required.
    """
    if once.take(key, actor):
        return
    held = registration.state is RegistrationState.SUBMITTED and waits_for_papers(registration)
    if held:
        lock_queue(registration.meeting)
    lock(registration)
    if not can(actor, Registrations.CHANGE, registration):
        raise NotAllowed(Registrations.CHANGE)
    if registration.state in ENDED:
        raise RuleViolation(MOVED_ON)
    if len(wanted.papers) >= MOST:
        raise RuleViolation(
            _l("At most %(most)d documents can be sent for one request.", most=MOST)
        )
    document = documents.keep(taken, organization_id=registration.organization_id, actor=actor)
    paper = RegistrationPaper(
        registration=registration,
        kind=wanted.kind,
        question=wanted.question,
        document_id=document.id,
    )
    db.session.add(paper)
    db.session.flush()
    once.remember(key, paper.id)
    record(
        "meetings:paper:added",
        paper,
        actor=actor,
        kind=wanted.kind.value,
        sha256=document.sha256,
    )
    if held and not waits_for_papers(registration):
        settle(registration)


@command
def remove_paper(paper: RegistrationPaper, *, actor: Actor) -> None:
    """Take a document out of a registration that has not been sent."""
    registration = lock(paper.registration)
    if not can(actor, Registrations.CHANGE, registration):
        raise NotAllowed(Registrations.CHANGE)
    if registration.state not in UNSENT:
        raise RuleViolation(MOVED_ON)
    record("meetings:paper:removed", paper, actor=actor, sha256=paper.document.sha256)
    document = paper.document
    db.session.delete(paper)
    db.session.flush()
    documents.forget(document)
