"""Let those be compared whom nobody has compared yet although something hangs on it."""

import uuid
from collections.abc import Callable, Iterable
from itertools import chain

from sqlalchemy import Select

from engagement.core.db import bookkeeping
from engagement.jobs.queries import waits_about
from engagement.jobs.queue import enqueue
from engagement.screening.models import Cause
from engagement.screening.queries import coverage
from engagement.screening.sources import Track

Wanted = Callable[[], Iterable[tuple[Select, Track]]]
WANTED: list[Wanted] = [coverage.parties_to_compare]
"""Filled from above (`wants_comparing`): who has an application open, or an accreditation."""

SCREEN = "screening.screen_organization"
MOST = 20_000
"""At a time; the rest is asked for the next time."""


def wants_comparing(function: Wanted) -> Wanted:
    """Let the decorated function say who has to be compared: statements of ids, by track."""
    WANTED.append(function)
    return function


@bookkeeping
def ask_remaining() -> list[uuid.UUID]:
    """Let workers compare everybody who was not compared yet with the lists that are in force.

    Those whose comparison failed, who came before there was screening, or before a list was
    switched on. Whose comparison waits already is left alone. Returns whom, in the order in which
    they are compared.
    """
    waiting = waits_about(SCREEN)
    asked: dict[tuple[uuid.UUID, Track], None] = {}
    for statement, track in chain.from_iterable(wanted() for wanted in WANTED):
        if len(asked) < MOST:
            found = coverage.to_compare(statement, track, most=MOST - len(asked))
            asked |= dict.fromkeys((each, track) for each in found if each not in waiting)
    for organization_id, track in asked:
        enqueue(
            SCREEN,
            about=organization_id,
            organization_id=str(organization_id),
            cause=Cause.REMAINING.value,
            track=track.value,
        )
    return [organization_id for organization_id, _track in asked]
