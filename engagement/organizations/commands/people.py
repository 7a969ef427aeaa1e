"""Verbs on the people who lead an organization."""

import uuid
from dataclasses import asdict, dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import InvalidRequestError

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, Stale
from engagement.core.permissions import Actor, can
from engagement.organizations import queries
from engagement.organizations.commands.compared import compare_again
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
    organization: Organization,
    *,
    actor: Actor,
    data: PersonData,
    complete: bool = False,
    key: uuid.UUID | None = None,
) -> OrganizationPerson | None:
    """Name somebody who leads the organization; None when they are off the list again.

    `complete`: the answers beside the people are, so that somebody named was all that lacked.
    """
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
    compare_again(organization.id)
    section = section_of(organization)
    if section and complete:
        section.complete = True
    return person


@command
def change_person(
    person: OrganizationPerson, *, actor: Actor, data: PersonData, version: int
) -> None:
    """Correct what is said about somebody; the trail says which columns, not what stood there.

    `version` is that of the page's text; Stale, carrying the person as they stand, when a
    colleague changed it meanwhile.
    """
    organization = lock(db.session.get(Organization, person.organization_id))
    if not can(actor, Organizations.EDIT, organization):
        raise NotAllowed(Organizations.EDIT)
    still_listed(person)
    values = data.values()
    changed = [name for name, value in values.items() if getattr(person, name) != value]
    if changed and person.version != version:
        raise Stale(
            _l("A colleague has changed this person meanwhile. Both texts are shown below."),
            current=person,
        )
    if not changed:
        return
    for name, value in values.items():
        setattr(person, name, value)
    person.version += 1
    record(
        "organizations:person:changed",
        organization,
        actor=actor,
        person=str(person.id),
        columns=sorted(changed),
    )
    compare_again(organization.id)


@command
def remove_person(person: OrganizationPerson, *, actor: Actor) -> None:
    """Take somebody off the list; without anybody the section is not complete any more."""
    organization = lock(db.session.get(Organization, person.organization_id))
    if not can(actor, Organizations.EDIT, organization):
        raise NotAllowed(Organizations.EDIT)
    still_listed(person)
    record("organizations:person:removed", organization, actor=actor, person=str(person.id))
    db.session.delete(person)
    db.session.flush()
    compare_again(organization.id)
    section = section_of(organization)
    if section and not queries.people_of(organization):
        section.complete = False


def still_listed(person: OrganizationPerson) -> None:
    """Lock somebody's row; Stale when a colleague took them off the list at the same moment."""
    try:
        lock(person)
    except InvalidRequestError:
        raise Stale(_l("A colleague has taken this person off the list meanwhile.")) from None


def section_of(organization: Organization) -> ProfileSection | None:
    """The saved section on the governing body."""
    return db.session.scalars(
        select(ProfileSection).filter_by(organization_id=organization.id, key=SECTION)
    ).first()
