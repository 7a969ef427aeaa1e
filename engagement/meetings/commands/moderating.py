"""Officers look at written statements, and say later what became of each."""

from engagement.accounts.models import Account
from engagement.audit.commands import record
from engagement.core import versions
from engagement.core.clock import now
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.mail import outbox
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.models import Disposition, MeetingStatement, StatementState
from engagement.meetings.statement_permissions import Statements
from engagement.meetings.workflow.statements import (
    PUBLISH_STATEMENT,
    REFUSE_STATEMENT,
    RETURN_STATEMENT,
    statement_workflow,
)
from engagement.organizations.queries import focal_points
from engagement.protocol.queries.delegates import acting_for


@command
def return_statement(statement: MeetingStatement, reason: str, *, actor: Actor) -> None:
    """Send it back with what has to be changed; it may come again after the deadline."""
    statement_workflow.fire(RETURN_STATEMENT, statement, actor=actor)
    _decided(statement, actor, reason)
    record("meetings:statement:returned", statement, actor=actor, reason=reason)
    _tell("statement_returned", statement)


@command
def refuse_statement(statement: MeetingStatement, reason: str, *, actor: Actor) -> None:
    """Refuse it for good, with the reason."""
    statement_workflow.fire(REFUSE_STATEMENT, statement, actor=actor)
    _decided(statement, actor, reason)
    record("meetings:statement:refused", statement, actor=actor, reason=reason)
    _tell("statement_refused", statement)


@command
def publish_statement(statement: MeetingStatement, *, actor: Actor) -> None:
    """Let everybody read it, in the languages in which it was received."""
    statement_workflow.fire(PUBLISH_STATEMENT, statement, actor=actor)
    _decided(statement, actor, None)
    statement.published_at = now()
    versions.bump(AREA)
    record("meetings:statement:published", statement, actor=actor)
    _tell("statement_published", statement)


@command
def dispose_statement(
    statement: MeetingStatement,
    disposition: Disposition,
    words: dict[str, str],
    *,
    actor: Actor,
) -> None:
    """Say what became of a published statement; everybody reads it."""
    lock(statement)
    if not can(actor, Statements.MODERATE, statement):
        raise NotAllowed(Statements.MODERATE)
    if statement.state is not StatementState.PUBLISHED:
        raise RuleViolation(MOVED_ON)
    statement.disposition, statement.answer_text = disposition, words
    statement.disposed_at, statement.disposed_by_id = now(), actor.id
    versions.bump(AREA)
    record("meetings:statement:disposed", statement, actor=actor, disposition=disposition.value)


def _decided(statement, actor, reason):
    statement.reason = reason
    statement.decided_at, statement.decided_by_id = now(), actor.id


def _tell(message, statement):
    for person in _authors(statement):
        outbox.send(
            f"meetings/{message}",
            to=person,
            about=statement,
            statement=statement,
            meeting=statement.meeting,
        )


def _authors(statement) -> list[Account]:
    """Who speaks for its author now, and for those who sign with it."""
    if statement.country is not None:
        return [each.account for each in acting_for(statement.country)]
    ids = [statement.organization_id, *(each.organization_id for each in statement.remaining)]
    return [person for each in ids for person in focal_points(each)]
