"""Write to the applicant, write to the office, note something for colleagues."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.accreditation.commands.process import tell_focal_points, tell_reviewers
from engagement.accreditation.models import Application, CaseMessage, InternalNote
from engagement.accreditation.permissions import Accreditations
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Permission, can


@command
def write_to_applicant(
    application: Application, *, actor: Actor, text: str, key: uuid.UUID | None = None
) -> None:
    """A message of the office, signed by the office; focal points get it by mail, too."""
    if _write(application, actor, text, key, Accreditations.WRITE_TO_APPLICANT):
        tell_focal_points("message_of_office", application, text=text)


@command
def write_to_office(
    application: Application, *, actor: Actor, text: str, key: uuid.UUID | None = None
) -> None:
    """A message of the organization; the case's reviewers and their deputies get it by mail.

    While nobody reviews the case, the heads of unit get it.
    """
    if _write(application, actor, text, key, Accreditations.WRITE_TO_OFFICE):
        tell_reviewers(
            "message_of_applicant", application, or_heads=True, text=text, author=actor.name
        )


def _write(
    application: Application,
    actor: Actor,
    text: str,
    key: uuid.UUID | None,
    permission: Permission,
) -> bool:
    """Add a message to the thread; False when this very form was taken before."""
    if once.take(key, actor):
        return False
    lock(application)
    if not can(actor, permission, application):
        raise NotAllowed(permission)
    _need(text)
    from_office = permission == Accreditations.WRITE_TO_APPLICANT
    db.session.add(
        CaseMessage(
            application_id=application.id,
            from_office=from_office,
            author_id=actor.id,
            text=text,
            sent_at=now(),
        )
    )
    once.remember(key, application.id)
    record(
        "accreditation:message:sent", application, actor=actor, from_office=from_office, text=text
    )
    return True


@command
def write_note(
    application: Application, *, actor: Actor, text: str, key: uuid.UUID | None = None
) -> None:
    """A note for colleagues; it leaves no hand, and no applicant sees it."""
    if once.take(key, actor):
        return
    lock(application)
    if not can(actor, Accreditations.NOTE, application):
        raise NotAllowed(Accreditations.NOTE)
    _need(text)
    db.session.add(
        InternalNote(application_id=application.id, author_id=actor.id, text=text, written_at=now())
    )
    once.remember(key, application.id)
    record("accreditation:note:written", application, actor=actor, text=text)


def _need(text: str) -> None:
    if not text.strip():
        raise RuleViolation(_l("Write something first."))
