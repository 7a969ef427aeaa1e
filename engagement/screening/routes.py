"""Who decides a rated case: routes by level from a setting table (product 4.3).

A line is `level=step,step`; exactly one step decides. A case whose inherent rating is high goes to
the committee whatever its plan has brought, an excluded one stops and the committee confirms.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled
from engagement.screening.levels import Level


class RouteStep(Labelled):
    """What has to happen to a case, and who does it."""

    SECOND_REVIEW = "second_review", _l("A second reviewer of the private sector unit looks at it.")
    LEGAL = "legal", _l("A legal adviser gives advice.")
    UNIT_HEAD = "unit_head", _l("The head of the private sector unit decides.")
    DIRECTOR = "director", _l("The director decides.")
    COMMITTEE_TOLD = "committee_told", _l("The partnership committee is told.")
    COMMITTEE = (
        "committee",
        _l("The partnership committee decides by a recorded vote, with minutes."),
    )
    COMMITTEE_CONFIRMS = (
        "committee_confirms",
        _l("The case stops, and the partnership committee confirms that."),
    )


DECIDERS = frozenset(
    {RouteStep.UNIT_HEAD, RouteStep.DIRECTOR, RouteStep.COMMITTEE, RouteStep.COMMITTEE_CONFIRMS}
)
OF_COMMITTEE = frozenset(
    {RouteStep.COMMITTEE_TOLD, RouteStep.COMMITTEE, RouteStep.COMMITTEE_CONFIRMS}
)
DEFAULT_LINES: list[str] = [
    "low=second_review,unit_head",
    "moderate=director",
    "substantial=legal,director,committee_told",
    "high=committee",
    "excluded=committee_confirms",
]
FIXED = {Level.HIGH: RouteStep.COMMITTEE, Level.EXCLUDED: RouteStep.COMMITTEE_CONFIRMS}
"""Levels whose decider no setting changes."""

Routes = Mapping[Level, tuple[RouteStep, ...]]


def read_lines(lines: Iterable[str]) -> Routes:
    """Routes by level, steps in the order in which they happen."""
    routes = {}
    for line in [*DEFAULT_LINES, *lines]:
        level, _sign, steps = line.partition("=")
        routes[Level(level)] = tuple(RouteStep(step) for step in steps.split(","))
    return routes


def check_lines(lines: Iterable[str]) -> None:
    """ValueError with a sentence for a line that is no route."""
    for line in lines:
        if (wrong := _fault(line)) is not None:
            raise ValueError(wrong)


def _fault(line: str) -> Any:
    level, _sign, named = line.partition("=")
    steps = named.split(",")
    if level not in list(Level) or any(step not in list(RouteStep) for step in steps):
        return _l(
            "“%(line)s” is not understood. Write level=step,step, for example"
            " low=second_review,unit_head.",
            line=line,
        )
    if len(DECIDERS.intersection(steps)) != 1 or len(set(steps)) != len(steps):
        return _l("In “%(line)s” exactly one step has to decide, and none twice.", line=line)
    if level in FIXED and FIXED[Level(level)] not in steps:
        return _l(
            "A high inherent rating always goes to the committee, and the committee confirms every"
            " exclusion; “%(line)s” says otherwise.",
            line=line,
        )
    return None


def route(inherent: Level, residual: Level, routes: Routes) -> tuple[RouteStep, ...]:
    """The steps of a case with these ratings."""
    return routes[inherent if inherent in FIXED else residual]


def decider(steps: Iterable[RouteStep]) -> RouteStep:
    """The one step that decides."""
    return next(step for step in steps if step in DECIDERS)
