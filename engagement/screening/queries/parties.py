"""Parties: what is compared of an organization and its people, and what was compared last."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from engagement.core.db import db
from engagement.organizations.models import (
    BUSINESS,
    NameKind,
    Organization,
    OrganizationName,
    OrganizationPerson,
)
from engagement.screening import content
from engagement.screening.models import Party, PartyKind

NAME_KINDS = {
    NameKind.OFFICIAL: "primary",
    NameKind.LATIN: "primary",
    NameKind.ACRONYM: "acronym",
    NameKind.OTHER: "alias",
    NameKind.FORMER: "former",
}
"""What the matching library calls the names of an organization."""


@dataclass(frozen=True)
class Found:
    """A party as it stands now: of whom, and its content."""

    organization_person_id: uuid.UUID | None
    kind: PartyKind
    name: str
    content: dict[str, Any]


def parties_of(organization: Organization) -> list[Found]:
    """The organization and everybody whom it names, as they stand: itself first."""
    names = db.session.scalars(
        select(OrganizationName)
        .filter_by(organization_id=organization.id)
        .order_by(OrganizationName.kind, OrganizationName.text)
    ).all()
    people = db.session.scalars(
        select(OrganizationPerson)
        .filter_by(organization_id=organization.id)
        .order_by(OrganizationPerson.added_at, OrganizationPerson.id)
    ).all()
    return [_organization(organization, names), *map(_person, people)]


def _organization(organization, names):
    written = [[each.text, NAME_KINDS[each.kind], each.language] for each in names]
    number = organization.registration_number
    return Found(
        None,
        PartyKind.ORGANIZATION,
        organization.name,
        _content(
            PartyKind.ORGANIZATION,
            written,
            countries=[organization.country],
            identifiers=[["registration", number, organization.country]] if number else [],
        ),
    )


def _person(person):
    names = [[person.name, "primary", None]]
    if person.latin_name:
        names.append([person.latin_name, "primary", None])
    year, approximate = person.birth_year, person.birth_year_is_approximate
    return Found(
        person.id,
        PartyKind.PERSON,
        person.name,
        _content(
            PartyKind.PERSON,
            names,
            countries=sorted(person.nationalities),
            births=[[None, year, None, None, approximate]] if year else [],
        ),
    )


def _content(kind, names, *, countries, births=(), identifiers=()):
    """In the shape of a list entry's content, with everything in an order of its own."""
    return {
        "kind": kind.value,
        "names": sorted(names, key=lambda name: (name[1], name[0]))[: content.MOST_NAMES],
        "countries": countries,
        "births": list(births),
        "identifiers": list(identifiers),
    }


def businesses_compared() -> list[Organization]:
    """Businesses that are compared for something now."""
    return db.session.scalars(
        select(Organization)
        .where(
            Organization.kind.in_(BUSINESS),
            Organization.merged_into_id.is_(None),
            Organization.id.in_(select(Party.organization_id).where(Party.ended_at.is_(None))),
        )
        .order_by(Organization.id)
    ).all()


def get_party(party_id: uuid.UUID) -> Party | None:
    """A party by its id."""
    return db.session.get(Party, party_id)


def stored(organization_id: uuid.UUID, *, ended: bool = False) -> list[Party]:
    """Parties of an organization that are compared now; with `ended` those of before, too."""
    statement = select(Party).filter_by(organization_id=organization_id).order_by(Party.since)
    if not ended:
        statement = statement.where(Party.ended_at.is_(None))
    return db.session.scalars(statement).all()
