"""Deputies: named for days, with cases or in a function; ended before their last day."""

import uuid
from datetime import date

from engagement.accounts.models import Account
from engagement.accreditation import queries
from engagement.accreditation.models import Deputy
from engagement.accreditation.offices import HEADS
from engagement.accreditation.permissions import Accreditations
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
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
    key: uuid.UUID | None = None,
) -> Deputy:
    """Let somebody stand in for oneself, or, as head of unit, for anybody.

    With the cases of a reviewer, or in the `function` of a head of unit or approver. RuleViolation
    for who and which days are unfit, see `queries.unfit_people` and `queries.unfit_days`.
    """
    earlier = once.take(key, actor)
    if earlier:
        return db.session.get_one(Deputy, earlier.result_id)
    others = actor.id != person.id and actor.roles.isdisjoint(HEADS.values())
    if not can(actor, Accreditations.NAME_DEPUTY) or others:
        raise NotAllowed(Accreditations.NAME_DEPUTY)
    faults = queries.unfit_people(actor, person, deputy, function)
    faults |= queries.unfit_days(from_day, to_day)
    for sentence in faults.values():
        raise RuleViolation(sentence)
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
    once.remember(key, row.id)
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


@command
def end_deputy(row: Deputy, *, actor: Actor) -> None:
    """End it before its last day; by the person, the deputy, or the head of unit."""
    lock(row)
    heads = not actor.roles.isdisjoint(HEADS.values())
    concerned = heads or actor.id in {row.person_id, row.deputy_id}
    if not can(actor, Accreditations.NAME_DEPUTY) or not concerned:
        raise NotAllowed(Accreditations.NAME_DEPUTY)
    if row.ended_at is None:
        row.ended_at = now()
        record("accreditation:deputy:ended", row, actor=actor)
