"""Who is left for a case: to review, to decide, to reconsider (product 1); plans of assignments."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.accreditation import settings
from engagement.accreditation.models import (
    Application,
    ApplicationHand,
    Decision,
    Outcome,
    Recommendation,
)
from engagement.accreditation.offices import DECIDERS, RECONSIDERS
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries.assignment import (
    Person,
    can_be_assigned,
    choose,
    place_to_fill,
    reviewers_by_load,
)
from engagement.accreditation.queries.deputies import in_function
from engagement.accreditation.queries.findings import PLACES, places
from engagement.accreditation.queries.screening import (
    hands_of,
    hindered_by_screening,
    roles_deciding,
)
from engagement.core.db import db
from engagement.core.permissions import Role, can
from engagement.organizations.permissions import no_conflict
from engagement.organizations.queries import actor_for
from engagement.screening.models import CaseHand, ScreeningCase


@dataclass(frozen=True)
class Left:
    """How many could still review, of how many `wanted`, and how many could still decide."""

    review: int
    wanted: int
    decide: int
    reconsider: int
    """How many could reconsider once one of those who can decide has decided."""
    in_all: int
    """Everybody who could decide or reconsider."""

    @property
    def too_few(self) -> bool:
        """Whether so few are left that a step should be thought over."""
        least = settings.least_deciders()
        return self.review < self.wanted or not self.decide or self.in_all < least


def people_left(
    application: Application,
    reviewing: Iterable[Person],
    deciding: Iterable[Person],
    hands: Collection[uuid.UUID],
    assigned: uuid.UUID | None = None,
    *,
    replaces: bool = False,
) -> Left:
    """Who is left for a case once `assigned` (None: nobody) has taken its free place.

    Or that of another person, if it `replaces` one. `deciding` is everybody who may be asked to
    decide on one of the track, or to reconsider (`people_deciding`).
    """
    taken = {*hands, assigned}
    free = [person for person in deciding if person.account.id not in taken]
    roles = roles_deciding(application)
    decide = {
        person.account.id
        for person in free
        if not roles.isdisjoint(person.actor.roles)
        and can(person.actor, Accreditations.DECIDE, application)
    }
    again = {
        person.account.id
        for person in free
        if can(person.actor, Accreditations.RECONSIDER, application)
    }
    empty = sum(getattr(application, place) is None for place in places(application))
    return Left(
        review=sum(
            person.account.id != assigned and can_be_assigned(application, person)
            for person in reviewing
        ),
        wanted=max(empty - (assigned is not None and not replaces), 0),
        decide=len(decide),
        reconsider=max(len(again) - (1 if decide and decide <= again else 0), 0),
        in_all=len(decide | again),
    )


def left_after(application: Application, assigned: uuid.UUID | None = None) -> Left:
    """The same for one case, reading who there is."""
    hands = hands_in([application])[application.id]
    return people_left(
        application, reviewers_by_load(), people_deciding([application]), hands, assigned
    )


def people_deciding(applications: Iterable[Application]) -> list[Person]:
    """Everybody who decides on the tracks of these cases, or reconsiders."""
    tracks = {application.track for application in applications}
    return in_roles({RECONSIDERS}.union(*(DECIDERS[track] for track in tracks)))


def in_roles(roles: Iterable[Role]) -> list[Person]:
    """Everybody who holds one of these functions today, own or lent, each once."""
    accounts = {each.id: each for role in sorted(roles) for each in in_function(role)}
    return [Person(account, actor_for(account)) for account in accounts.values()]


def hands_in(applications: Iterable[Application]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Who took part in each of these cases or in its screening, by the case's id."""
    ids = [application.id for application in applications]
    hands: dict[uuid.UUID, set[uuid.UUID]] = {each: set() for each in ids}
    rows = db.session.execute(
        select(ApplicationHand.application_id, ApplicationHand.person_id).where(
            ApplicationHand.application_id.in_(ids)
        )
    )
    for application_id, person_id in rows:
        hands[application_id].add(person_id)
    of_cases = db.session.execute(
        select(ScreeningCase.subject_id, CaseHand.person_id)
        .join(CaseHand, CaseHand.case_id == ScreeningCase.id)
        .where(
            ScreeningCase.subject_type == Application.__tablename__,
            ScreeningCase.subject_id.in_(ids),
        )
    )
    for application_id, person_id in of_cases:
        hands[application_id].add(person_id)
    return hands


def why_it_may_not_stand(decision: Decision) -> str | None:
    """A word for why a decision could not be made now by its maker; None when it could.

    Asked in jobs, where roles are awake (`Account.active_roles`).
    """
    maker, application = decision.decided_by, decision.application
    actor = actor_for(maker)
    if not maker.is_active:
        return "account_closed"
    if not no_conflict(actor, application):
        return "conflict"
    again = decision.reconsideration_id is not None
    if not can(actor, Accreditations.RECONSIDER if again else Accreditations.DECIDE, application):
        return "role_lost"
    if not again and roles_deciding(application).isdisjoint(actor.roles):
        return "decided_elsewhere"
    if maker.id in hands_of(application):
        return "took_part"
    accredits = decision.outcome in (Outcome.ACCREDIT, Outcome.OVERTURN)
    return "screening" if accredits and hindered_by_screening(application) else None


@dataclass(frozen=True)
class Planned:
    """What would come of one case of several, and who would be left for it then."""

    application: Application
    person: Person | None
    refusal: Any
    left: Left


def plan(
    applications: Iterable[Application],
    reviewer: Account | None,
    instead_of: Account | None = None,
) -> list[Planned]:
    """What assigning these cases would do, one after the other; the same number of queries always.

    Without a `reviewer` each goes to whoever has least to do by then; `instead_of` hands over.
    """
    people = {person.account.id: person for person in reviewers_by_load()}
    applications = list(applications)
    deciding, hands = people_deciding(applications), hands_in(applications)
    standing = _who_recommended(applications)

    def recommended(application, person_id):
        return (application.id, person_id) in standing

    rows = []
    for application in applications:
        person = None
        _place, refusal = place_to_fill(application, instead_of, recommended)
        if refusal is None:
            person, refusal = choose(application, people.values(), reviewer)
        taking = person.account.id if person else None
        if person is not None:
            people[taking] = replace(person, open_cases=person.open_cases + 1)
        left = people_left(
            application,
            people.values(),
            deciding,
            hands[application.id],
            taking,
            replaces=instead_of is not None,
        )
        rows.append(Planned(application, person, refusal, left))
    return rows


def _who_recommended(applications: list[Application]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """(case, reviewer) of every recommendation that stands."""
    rows = db.session.execute(
        select(Recommendation.application_id, Recommendation.reviewer_id).where(
            Recommendation.application_id.in_([each.id for each in applications]),
            Recommendation.withdrawn_at.is_(None),
        )
    )
    return {(application_id, reviewer_id) for application_id, reviewer_id in rows}


def holders(applications: Iterable[Application]) -> list[Account]:
    """Everybody who reviews one of these cases, by name; one query."""
    ids = {getattr(each, place) for each in applications for place in PLACES}
    return db.session.scalars(
        select(Account).where(Account.id.in_(ids - {None})).order_by(Account.name)
    ).all()
