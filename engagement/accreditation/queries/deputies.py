"""Who stands in for whom, with cases or in a function (product 1)."""

import uuid
from collections.abc import Iterable
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import Text, any_, bindparam, cast, select
from sqlalchemy.orm import aliased, joinedload

from engagement.accounts.models import Account
from engagement.accounts.queries import with_role
from engagement.accreditation.models import Deputy
from engagement.accreditation.offices import CLERKS
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.queries import lends_cases, lends_roles

LENT = (Role.HEAD_OF_UNIT, Role.PRIVATE_SECTOR_HEAD, Role.DIRECTOR, Role.APPROVER)
"""Functions that have deputies of their own."""
MAY_STAND_IN = frozenset({Role.REVIEWER, Role.SCREENING_OFFICER, *LENT})


def deputies_now(person_ids: Iterable[uuid.UUID]) -> list[Deputy]:
    """Who stands in for one of these people today, with their cases."""
    return db.session.scalars(
        _in_force().where(Deputy.person_id.in_(list(person_ids)), Deputy.function.is_(None))
    ).all()


def stands_in_for(actor: Actor) -> list:
    """Ids and names of those for whom this person stands in today, with their cases; by name."""
    if not actor.stands_in_for:
        return []
    statement = select(Account.id, Account.name).where(Account.id.in_(actor.stands_in_for))
    return db.session.execute(statement.order_by(Account.name, Account.id)).all()


def _in_force(day=None):
    day = today() if day is None else day
    return select(Deputy).where(
        Deputy.from_day <= day, Deputy.to_day >= day, Deputy.ended_at.is_(None)
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


_holder, _deputy = aliased(Account), aliased(Account)
_FUNCTIONS_OF_A_DEPUTY = (
    _in_force(bindparam("day"))
    .with_only_columns(cast(Deputy.function, Text))
    .join(_holder, _holder.id == Deputy.person_id)
    .join(_deputy, _deputy.id == Deputy.deputy_id)
    .where(
        Deputy.deputy_id == bindparam("person"),
        cast(Deputy.function, Text) == any_(_holder.role_names),
        _holder.deactivated_at.is_(None),
        _deputy.role_names.overlap([role.value for role in MAY_STAND_IN]),
    )
)
"""Functions that somebody holds on a day as a deputy, while their holder has them."""
lends_roles(_FUNCTIONS_OF_A_DEPUTY)
lends_cases(
    _in_force(bindparam("day"))
    .with_only_columns(Deputy.person_id)
    .where(Deputy.deputy_id == bindparam("person"), Deputy.function.is_(None))
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


def unfit_people(
    actor: Actor, person: Account, deputy: Account, function: Role | None
) -> dict[str, str]:
    """Why these two cannot be named, at `person` and `deputy`; empty when they can.

    Each has what is lent or what it takes to stand in, and nobody lends a function to themselves.
    """
    if person.id == deputy.id:
        return {"deputy": _l("Choose two different people.")}
    if function is None:
        sentence = _l("Choose people who review applications.")
        both = {"person": person, "deputy": deputy}
        return {key: sentence for key, each in both.items() if each.roles.isdisjoint(CLERKS)}
    faults = {}
    if function not in LENT or function not in person.roles:
        faults["person"] = _l("This person does not have the function. Choose who has it.")
    if deputy.roles.isdisjoint(MAY_STAND_IN) or function in deputy.roles:
        faults["deputy"] = _l("Choose a colleague who works on applications in another function.")
    elif deputy.id == actor.id:
        faults["deputy"] = _l(
            "Nobody can give a function to themselves. Ask whoever has it, or another head of unit."
        )
    return faults


def unfit_days(from_day: date, to_day: date) -> dict[str, str]:
    """Why nobody can be named for these days, at `to_day`; empty when somebody can."""
    if to_day < from_day or to_day < today():
        return {"to_day": _l("Choose a last day that is not over and not before the first.")}
    return {}


def get_deputy(deputy_id: uuid.UUID) -> Deputy | None:
    """A deputy's line by its id."""
    return db.session.get(Deputy, deputy_id)
