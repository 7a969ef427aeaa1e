"""Officers let interpreters read the texts of a session by personal links, and revoke these."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.accounts import tokens
from engagement.accounts.queries import email_key
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.mail import outbox
from engagement.meetings.commands.letters import Addressee
from engagement.meetings.models import Interpreter, MeetingSession
from engagement.meetings.queries.joining import is_off
from engagement.meetings.queries.speaking_texts import interpreters_of
from engagement.meetings.speaking_permissions import Speaking


@command
def invite_interpreter(
    session: MeetingSession,
    *,
    name: str,
    email: str,
    language: str,
    actor: Actor,
    key: uuid.UUID | None = None,
) -> Interpreter:
    """Mail an interpreter the link to the texts of a session; one sent before opens no more.

    RuleViolation for a session that is over or cancelled.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(Interpreter, earlier.result_id)
    lock(session)
    if not can(actor, Speaking.INTERPRETERS):
        raise NotAllowed(Speaking.INTERPRETERS)
    if session.ends_at <= now() or is_off(session):
        raise RuleViolation(_l("This session is over or cancelled."))
    for other in interpreters_of(session):
        if other.email_key == email_key(email) and other.revoked_at is None:
            other.revoked_at = now()
    db.session.flush()
    token, token_hash = tokens.new_token()
    interpreter = Interpreter(
        session=session,
        name=name,
        email=email.strip(),
        email_key=email_key(email),
        language=language,
        token_hash=token_hash,
        invited_by_id=actor.id,
    )
    db.session.add(interpreter)
    db.session.flush()
    once.remember(key, interpreter.id)
    record("meetings:interpreter:invited", interpreter, actor=actor, language=language)
    outbox.send(
        "meetings/interpreter_invited",
        to=Addressee(None, interpreter.name, interpreter.email, language),
        about=interpreter,
        meeting=session.meeting,
        session=session,
        token=token,
    )
    return interpreter


@command
def revoke_interpreter(interpreter: Interpreter, *, actor: Actor) -> None:
    """Let the link open nothing any more, at once."""
    lock(interpreter)
    if not can(actor, Speaking.INTERPRETERS):
        raise NotAllowed(Speaking.INTERPRETERS)
    if interpreter.revoked_at is not None:
        raise RuleViolation(MOVED_ON)
    interpreter.revoked_at = now()
    record("meetings:interpreter:revoked", interpreter, actor=actor)
