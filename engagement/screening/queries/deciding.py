"""Who decides a case: its route, what was given already, what is missing, who may do it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, false
from sqlalchemy.orm import selectinload

from engagement.core.db import db
from engagement.core.permissions import Actor, Role, can
from engagement.screening import routes, settings
from engagement.screening.levels import Level
from engagement.screening.models import CaseState, CaseStep, ScreeningCase, StepKind
from engagement.screening.permissions.risk import DESK, Cases
from engagement.screening.queries.cases import pending_rating, took_part, visible_to
from engagement.screening.routes import RouteStep

GIVEN_AS = {
    RouteStep.SECOND_REVIEW: StepKind.SECOND_REVIEW,
    RouteStep.LEGAL: StepKind.LEGAL_ADVICE,
}
ROLE_OF = {
    RouteStep.UNIT_HEAD: Role.PRIVATE_SECTOR_HEAD,
    RouteStep.DIRECTOR: Role.DIRECTOR,
}


UNRATED = Level.MODERATE
"""The level by which days and deciders are reckoned before there is a rating."""


def role_after(level: Level) -> Role:
    """Who decides on what a company with this rating asks for; by setting, see `routes`.

    What the committee decided is put into effect by the director.
    """
    steps = routes.route(level, level, routes.read_lines(settings.route_lines()))
    return ROLE_OF.get(routes.decider(steps), Role.DIRECTOR)


@dataclass(frozen=True)
class Due:
    """A step of the route: whether it is done, and by what."""

    step: RouteStep
    done: bool
    given: CaseStep | None = None


def who_decides(case: ScreeningCase) -> tuple[RouteStep, ...]:
    """The route of a rated case (product 4.3); () before it is rated."""
    if case.inherent is None:
        return ()
    return routes.route(
        case.inherent,
        case.residual or case.inherent,
        routes.read_lines(settings.route_lines()),
    )


def steps_due(case: ScreeningCase) -> Sequence[Due]:
    """The steps of the route with what was given of each."""
    given = {each.kind: each for each in case.steps if each.lapsed_at is None}
    decided = case.state is CaseState.DECIDED
    dues = []
    for step in who_decides(case):
        if step in GIVEN_AS:
            dues.append(Due(step, GIVEN_AS[step] in given, given.get(GIVEN_AS[step])))
        elif step is RouteStep.COMMITTEE_TOLD:
            dues.append(Due(step, case.for_committee_at is not None))
        else:
            dues.append(Due(step, decided))
    return dues


def missing_before_decision(case: ScreeningCase) -> list[RouteStep]:
    """What has to be given before somebody decides."""
    return [due.step for due in steps_due(case) if due.step in GIVEN_AS and not due.done]


def may_decide(actor: Actor, case: ScreeningCase) -> bool:
    """Whether this person may decide on the case now: role, four eyes, nothing missing."""
    if case.state is not CaseState.RATED or not can(actor, Cases.DECIDE, case):
        return False
    return (
        is_decider(actor, case)
        and not took_part(case, actor.id)
        and not missing_before_decision(case)
    )


def is_decider(actor: Actor, case: ScreeningCase) -> bool:
    """Whether the route of the case lets a holder of one of this person's roles decide."""
    role = ROLE_OF.get(routes.decider(who_decides(case)))
    return role is not None and role in actor.roles


ASKED_FOR = {RouteStep.SECOND_REVIEW: Cases.REVIEW, RouteStep.LEGAL: Cases.ADVISE}


def is_turn_of(actor: Actor, case: ScreeningCase) -> bool:
    """Whether a rated case waits for this person: to confirm, to review, to advise or to decide."""
    if (row := pending_rating(case)) is not None:
        return can(actor, Cases.LOWER, case) and row.proposed_by_id != actor.id
    for step in missing_before_decision(case):
        return can(actor, ASKED_FOR[step], case) and not took_part(case, actor.id)
    return may_decide(actor, case)


def waiting_for(actor: Actor) -> Select:
    """The rated cases that wait for this person; the same few queries however many there are.

    Who is next follows from the route, which is a setting, so it is asked of each case that is
    rated and not decided: tens, since a case is decided within days.
    """
    if actor.roles.isdisjoint(DESK):
        return visible_to(actor).where(false())
    rated = visible_to(actor).where(ScreeningCase.state == CaseState.RATED)
    parts = (ScreeningCase.hands, ScreeningCase.ratings, ScreeningCase.steps)
    found = db.session.scalars(rated.options(*(selectinload(part) for part in parts)))
    return rated.where(ScreeningCase.id.in_([case.id for case in found if is_turn_of(actor, case)]))
