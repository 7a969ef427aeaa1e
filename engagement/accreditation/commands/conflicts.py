"""Cases and functions of people who may not work on them any more are given free."""

import uuid
from functools import cache

from sqlalchemy import false, or_, select

from engagement.accounts.models import Account
from engagement.accreditation import queries
from engagement.accreditation.commands.process import move, tell_heads
from engagement.accreditation.commands.undoing import note_undone, undo_without_right
from engagement.accreditation.models import Application, ApplicationState, Decision
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.workflow import RELEASE
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.permissions import SYSTEM
from engagement.organizations.models import Membership
from engagement.organizations.queries import actor_for

CONCERNED = queries.REVIEWED | {ApplicationState.RECONSIDERATION}
"""States in which somebody works on a case who has to be allowed to."""


@command
def release_cases(
    *, person_id: uuid.UUID | None = None, organization_id: uuid.UUID | None = None
) -> int:
    """Take open cases from reviewers who may not review them: conflict, role lost, account closed.

    Looks at the cases of a person, at those of organizations where the person is or was a member
    (an address can put colleagues in conflict, too), and at those of an organization. That
    somebody took part stays. A pending decision of somebody who may not decide any more is undone
    at once. May be called twice. Returns how many places became free.
    """
    actors = cache(actor_for)
    released = 0
    for application in db.session.scalars(_concerned(person_id, organization_id)).all():
        lock(application)
        for place in queries.PLACES if application.state in queries.REVIEWED else ():
            holder = getattr(application, place.removesuffix("_id"))
            if holder is not None and not queries.may_review(holder, application, actors):
                _release(application, place, holder)
                released += 1
        pending = queries.pending_decision(application)
        if pending is not None and lock(pending).pending:
            undo_without_right(pending)
    return released


def _concerned(person_id, organization_id):
    conditions = [false()]
    if person_id is not None:
        member_of = select(Membership.organization_id).where(Membership.person_id == person_id)
        conditions += [getattr(Application, place) == person_id for place in queries.PLACES]
        conditions.append(Application.organization_id.in_(member_of))
        conditions.append(Application.decisions.any(Decision.decided_by_id == person_id))
    if organization_id is not None:
        conditions.append(Application.organization_id == organization_id)
    return (
        select(Application)
        .where(Application.state.in_(CONCERNED), or_(*conditions))
        .order_by(Application.id)
    )


def _release(application: Application, place: str, person: Account) -> None:
    """Free a place. What its holder recommended does not stand any more, like their findings."""
    setattr(application, place, None)
    withdrawn = False
    for recommendation in queries.recommendations_of(application):
        if recommendation.reviewer_id == person.id:
            recommendation.withdrawn_at = now()
            withdrawn = True
    db.session.flush()
    back = withdrawn and application.state == ApplicationState.RECOMMENDED
    if back:
        pending = queries.pending_decision(application)
        move(RELEASE, application, actor=SYSTEM)
        if pending is not None:
            note_undone(lock(pending), actor=SYSTEM, cause="recommendation_withdrawn")
    record(
        "accreditation:application:released",
        application,
        actor=SYSTEM,
        place=place.removesuffix("_id"),
        reviewer=[str(person.id), None],
        recommendation_withdrawn=withdrawn,
    )
    db.session.expire(application, ["reviewer", "second_reviewer"])
    if withdrawn:
        tell_heads("recommendation_withdrawn", application, may=Accreditations.ASSIGN, back=back)


@command
def end_deputies(person: Account) -> int:
    """End what names somebody who may not have a deputy or be one any more; returns how many."""
    ended = 0
    for row in queries.deputies():
        if person.id in {row.person_id, row.deputy_id} and not queries.deputy_counts(row):
            lock(row).ended_at = now()
            record("accreditation:deputy:ended", row, actor=SYSTEM)
            ended += 1
    return ended
