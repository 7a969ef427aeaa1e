"""The applicant takes an application back: a draft is deleted, a submitted one withdrawn."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries
from engagement.accreditation.commands.documents import drop_documents
from engagement.accreditation.commands.process import move, tell_focal_points, tell_reviewers
from engagement.accreditation.commands.screening import end_screening
from engagement.accreditation.commands.undoing import note_undone
from engagement.accreditation.models import Application, ApplicationState
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.workflow import WITHDRAW
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can


@command
def withdraw_application(
    application: Application, *, actor: Actor, key: uuid.UUID | None = None
) -> None:
    """End an application before a decision took effect; it can be made again, answers are kept.

    A decision that still waits to take effect is undone, and its maker told; nobody
    outside knows of it yet.
    """
    if once.take(key, actor):
        return
    before = application.state
    move(WITHDRAW, application, actor=actor)
    pending = queries.pending_decision(application)
    if pending is not None:
        note_undone(lock(pending), actor=actor, state=application.state)
    end_screening(application, reason="withdrawn")
    once.remember(key, application.id)
    record(
        "accreditation:application:withdrawn",
        application,
        actor=actor,
        state=[before.value, application.state.value],
    )
    tell_focal_points("application_withdrawn", application)
    tell_reviewers("application_withdrawn_notice", application)


@command
def delete_draft(application: Application, *, actor: Actor) -> None:
    """Delete a draft; the organization's profile, which holds its answers, stays."""
    lock(application)
    if not can(actor, Accreditations.SUBMIT, application):
        raise NotAllowed(Accreditations.SUBMIT)
    if application.state != ApplicationState.DRAFT:
        raise RuleViolation(_l("Only a draft can be deleted. Withdraw the application instead."))
    record("accreditation:application:deleted", application, actor=actor)
    drop_documents(application)
    for stage in list(application.stages):
        db.session.delete(stage)
    db.session.delete(application)
