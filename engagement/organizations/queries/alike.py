"""Organizations that may be the same as one somebody is about to create."""

from sqlalchemy import func, or_, select

from engagement.core.db import db
from engagement.matching import duplicates
from engagement.organizations.models import Organization, OrganizationName, OrganizationNameKey

MOST_CANDIDATES = 400


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
