"""A person as the rules see one: roles, memberships, conflicts of interest."""

from collections.abc import Callable

from sqlalchemy import bindparam, false, func, null, select, union_all

from engagement.accounts.models import Account
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.matching import duplicates
from engagement.organizations.models import Interest, Membership, MembershipRole, Organization

LENT_ROLES: list[Callable[[Account], frozenset[Role]]] = []
"""What gives staff a function for a time beside their own; filled by features above."""

_MEMBERSHIPS = select(
    Membership.organization_id, Membership.role, Membership.ended_at.is_(None).label("open")
).where(Membership.person_id == bindparam("person"))
_DECLARED = select(Interest.organization_id, null(), false()).where(
    Interest.person_id == bindparam("person"), Interest.ended_at.is_(None)
)
_COLLEAGUES = (
    select(Membership.organization_id, null(), false())
    .join(Account, Account.id == Membership.person_id)
    .where(func.split_part(Account.email_key, "@", -1) == bindparam("domain"))
)
_OWN_SITE = select(Organization.id, null(), false()).where(
    Organization.web_domain == bindparam("domain")
)
_OF_STAFF = union_all(_MEMBERSHIPS, _DECLARED)
_OF_STAFF_WITH_DOMAIN = union_all(_MEMBERSHIPS, _DECLARED, _COLLEAGUES, _OWN_SITE)


def lends_roles(function: Callable[[Account], frozenset[Role]]):
    """Let the decorated function say which functions of others somebody holds today."""
    LENT_ROLES.append(function)
    return function


def roles_of(account: Account) -> frozenset[Role]:
    """Own roles and those lent today; none while they are asleep (`Account.active_roles`)."""
    own = account.active_roles
    return own.union(*(lent(account) for lent in LENT_ROLES)) if own else own


def actor_for(account: Account) -> Actor:
    """This person as the rules see one: two short queries at most, once a request or a job.

    Conflicts are what was declared, any membership there ever was, and organizations that a
    colleague at the same e-mail domain belongs to, other than public mail providers.
    """
    statement, values = _MEMBERSHIPS, {"person": account.id}
    if account.is_staff:
        statement, domain = _OF_STAFF, duplicates.web_domain(account.email)
        if domain is not None:
            statement, values["domain"] = _OF_STAFF_WITH_DOMAIN, domain
    rows = db.session.execute(statement, values).all()
    return Actor(
        id=account.id,
        name=account.name,
        roles=roles_of(account),
        leads=frozenset(
            row.organization_id
            for row in rows
            if row.open and row.role == MembershipRole.FOCAL_POINT
        ),
        belongs_to=frozenset(row.organization_id for row in rows if row.open),
        conflicts=frozenset(row.organization_id for row in rows),
    )
