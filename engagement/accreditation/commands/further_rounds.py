"""One round of questions more than usual: a reviewer asks for it, the head of unit justifies it."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries
from engagement.accreditation.commands.process import tell_heads, tell_reviewers
from engagement.accreditation.models import (
    Application,
    ApplicationState,
    RoundJustification,
    RoundRequest,
)
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.workflow import not_recommended_yet, one_of_its_reviewers
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can


@command
def request_round(
    application: Application, *, actor: Actor, text: str, key: uuid.UUID | None = None
) -> None:
    """Ask the heads of unit to justify one more round, saying what still has to be asked.

    RuleViolation while usual rounds are left, and when it was asked for already.
    """
    if once.take(key, actor):
        return
    lock(application)
    if not can(actor, Accreditations.ASK, application):
        raise NotAllowed(Accreditations.ASK)
    _can_have_one_more(application)
    one_of_its_reviewers(application, actor)
    not_recommended_yet(application, actor)
    if earlier := queries.round_request(application):
        raise RuleViolation(
            _l(
                "%(name)s has asked for one more round already. The head of unit has been told.",
                name=earlier.requested_by.name,
            )
        )
    row = RoundRequest(
        application_id=application.id,
        number=len(queries.rounds_of(application)) + 1,
        text=text,
        requested_by_id=actor.id,
        requested_at=now(),
    )
    db.session.add(row)
    once.remember(key, application.id)
    record("accreditation:round:requested", application, actor=actor, number=row.number, text=text)
    tell_heads(
        "round_requested",
        application,
        may=Accreditations.JUSTIFY_ROUND,
        author=actor.name,
        text=text,
    )


@command
def justify_round(
    application: Application, *, actor: Actor, text: str, key: uuid.UUID | None = None
) -> None:
    """Say in writing why one more round than usual is needed; the applicant reads it.

    Leaves no hand: it is a procedural act (product 3.2).
    """
    if once.take(key, actor):
        return
    lock(application)
    if not can(actor, Accreditations.JUSTIFY_ROUND, application):
        raise NotAllowed(Accreditations.JUSTIFY_ROUND)
    _can_have_one_more(application)
    number = len(queries.rounds_of(application)) + 1
    db.session.add(
        RoundJustification(
            application_id=application.id,
            number=number,
            text=text,
            justified_by_id=actor.id,
            justified_at=now(),
        )
    )
    once.remember(key, application.id)
    record("accreditation:round:justified", application, actor=actor, number=number, text=text)
    tell_reviewers("round_justified", application, text=text)


def _can_have_one_more(application: Application) -> None:
    """Guard: it is in review, and the usual rounds are used up."""
    if application.state != ApplicationState.IN_REVIEW:
        raise RuleViolation(_l("Questions can be asked while the application is in review only."))
    if not queries.needs_justification(application):
        raise RuleViolation(_l("The next round needs no justification, or has one already."))
