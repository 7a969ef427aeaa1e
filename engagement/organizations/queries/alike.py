"""Organizations that may be the same as one somebody is about to create."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, or_, select, true

from engagement.core.db import db
from engagement.matching import duplicates
from engagement.organizations.models import (
    Organization,
    OrganizationName,
    OrganizationNameKey,
    Protection,
)
from engagement.organizations.public import PublicOrganization, public_view

MOST_CANDIDATES = 400
MOST_OFFERED = 5

REASONS = {
    "registration": _l("It has the same registration number."),
    "domain": _l("It has the same website."),
    "same_words": _l("It has the same name."),
    "order": _l("It has the same words in another order."),
    "spelling": _l("Its name is spelled nearly the same."),
    "script": _l("It has the same name in another script."),
    "acronym": _l("It has the same acronym."),
    "overlap": _l("Its name has many words in common."),
}
"""Why an organization is offered, by the code of the match."""


def alike(
    *,
    names: list[str],
    country: str,
    registration_number: str | None,
    website: str | None,
    kept_from: Collection[uuid.UUID] = (),
    among: Select | None = None,
) -> list[duplicates.Match]:
    """Organizations that may be the one somebody is about to create, best first, at most five.

    A withheld entry is never offered, a protected one by its name alone; `kept_from` are those
    that this person may not hear of. `among`, ids of what somebody may see anyway, takes the place
    of all this: only these are looked through, whatever protects them from others.
    """
    keys = duplicates.keys(names)
    by_name = (
        select(OrganizationNameKey.organization_id)
        .where(
            OrganizationNameKey.key.in_(keys),
            OrganizationNameKey.organization_id.not_in(kept_from),
            true() if among is None else OrganizationNameKey.organization_id.in_(among),
        )
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
            Organization.protection,
            func.array_agg(OrganizationName.text).label("names"),
        )
        .join(OrganizationName)
        .where(
            or_(*same),
            Organization.merged_into_id.is_(None),
            Organization.protection != Protection.WITHHELD
            if among is None
            else Organization.id.in_(among),
            Organization.id.not_in(kept_from),
        )
        .group_by(Organization.id)
    ).all()
    certain = [
        duplicates.Match(row.id, 1.0, names[0], row.names[0], reason)
        for row in rows
        for reason, mine, theirs in (
            ("registration", number, row.registration_key),
            ("domain", domain, row.web_domain),
        )
        if mine and mine == theirs and row.protection == Protection.NONE
    ]
    found = {match.id: match for match in duplicates.best(names, {r.id: r.names for r in rows})}
    found |= {match.id: match for match in certain}
    return sorted(found.values(), key=lambda match: -match.score)[:MOST_OFFERED]


@dataclass(frozen=True)
class Offer:
    """One organization that may be the same: what the public may know of it, and why it is offered.

    `reason` is a sentence in the page's language.
    """

    id: uuid.UUID
    entry: PublicOrganization
    reason: Any


def offered(matches: list[duplicates.Match]) -> list[Offer]:
    """The organizations of `matches`, in their order, as the public sees them."""
    rows = {
        row.id: row
        for row in db.session.scalars(
            select(Organization).where(Organization.id.in_([match.id for match in matches]))
        )
    }
    return [
        Offer(match.id, entry, REASONS[match.reason])
        for match in matches
        if match.id in rows and (entry := public_view(rows[match.id])) is not None
    ]
