"""Who reviews: assign by hand or to whoever has least to do, take a free place."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from engagement.accounts.models import Account
from engagement.accounts.queries import get_account
from engagement.accreditation import queries
from engagement.accreditation.commands.process import note_hand
from engagement.accreditation.models import Act, Application
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries import Person
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation, Stale
from engagement.core.permissions import Actor, can
from engagement.mail import outbox
from engagement.organizations.queries import actor_for

HOLDS_NONE = _l("The person to be replaced reviews none of these any more. Choose again.")


@dataclass(frozen=True)
class Assigned:
    """What came of one case of several: who reviews it now, or why it was left as it was."""

    application: Application
    reviewer: Account | None
    refusal: object = None


@command
def assign_application(
    application: Application,
    *,
    actor: Actor,
    reviewer: Account | None = None,
    second: bool = False,
    holders: Mapping[str, uuid.UUID | None] | None = None,
    key: uuid.UUID | None = None,
) -> Account:
    """Make `reviewer`, or whoever has least to do, the first or second reviewer of a case.

    Returns who it is. `holders` says who held which place when this was chosen: Stale when
    somebody else holds it now, so that nobody is replaced unseen. RuleViolation when that person
    cannot review it, when nobody can, or when the holder of the place has recommended already.
    """
    if once.take(key, actor):
        return getattr(application, "second_reviewer" if second else "reviewer")
    lock(application)
    if not can(actor, Accreditations.ASSIGN, application):
        raise NotAllowed(Accreditations.ASSIGN)
    place = queries.PLACES[second]
    if holders is not None:
        _refuse_unseen(application, {place: holders.get(place)})
    people = queries.reviewers_by_load()
    person = choose(application, people, reviewer)
    put(application, person, actor=actor, place=place)
    once.remember(key, application.id)
    return person.account


@command
def take_application(
    application: Application, *, actor: Actor, key: uuid.UUID | None = None
) -> Account:
    """Review a case oneself, in the place that is free; RuleViolation when none is any more."""
    if once.take(key, actor):
        return get_account(actor.id)
    lock(application)
    if not can(actor, Accreditations.ASSIGN, application):
        raise NotAllowed(Accreditations.ASSIGN)
    place = queries.free_place(application)
    if place is None and not queries.has_place(application, actor.id):
        raise RuleViolation(_has_its_reviewers(application))
    person = choose(application, queries.reviewers_by_load(), get_account(actor.id))
    put(application, person, actor=actor, place=place)
    once.remember(key, application.id)
    return person.account


def _has_its_reviewers(application: Application):
    """Who took the places meanwhile."""
    names = [person.name for person in queries.reviewers_of(application)]
    if len(names) == 1:
        return _l("This application has its reviewers: %(name)s took the place.", name=names[0])
    return _l(
        "This application has its reviewers: %(first)s and %(second)s.",
        first=names[0],
        second=names[1],
    )


def _refuse_unseen(application: Application, holders: Mapping[str, uuid.UUID | None]) -> None:
    """Stale when one of these places of a case is another's than was seen."""
    for place, holder in holders.items():
        if getattr(application, place) != holder:
            raise Stale(_who_holds(application, place))


def _who_holds(application: Application, place: str):
    """Who stands now where somebody else, or nobody, stood on the page."""
    holder = getattr(application, place.removesuffix("_id"))
    if holder is None:
        return _l("This place became free meanwhile. Look again, and assign it if you still want.")
    if place == "reviewer_id":
        return _l(
            "%(name)s is the first reviewer now. Look again whom to replace.", name=holder.name
        )
    return _l("%(name)s is the second reviewer now. Look again whom to replace.", name=holder.name)


def choose(application: Application, people: Sequence[Person], reviewer: Account | None) -> Person:
    """The person asked for, or the least loaded; RuleViolation when that cannot be."""
    person, refusal = queries.choose(application, people, reviewer)
    if person is None:
        raise RuleViolation(refusal)
    return person


def put(application: Application, person: Person, *, actor: Actor, place: str) -> None:
    """Write who holds a place, with the hand, the trail and the mail; within a command."""
    if sentence := queries.why_not(application, place):
        raise RuleViolation(sentence)
    before, replaced = getattr(application, place), getattr(application, place.removesuffix("_id"))
    setattr(application, place, person.account.id)
    db.session.flush()
    note_hand(application, person.actor, Act.ASSIGNED)
    record(
        "accreditation:application:assigned",
        application,
        actor=actor,
        place=place.removesuffix("_id"),
        reviewer=[str(before) if before else None, str(person.account.id)],
        name=person.account.name,
    )
    db.session.expire(application, ["reviewer", "second_reviewer"])
    if person.account.id != actor.id:
        outbox.send(
            "accreditation/application_assigned",
            to=person.account,
            about=application,
            application=application,
        )
    if replaced is not None and replaced.id != actor.id:
        _tell_replaced(application, replaced)


def _tell_replaced(application: Application, person: Account) -> None:
    """Nobody loses a case without a word; nothing is said of a case that is kept from them."""
    if can(actor_for(person), Accreditations.HANDLE, application):
        outbox.send(
            "accreditation/assignment_ended",
            to=person,
            about=application,
            application=application,
        )


@command
def assign_applications(
    applications: Sequence[Application],
    *,
    actor: Actor,
    reviewer: Account | None = None,
    instead_of: Account | None = None,
    holders: Mapping[uuid.UUID, Mapping[str, uuid.UUID | None]] | None = None,
    key: uuid.UUID | None = None,
) -> list[Assigned]:
    """Give the free place of each case to `reviewer`, or to whoever has least to do by then.

    With `instead_of` it is that person's place that is handed over. `holders` says by case who held
    which place when this was chosen; a case whose reviewers are others now is left as it is.
    A case that cannot be assigned is left as it is and says why; the others are assigned. Stale
    when `instead_of` has no place in any of them.
    """
    if once.take(key, actor):
        return [Assigned(each, each.reviewer) for each in applications]
    if instead_of and not any(queries.has_place(each, instead_of.id) for each in applications):
        raise Stale(HOLDS_NONE)
    results = []
    for application in sorted(applications, key=lambda each: each.id):
        lock(application)
        if not can(actor, Accreditations.ASSIGN, application):
            raise NotAllowed(Accreditations.ASSIGN)
        try:
            _refuse_unseen(application, (holders or {}).get(application.id, {}))
            place, sentence = queries.place_to_fill(application, instead_of)
            if sentence:
                raise RuleViolation(sentence)
            person = choose(application, queries.reviewers_by_load(), reviewer)
            put(application, person, actor=actor, place=place)
        except RuleViolation as refusal:
            results.append(Assigned(application, None, refusal.sentence))
        else:
            results.append(Assigned(application, person.account))
    if any(result.reviewer for result in results):
        once.remember(key, actor.id)
    order = {each.id: number for number, each in enumerate(applications)}
    return sorted(results, key=lambda result: order[result.application.id])
