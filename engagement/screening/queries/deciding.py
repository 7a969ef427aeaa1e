"""Who decides a case: its route, what was given already, what is missing, who may do it."""

from collections.abc import Sequence
from dataclasses import dataclass

from engagement.core.permissions import Actor, Role, can
from engagement.screening import routes, settings
from engagement.screening.levels import Level
from engagement.screening.models import CaseState, CaseStep, ScreeningCase, StepKind
from engagement.screening.permissions.risk import Cases
from engagement.screening.queries.cases import took_part
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
