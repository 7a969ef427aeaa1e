"""A person as the rules see one: roles, memberships, conflicts of interest."""

import functools

from sqlalchemy import (
    Select,
    Text,
    bindparam,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    select,
    union_all,
)

from engagement.accounts.models import Account, SignIn
from engagement.accounts.queries import belongs_where
from engagement.core.clock import today
from engagement.core.db import ask
from engagement.core.permissions import Actor, Role
from engagement.matching import duplicates
from engagement.organizations.models import Interest, Membership, MembershipRole, Organization

CASES = "cases"
LENT: list[Select] = []
"""What gives staff a function or cases for a time beside their own; filled by features above."""
STATE, ADMINISTERED = "state:", "administered:"
DELEGATIONS: list[Select] = []
"""For which States a person acts who is no member of the staff; filled by features above."""

_MEMBERSHIPS = select(
    cast(null(), Text).label("lent"),
    Membership.organization_id,
    Membership.role,
    Membership.ended_at.is_(None).label("open"),
).where(Membership.person_id == bindparam("person"))
_DECLARED = select(null(), Interest.organization_id, null(), false()).where(
    Interest.person_id == bindparam("person"), Interest.ended_at.is_(None)
)
_COLLEAGUES = (
    select(null(), Membership.organization_id, null(), false())
    .join(Account, Account.id == Membership.person_id)
    .where(func.split_part(Account.email_key, "@", -1) == bindparam("domain"))
)
_OWN_SITE = select(null(), Organization.id, null(), false()).where(
    Organization.web_domain == bindparam("domain")
)


belongs_where(exists().where(Membership.person_id == SignIn.account_id))


def lends_roles(functions: Select) -> None:
    """Let a query say which functions of others `person` holds on `day`, as one column of text."""
    LENT.append(functions.add_columns(null(), null(), false()))


def lends_cases(people: Select) -> None:
    """Let a query say whose cases `person` works on on `day`, as one column of ids."""
    (person_id,) = people.selected_columns
    LENT.append(people.with_only_columns(literal(CASES), person_id, null(), false()))


def acts_for_states(delegations: Select) -> None:
    """Let a query say for which States `person` acts: a code, and whether they administer it."""
    code, administers = delegations.selected_columns
    mark = case((administers, literal(ADMINISTERED) + code), else_=literal(STATE) + code)
    DELEGATIONS.append(delegations.with_only_columns(mark, null(), null(), false()))


@functools.cache
def _of_delegates():
    return union_all(_MEMBERSHIPS, *DELEGATIONS)


@functools.cache
def _of_staff(*, with_domain: bool):
    by_domain = (_COLLEAGUES, _OWN_SITE) if with_domain else ()
    return union_all(_MEMBERSHIPS, _DECLARED, *by_domain, *LENT)


def actor_for(account: Account) -> Actor:
    """This person as the rules see one: one query, once a request or a job.

    Conflicts are what was declared, any membership there ever was, and organizations that a
    colleague at the same e-mail domain belongs to, other than public mail providers. Roles are
    the person's own and those lent today; none while they are asleep (`Account.active_roles`).

    Delegations are looked for only where the account, which is there already, says that it acts or
    once acted for a State: for everybody else the statement stays as short as it was, and of whom
    the sign-in has seen to belong nowhere nothing is asked.
    """
    statement, values = _MEMBERSHIPS, {"person": account.id}
    if account.is_staff:
        domain = duplicates.web_domain(account.email)
        statement = _of_staff(with_domain=domain is not None)
        values |= {"day": today(), "domain": domain}
    elif account.acts_for_state:
        statement = _of_delegates()
    elif account.sign_in is not None and not account.sign_in.may_belong:
        return Actor(id=account.id, name=account.name, audited=account.audited)
    found = ask(statement, values).all()
    rows = [row for row in found if row.lent is None]
    marks = {row.lent for row in found} - {None, CASES}
    administers = _codes(marks, ADMINISTERED)
    lent = {mark for mark in marks if ":" not in mark}
    own = account.active_roles
    return Actor(
        id=account.id,
        name=account.name,
        roles=own.union(map(Role, lent)) if own else own,
        leads=frozenset(
            row.organization_id
            for row in rows
            if row.open and row.role == MembershipRole.FOCAL_POINT
        ),
        belongs_to=frozenset(row.organization_id for row in rows if row.open),
        conflicts=frozenset(row.organization_id for row in rows),
        audited=account.audited,
        stands_in_for=frozenset(row.organization_id for row in found if row.lent == CASES),
        delegate_of=administers | _codes(marks, STATE),
        administers=administers,
    )


def _codes(marks, beginning):
    return frozenset(mark.removeprefix(beginning) for mark in marks if mark.startswith(beginning))
