"""Who stands in for whom, with cases or in a function (product 1)."""

import uuid
from collections.abc import Iterable

from sqlalchemy import Text, any_, cast, select
from sqlalchemy.orm import joinedload

from engagement.accounts.models import Account
from engagement.accounts.queries import with_role
from engagement.accreditation.models import Deputy
from engagement.accreditation.queries.applications import CLERKS
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.queries import lends_roles

LENT = (Role.HEAD_OF_UNIT, Role.APPROVER)
"""Functions that have deputies of their own."""
MAY_STAND_IN = frozenset({Role.REVIEWER, *LENT})


def deputies_now(person_ids: Iterable[uuid.UUID]) -> list[Deputy]:
    """Who stands in for one of these people today, with their cases."""
    return db.session.scalars(
        _in_force().where(Deputy.person_id.in_(list(person_ids)), Deputy.function.is_(None))
    ).all()


def stands_in_for(actor: Actor) -> list[Deputy]:
    """For whom this person stands in today, with their cases."""
    return db.session.scalars(
        _in_force()
        .where(Deputy.deputy_id == actor.id, Deputy.function.is_(None))
        .join(Deputy.person)
        .order_by(Account.name, Deputy.id)
    ).all()


def _in_force():
    return select(Deputy).where(
        Deputy.from_day <= today(), Deputy.to_day >= today(), Deputy.ended_at.is_(None)
    )


def deputies() -> list[Deputy]:
    """Everybody who stands in for somebody now or later, soonest first."""
    return db.session.scalars(
        select(Deputy)
        .where(Deputy.to_day >= today(), Deputy.ended_at.is_(None))
        .order_by(Deputy.from_day, Deputy.id)
    ).all()


def deputy_counts(row: Deputy) -> bool:
    """Whether both still have what this is about: an open account, and the function or cases."""
    person, deputy = row.person, row.deputy
    if not (person.is_active and deputy.is_active):
        return False
    if row.function is not None:
        return row.function in person.roles and not deputy.roles.isdisjoint(MAY_STAND_IN)
    return not person.roles.isdisjoint(CLERKS) and not deputy.roles.isdisjoint(CLERKS)


@lends_roles
def lent_roles(account: Account) -> frozenset[Role]:
    """Functions that somebody holds today as a deputy, while their holder has them."""
    if account.roles.isdisjoint(MAY_STAND_IN):
        return frozenset()
    return frozenset(
        db.session.scalars(
            _in_force()
            .with_only_columns(Deputy.function)
            .join(Deputy.person)
            .where(
                Deputy.deputy_id == account.id,
                cast(Deputy.function, Text) == any_(Account.role_names),
                Account.deactivated_at.is_(None),
            )
        )
    )


def in_function(role: Role) -> list[Account]:
    """Active staff who hold a function today, own or lent, by name."""
    deputies = db.session.scalars(
        _in_force().where(Deputy.function == role).options(joinedload(Deputy.deputy))
    )
    people = {each.id: each for each in with_role(role)}
    for row in deputies:
        if deputy_counts(row):
            people[row.deputy_id] = row.deputy
    return sorted(people.values(), key=lambda each: each.name)


def get_deputy(deputy_id: uuid.UUID) -> Deputy | None:
    """A deputy's line by its id."""
    return db.session.get(Deputy, deputy_id)
