"""Verbs on the people who lead an organization."""

import uuid
from dataclasses import asdict, dataclass

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor, can
from engagement.organizations import queries
from engagement.organizations.models import (
    Nationality,
    Organization,
    OrganizationPerson,
    ProfileSection,
)
from engagement.organizations.permissions import Organizations

SECTION = "governing_body"


@dataclass(frozen=True)
class PersonData:
    """What is asked about one person."""

    name: str
    position: str
    nationality: Nationality
    nationalities: tuple[str, ...] = ()
    latin_name: str | None = None
    birth_year: int | None = None
    birth_year_is_approximate: bool = False

    def values(self) -> dict:
        """As columns."""
        return asdict(self) | {
            "nationalities": sorted(set(self.nationalities)),
            "birth_year_is_approximate": bool(self.birth_year and self.birth_year_is_approximate),
        }


@command
def add_person(
    organization: Organization, *, actor: Actor, data: PersonData, key: uuid.UUID | None = None
) -> OrganizationPerson:
    """Name somebody who leads the organization."""
    lock(organization)
    if not can(actor, Organizations.EDIT, organization):
        raise NotAllowed(Organizations.EDIT)
    if earlier := once.take(key, actor):
        return db.session.get(OrganizationPerson, earlier.result_id)
    person = OrganizationPerson(organization_id=organization.id, added_at=now(), **data.values())
    db.session.add(person)
    db.session.flush()
    once.remember(key, person.id)
    record("organizations:person:added", organization, actor=actor, person=str(person.id))
    return person


@command
def change_person(person: OrganizationPerson, *, actor: Actor, data: PersonData) -> None:
    """Correct what is said about somebody; the trail says which columns, not what stood there."""
    organization = lock(db.session.get(Organization, person.organization_id))
    lock(person)
    if not can(actor, Organizations.EDIT, organization):
        raise NotAllowed(Organizations.EDIT)
    changed = [name for name, value in data.values().items() if getattr(person, name) != value]
    for name, value in data.values().items():
        setattr(person, name, value)
    record(
        "organizations:person:changed",
        organization,
        actor=actor,
        person=str(person.id),
        columns=sorted(changed),
    )


@command
def remove_person(person: OrganizationPerson, *, actor: Actor) -> None:
    """Take somebody off the list; without anybody the section is not complete any more."""
    organization = lock(db.session.get(Organization, person.organization_id))
    if not can(actor, Organizations.EDIT, organization):
        raise NotAllowed(Organizations.EDIT)
    record("organizations:person:removed", organization, actor=actor, person=str(person.id))
    db.session.delete(person)
    db.session.flush()
    section = (
        db.session.query(ProfileSection)
        .filter_by(organization_id=organization.id, key=SECTION)
        .first()
    )
    if section and not queries.people_of(organization):
        section.complete = False
