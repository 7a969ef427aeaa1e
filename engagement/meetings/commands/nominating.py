"""Focal points and States nominate: several people at once, without any paper."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from engagement.accounts.models import Account
from engagement.accounts.queries import email_key
from engagement.core import once
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor
from engagement.meetings import settings
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.commands.registering import Details, add, submit
from engagement.meetings.models import ENDED, Category, Registration
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.delegations import may_compose
from engagement.meetings.queries.standing import MAY_NOMINATE, standing_of
from engagement.organizations.models import Organization


@dataclass(frozen=True)
class Nominee:
    """Somebody to be registered, reached by an address."""

    email: str
    details: Details


@command
def nominate(
    category: Category,
    nominees: Sequence[Nominee],
    *,
    actor: Actor,
    organization: Organization | None = None,
    country: str | None = None,
    key: uuid.UUID | None = None,
) -> list[Registration]:
    """Register people for an organization, or for a State, in the order in which they stand.

    For a State also a protocol officer does it, where its note came on paper. All of them or
    nobody. Whoever finds no place waits. RuleViolation for somebody twice, for an
    organization that cannot take part now, and for more people than the setting allows. To stand
    in the list of participants each of them agrees alone, later.
    """
    if earlier := once.take(key, actor):
        first = db.session.get_one(Registration, earlier.result_id)
        return _together_with(first)
    _refuse_others(category, actor, organization, country)
    if not nominees:
        raise RuleViolation(_l("Name at least one person."))
    _refuse_twice(nominees)
    _refuse_too_many(category, len(nominees), organization, country)
    lock_queue(category.meeting)  # before rows that its holder may wait for
    people = _accounts([each.email for each in nominees])
    registrations = [
        add(
            category,
            replace(nominee.details, listed=False),
            email=nominee.email,
            person_id=people.get(email_key(nominee.email)),
            registered_by=actor,
            organization=organization,
            country=country or (organization.country if organization else None),
            nominated_by_id=actor.id,
        )
        for nominee in nominees
    ]
    once.remember(key, registrations[0].id)
    for registration in registrations:
        submit(registration, actor=actor)
    return registrations


def _refuse_others(category, actor, organization, country):
    kind = category.kind
    if kind.by_organization:
        allowed = organization is not None and organization.id in actor.leads
    else:
        allowed = kind.by_state and may_compose(actor, country)
    if not allowed:
        raise NotAllowed(Registrations.NOMINATE)
    if kind.by_organization and standing_of(organization.id, kind) not in MAY_NOMINATE:
        raise RuleViolation(
            _l("The organization is not accredited and has no application in review for this.")
        )


def _refuse_twice(nominees):
    keys = [email_key(each.email) for each in nominees]
    if len(set(keys)) < len(keys):
        raise RuleViolation(_l("The same e-mail address is there twice. Each person needs one."))


def _refuse_too_many(category, more, organization, country):
    of_them = (
        Registration.organization_id == organization.id
        if organization
        else Registration.country == country
    )
    there = db.session.scalar(
        select(func.count()).where(
            Registration.meeting_id == category.meeting_id,
            Registration.category_id == category.id,
            Registration.state.not_in(ENDED),
            of_them,
        )
    )
    most = settings.most_nominated()
    if there + more > most:
        raise RuleViolation(_l("At most %(most)d people can be registered here.", most=most))


def _accounts(addresses):
    keys = [email_key(each) for each in addresses]
    rows = db.session.execute(
        select(Account.email_key, Account.id).where(
            Account.email_key.in_(keys), Account.verified_at.is_not(None)
        )
    )
    return dict(rows.all())


def _together_with(first):
    """What came of one sending: registered by the same person in the same transaction."""
    return list(
        db.session.scalars(
            select(Registration)
            .where(
                Registration.category_id == first.category_id,
                Registration.nominated_by_id == first.nominated_by_id,
                Registration.organization_id.is_not_distinct_from(first.organization_id),
                Registration.country.is_not_distinct_from(first.country),
                Registration.number >= first.number,
            )
            .order_by(Registration.number)
        )
    )
