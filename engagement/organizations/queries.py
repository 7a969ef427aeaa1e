"""Reading organizations: whose member one is, who leads, which may be the same as another."""

import uuid

from sqlalchemy import Select, func, or_, select

from engagement.accounts.models import Account
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.matching import duplicates
from engagement.organizations.models import (
    Interest,
    Membership,
    MembershipRole,
    Organization,
    OrganizationName,
    OrganizationNameKey,
)

MOST_CANDIDATES = 400


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
        roles=account.roles,
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


def get_organization(organization_id: uuid.UUID) -> Organization | None:
    """An organization by its id."""
    return db.session.get(Organization, organization_id)


def of_member(actor: Actor) -> Select:
    """The organizations a person belongs to."""
    return select(Organization).where(Organization.id.in_(actor.belongs_to))


def open_memberships(organization: Organization) -> list[Membership]:
    """Who belongs to an organization now, focal points first."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .where(Membership.organization_id == organization.id, Membership.ended_at.is_(None))
        .order_by(Membership.role.desc(), Account.name)
    ).all()


def focal_points(organization_id: uuid.UUID) -> list[Account]:
    """The people who lead an organization now: they get its mail."""
    return db.session.scalars(
        select(Account)
        .join(Membership, Membership.person_id == Account.id)
        .where(
            Membership.organization_id == organization_id,
            Membership.role == MembershipRole.FOCAL_POINT,
            Membership.ended_at.is_(None),
            Account.deactivated_at.is_(None),
        )
        .order_by(Account.name)
    ).all()


def alike(
    *, names: list[str], country: str, registration_number: str | None, website: str | None
) -> list[duplicates.Match]:
    """Organizations that may be the one somebody is about to create, best first, at most five."""
    keys = duplicates.keys(names)
    by_name = (
        select(OrganizationNameKey.organization_id)
        .where(OrganizationNameKey.key.in_(keys))
        .group_by(OrganizationNameKey.organization_id)
        .order_by(func.count().desc())
        .limit(MOST_CANDIDATES)
    )
    same = [Organization.id.in_(by_name)]
    number = duplicates.registration_key(registration_number, country)
    domain = duplicates.web_domain(website)
    if number:
        same.append(Organization.registration_key == number)
    if domain:
        same.append(Organization.web_domain == domain)
    rows = db.session.execute(
        select(
            Organization.id,
            Organization.registration_key,
            Organization.web_domain,
            func.array_agg(OrganizationName.text).label("names"),
        )
        .join(OrganizationName)
        .where(or_(*same), Organization.merged_into_id.is_(None))
        .group_by(Organization.id)
    ).all()
    certain = [
        duplicates.Match(row.id, 1.0, names[0], row.names[0], reason)
        for row in rows
        for reason, mine, theirs in (
            ("registration", number, row.registration_key),
            ("domain", domain, row.web_domain),
        )
        if mine and mine == theirs
    ]
    found = {match.id: match for match in duplicates.best(names, {r.id: r.names for r in rows})}
    found |= {match.id: match for match in certain}
    return sorted(found.values(), key=lambda match: -match.score)[:5]


def offered(matches: list[duplicates.Match]) -> list[Organization]:
    """The organizations of `matches`, in their order."""
    rows = {
        row.id: row
        for row in db.session.scalars(
            select(Organization).where(Organization.id.in_([match.id for match in matches]))
        )
    }
    return [rows[match.id] for match in matches if match.id in rows]
