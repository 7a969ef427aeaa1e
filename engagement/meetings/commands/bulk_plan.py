"""What can be done with each of several registrations now, and why not with the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import Transition
from engagement.meetings.models import BulkKind, Registration
from engagement.meetings.permissions import Registrations
from engagement.meetings.workflow import APPROVE, REFUSE
from engagement.meetings.workflow.registrations import not_decided_on_oneself

NOT_YOURS = _l("You cannot work on this registration.")


@dataclass(frozen=True)
class Planned:
    """A registration and the sentence that says why nothing can be done with it, if so."""

    registration: Registration
    refusal: Any = None


def plan(kind: BulkKind, registrations: Sequence[Registration], actor: Actor) -> list[Planned]:
    """What an act would do with each as things stand; without a query for each."""
    return [Planned(each, refusal(kind, each, actor)) for each in registrations]


def refusal(kind: BulkKind, registration: Registration, actor: Actor) -> Any:
    """The sentence that says why it cannot be done now, or None."""
    try:
        refuse(kind, registration, actor)
    except RuleViolation as violation:
        return violation.sentence
    return None


def refuse(kind: BulkKind, registration: Registration, actor: Actor) -> None:
    """RuleViolation where an act of this kind cannot be done with a registration now."""
    if not can(actor, Registrations.HANDLE, registration):
        raise RuleViolation(NOT_YOURS)
    if registration.forgotten_at is not None:
        raise RuleViolation(_l("Names and addresses of this meeting have been taken out."))
    CHECKS[kind](registration, actor)


def _approve(registration, actor):
    if registration.approved_at is not None:
        raise RuleViolation(_l("It has been approved already."))
    _follows(APPROVE, registration, actor)


def _refuse(registration, actor):
    _follows(REFUSE, registration, actor)


def _write(registration, actor):
    return None


def _extend(registration, actor):
    if registration.offered_until is None or registration.offered_until <= now():
        raise RuleViolation(_l("No place is offered to this registration now."))
    not_decided_on_oneself(registration, actor)


def _follows(transition: Transition, registration: Registration, actor: Actor) -> None:
    """What the workflow would ask when it is fired."""
    if registration.state not in transition.sources:
        raise RuleViolation(
            _l("Its state does not allow it: %(state)s.", state=registration.state.label)
        )
    for guard in transition.guards:
        guard(registration, actor)


CHECKS = {
    BulkKind.APPROVE: _approve,
    BulkKind.REFUSE: _refuse,
    BulkKind.WRITE: _write,
    BulkKind.EXTEND: _extend,
}
