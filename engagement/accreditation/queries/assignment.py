"""Who can review a case, who has least to do."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select, true

from engagement.accounts.models import Account
from engagement.accounts.queries import with_role
from engagement.accreditation.models import Application
from engagement.accreditation.offices import CLERKS
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries.applications import on_desk
from engagement.accreditation.queries.findings import (
    PLACES,
    UNDER_REVIEW,
    free_place,
    has_place,
    has_recommended,
    places,
)
from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.organizations.queries import actor_for


@dataclass(frozen=True)
class Person:
    """Staff as the rules see them, with how many open cases they have."""

    account: Account
    actor: Actor
    open_cases: int = 0


def reviewers_by_load() -> list[Person]:
    """Everybody who reviews, those with fewest open cases first, ties by name."""
    load = open_cases()
    people = [
        Person(account, actor_for(account), load[account.id])
        for account in with_role(*sorted(CLERKS))
    ]
    return sorted(people, key=lambda person: (person.open_cases, person.account.name))


def open_cases(reader: Actor | None = None) -> Counter:
    """How many cases under review each person has, as first or second reviewer.

    All of them decide who has least to do; a `reader` is shown those alone that they may work on.
    """
    load: Counter[uuid.UUID] = Counter()
    rows = db.session.execute(
        select(Application.reviewer_id, Application.second_reviewer_id).where(
            Application.state.in_(UNDER_REVIEW),
            or_(
                Application.reviewer_id.is_not(None),
                Application.second_reviewer_id.is_not(None),
            ),
            true() if reader is None else on_desk(reader),
        )
    )
    for row in rows:
        load.update(person for person in row if person is not None)
    return load


def can_be_assigned(application: Application, person: Person) -> bool:
    """Whether this person may review the case, and does not yet."""
    reviewing = {application.reviewer_id, application.second_reviewer_id}
    return person.account.id not in reviewing and can(
        person.actor, Accreditations.JUDGE, application
    )


def may_review(account: Account, application: Application, actor_of=actor_for) -> bool:
    """Whether this person can work on the case: an open account, the role, no conflict.

    `actor_of` may remember people, where many cases are looked at.
    """
    return account.is_active and can(actor_of(account), Accreditations.JUDGE, application)


def candidates(application: Application) -> list[Person]:
    """Who can be assigned, least loaded first; nobody with a conflict of interest."""
    return [person for person in reviewers_by_load() if can_be_assigned(application, person)]


def why_not(application: Application, place: str | None, recommended=has_recommended):
    """The sentence that says why a place cannot be given to somebody now, or None when it can.

    `recommended` may answer from what was read for many cases.
    """
    if application.state not in UNDER_REVIEW:
        return _l("This application is not under review any more.")
    if place is None:
        return _l("It has its reviewers already.")
    if place not in places(application):
        return _l("This application has one reviewer, as the rule was when it was accepted.")
    holder = getattr(application, place)
    if holder is not None and recommended(application, holder):
        return _l("Its reviewer has recommended already, and that stands.")
    return None


def place_to_fill(
    application: Application, instead_of: Account | None, recommended=has_recommended
):
    """(place, None): the free one or that of `instead_of`; else (None, why there is none)."""
    place = free_place(application)
    if instead_of is not None:
        held = (each for each in PLACES if getattr(application, each) == instead_of.id)
        place = next(held, None)
        if place is None:
            return None, _l("%(name)s does not review this application.", name=instead_of.name)
    return place, why_not(application, place, recommended)


def choose(application: Application, people: Iterable[Person], reviewer: Account | None):
    """(person, None) for who was asked for or has least to do, else (None, why not)."""
    fitting = [person for person in people if can_be_assigned(application, person)]
    if reviewer is None:
        if not fitting:
            return None, _l("Nobody is left who could review this application.")
        return min(fitting, key=lambda each: _preference(application, each)), None
    for person in fitting:
        if person.account.id == reviewer.id:
            return person, None
    if has_place(application, reviewer.id):
        return None, _l("%(name)s reviews this application already.", name=reviewer.name)
    return None, _l(
        "%(name)s cannot review this application. Choose somebody else.", name=reviewer.name
    )


def _preference(application, person):
    """Who reads the applicant's language comes first, then who has least to do, ties by name."""
    foreign = application.language not in person.account.reads
    return foreign, person.open_cases, person.account.name
