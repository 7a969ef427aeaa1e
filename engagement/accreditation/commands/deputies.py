"""Deputies: named for days, with cases or in a function; ended before their last day."""

from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.accounts.models import Account
from engagement.accreditation import queries
from engagement.accreditation.models import Deputy
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries.applications import CLERKS
from engagement.audit.commands import record
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can


@command
def name_deputy(
    *,
    actor: Actor,
    person: Account,
    deputy: Account,
    from_day: date,
    to_day: date,
    function: Role | None = None,
) -> Deputy:
    """Let somebody stand in for oneself, or, as head of unit, for anybody.

    With the cases of a reviewer, or in the `function` of a head of unit or approver. RuleViolation
    for people without that function, and for a function of another that one lends to oneself.
    """
    others = actor.id != person.id and Role.HEAD_OF_UNIT not in actor.roles
    if not can(actor, Accreditations.NAME_DEPUTY) or others:
        raise NotAllowed(Accreditations.NAME_DEPUTY)
    _fits(actor, person, deputy, function)
    if person.id == deputy.id:
        raise RuleViolation(_l("Choose two different people."))
    if to_day < from_day or to_day < today():
        raise RuleViolation(_l("Choose a last day that is not over and not before the first."))
    row = Deputy(
        person_id=person.id,
        deputy_id=deputy.id,
        function=function,
        from_day=from_day,
        to_day=to_day,
        named_by_id=actor.id,
        named_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    record(
        "accreditation:deputy:named",
        row,
        actor=actor,
        person=person.name,
        deputy=deputy.name,
        function=function,
        from_day=from_day.isoformat(),
        to_day=to_day.isoformat(),
    )
    return row


def _fits(actor: Actor, person: Account, deputy: Account, function: Role | None) -> None:
    """Guard: each has what is lent or what it takes to stand in."""
    if function is None:
        if any(each.roles.isdisjoint(CLERKS) for each in (person, deputy)):
            raise RuleViolation(_l("Choose people who review applications."))
        return
    if function not in queries.LENT or function not in person.roles:
        raise RuleViolation(_l("This person does not have the function. Choose who has it."))
    if deputy.roles.isdisjoint(queries.MAY_STAND_IN) or function in deputy.roles:
        raise RuleViolation(_l("Choose a colleague who works on applications in another function."))
    if deputy.id == actor.id:
        raise RuleViolation(
            _l(
                "Nobody can give a function to themselves."
                " Ask whoever has it, or another head of unit."
            )
        )


@command
def end_deputy(row: Deputy, *, actor: Actor) -> None:
    """End it before its last day; by the person, the deputy, or the head of unit."""
    lock(row)
    concerned = actor.id in {row.person_id, row.deputy_id} or Role.HEAD_OF_UNIT in actor.roles
    if not can(actor, Accreditations.NAME_DEPUTY) or not concerned:
        raise NotAllowed(Accreditations.NAME_DEPUTY)
    if row.ended_at is None:
        row.ended_at = now()
        record("accreditation:deputy:ended", row, actor=actor)
