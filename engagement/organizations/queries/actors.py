"""A person as the rules see one: roles, memberships, conflicts of interest."""

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.matching import duplicates
from engagement.organizations.models import Interest, Membership, MembershipRole, Organization


def actor_for(account: Account) -> Actor:
    """This person as the rules see one: two queries, once a request or a job.

    Conflicts are what was declared, any membership there ever was, and organizations that a
    colleague at the same e-mail domain belongs to, other than public mail providers.
    """
    all_ever = db.session.execute(
        select(
            Membership.organization_id, Membership.role, Membership.ended_at.is_(None).label("open")
        ).where(Membership.person_id == account.id)
    ).all()
    conflicts = frozenset(row.organization_id for row in all_ever)
    if account.is_staff:
        conflicts |= _staff_conflicts(account)
    return Actor(
        id=account.id,
        name=account.name,
        roles=account.active_roles,
        leads=frozenset(
            row.organization_id
            for row in all_ever
            if row.open and row.role == MembershipRole.FOCAL_POINT
        ),
        belongs_to=frozenset(row.organization_id for row in all_ever if row.open),
        conflicts=conflicts,
    )


def _staff_conflicts(account):
    declared = select(Interest.organization_id).where(
        Interest.person_id == account.id, Interest.ended_at.is_(None)
    )
    domain = duplicates.web_domain(account.email)
    if domain is None:
        return frozenset(db.session.scalars(declared))
    same_domain = (
        select(Membership.organization_id)
        .join(Account, Account.id == Membership.person_id)
        .where(Account.email_key.endswith(f"@{domain}", autoescape=True))
    )
    own_site = select(Organization.id).where(Organization.web_domain == domain)
    return frozenset(db.session.scalars(declared.union(same_domain, own_site)))
