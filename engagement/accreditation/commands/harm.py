"""Telling those who handle a case that harmful software was found in a file of it."""

from engagement.accreditation.commands.process import tell_approvers, tell_reviewers
from engagement.accreditation.evidence import requirement
from engagement.accreditation.models import ApplicationDocument, ApplicationState
from engagement.audit.commands import record
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor, can
from engagement.documents.permissions import Documents

WITH_APPROVERS = (ApplicationState.RECOMMENDED, ApplicationState.RECONSIDERATION)


@command
def tell_of_harm(placed: ApplicationDocument, *, actor: Actor) -> None:
    """Mail the reviewers of a case, heads of unit where nobody reviews it yet.

    Approvers too while the case is with them. Who sent the file is told by `documents`.
    """
    application = placed.application
    lock(application)
    if not can(actor, Documents.SCAN, placed.document):
        raise NotAllowed(Documents.SCAN)
    record(
        "accreditation:document:found_harmful",
        application,
        actor=actor,
        requirement=placed.requirement,
        name=placed.document.name,
        sha256=placed.document.sha256,
        detail=placed.document.scan_detail,
    )
    paper = requirement(placed.requirement)
    told = {"file": placed.document.name, "paper": paper.title if paper else placed.requirement}
    tell_reviewers("document_harmful_notice", application, or_heads=True, **told)
    if application.state in WITH_APPROVERS:
        tell_approvers("document_harmful_notice", application, **told)
