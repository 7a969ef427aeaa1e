"""People of the governing body, changed as a part of an application while it may be edited."""

import uuid

from engagement.accreditation import queries
from engagement.accreditation.models import Application
from engagement.accreditation.permissions import Accreditations
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.organizations import commands as organizations
from engagement.organizations.commands import PersonData
from engagement.organizations.models import OrganizationPerson


@command
def add_person(
    application: Application,
    *,
    actor: Actor,
    data: PersonData,
    complete: bool = False,
    key: uuid.UUID | None = None,
) -> None:
    """Name somebody; arguments as of `organizations.add_person`."""
    while_editable(application, actor)
    organizations.add_person(
        application.organization, actor=actor, data=data, complete=complete, key=key
    )


@command
def change_person(
    application: Application,
    person: OrganizationPerson,
    *,
    actor: Actor,
    data: PersonData,
    version: int,
) -> None:
    """Correct what is said about somebody; Stale when a colleague did meanwhile."""
    while_editable(application, actor)
    organizations.change_person(person, actor=actor, data=data, version=version)


@command
def remove_person(application: Application, person: OrganizationPerson, *, actor: Actor) -> None:
    """Take somebody off the list."""
    while_editable(application, actor)
    organizations.remove_person(person, actor=actor)


def while_editable(application: Application, actor: Actor) -> None:
    """RuleViolation, with what happened, when people are frozen."""
    lock(application)
    if not can(actor, Accreditations.EDIT, application):
        raise NotAllowed(Accreditations.EDIT)
    if frozen := queries.why_frozen(application, queries.people_section(application)):
        raise RuleViolation(frozen)
