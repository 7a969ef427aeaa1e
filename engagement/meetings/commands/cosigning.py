"""Joint statements: who is named has to agree before anything is sent in its name."""

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.mail import outbox
from engagement.meetings.commands.statements import ALREADY, refuse_locked, tell_cosigner
from engagement.meetings.models import WRITABLE, Agreement, MeetingStatement, StatementCosigner
from engagement.meetings.queries import statements as queries
from engagement.meetings.statement_permissions import Statements
from engagement.organizations.queries import focal_points


@command
def name_cosigner(statement: MeetingStatement, number: str, *, actor: Actor) -> StatementCosigner:
    """Ask the accredited organization with a number of the register to co-sign.

    RuleViolation for a number that no accredited organization has, for the author itself, for one
    named already, and for a statement of a State.
    """
    refuse_locked(statement, actor)
    if statement.country is not None:
        raise RuleViolation(_l("Statements of States are not co-signed here."))
    organization = queries.accredited_with_number(number)
    if organization is None:
        raise RuleViolation(_l("No accredited organization has this number in the register."))
    if organization.id in statement.organization_ids:
        raise RuleViolation(_l("This organization is named already."))
    cosigner = StatementCosigner(
        statement=statement, organization=organization, asked_by_id=actor.id
    )
    db.session.add(cosigner)
    db.session.flush()
    record("meetings:statement_cosigner:asked", cosigner, actor=actor)
    tell_cosigner(cosigner)
    return cosigner


@command
def remove_cosigner(cosigner: StatementCosigner, *, actor: Actor) -> None:
    """Take an organization out of a joint statement that has not been sent."""
    statement = cosigner.statement
    refuse_locked(statement, actor)
    record("meetings:statement_cosigner:removed", cosigner, actor=actor)
    statement.cosigners.remove(cosigner)
    db.session.delete(cosigner)


@command
def answer_cosigning(cosigner: StatementCosigner, agrees: bool, *, actor: Actor) -> None:
    """A focal point agrees or declines; who agreed can still decline while it is not sent.

    RuleViolation when the organization has another statement on the item.
    """
    statement = cosigner.statement
    lock(statement.about)
    lock(statement)
    lock(cosigner)
    if not can(actor, Statements.COSIGN, cosigner):
        raise NotAllowed(Statements.COSIGN)
    if statement.state not in WRITABLE:
        raise RuleViolation(MOVED_ON)
    item = statement.agenda_item
    if agrees and item and queries.speaks_on(item, cosigner.organization_id, but=statement):
        raise RuleViolation(ALREADY)
    cosigner.agreement = Agreement.AGREED if agrees else Agreement.DECLINED
    cosigner.answered_at, cosigner.answered_by_id = now(), actor.id
    record(
        "meetings:statement_cosigner:answered",
        cosigner,
        actor=actor,
        agreement=cosigner.agreement.value,
    )
    for person in focal_points(statement.organization_id):
        outbox.send(
            "meetings/cosign_answered",
            to=person,
            about=statement,
            statement=statement,
            meeting=statement.meeting,
            organization=cosigner.organization,
            agrees=agrees,
        )
