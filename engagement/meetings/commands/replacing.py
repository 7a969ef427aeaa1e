"""Somebody else comes under a registration: what the first person said of themselves goes."""

from sqlalchemy import delete

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.documents import commands as documents
from engagement.meetings.commands.joining import revoke_all
from engagement.meetings.models import AccessNeed, ConnectionCheck, HelpRequest, Registration

OF_THE_FIRST = (AccessNeed, ConnectionCheck, HelpRequest)
"""What somebody told of themselves, in rows of their own."""


def forget_first(registration: Registration, *, actor: Actor) -> None:
    """Leave nothing of the first person to the next: consent, answers, papers, needs, links.

    Part of a command. The place, the function in a delegation and for whom they come stay.
    """
    unlist(registration)
    registration.gender = registration.first_time = registration.position = None
    registration.answers = {}
    for paper in list(registration.papers):
        document = paper.document
        record("meetings:paper:removed", paper, actor=actor, sha256=document.sha256)
        registration.papers.remove(paper)
        db.session.delete(paper)
        db.session.flush()
        documents.forget(document)
    db.session.flush()
    for model in OF_THE_FIRST:
        db.session.execute(
            delete(model).where(model.registration_id == registration.id),
            execution_options={"synchronize_session": False},
        )
    revoke_all(registration)


def unlist(registration: Registration) -> None:
    """Take a name out of the list of participants to which another person agreed."""
    if registration.listed:
        registration.listed, registration.listed_changed_at = False, now()
