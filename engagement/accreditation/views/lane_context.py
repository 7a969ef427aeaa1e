"""From which lane of the queue a case was opened, so that the way back and the next one are known.

The queue writes its own address into those of cases; it is read here as the queue reads it, and
handed on from page to page of a case.
"""

import re

from flask import request, url_for

from engagement.accreditation import queries
from engagement.accreditation.models import Application
from engagement.accreditation.views.queue import FACETS, asked
from engagement.core.permissions import Actor
from engagement.web.access import actor

NAMES = ("lane", "q", "order", *FACETS)
PLACE = re.compile(r"[A-Za-z0-9_-]{1,300}")


def asked_for() -> bool:
    """Whether the case was opened from the queue."""
    return any(request.args.get(name) for name in NAMES)


def kept() -> dict[str, str]:
    """What the address says of the lane, without what it cannot mean."""
    if not asked_for():
        return {}
    place = {
        name: value
        for name in ("after", "before")
        if PLACE.fullmatch(value := request.args.get(name, ""))
    }
    return asked(queries.lanes_of(actor())).address() | place


def next_in_lane(application: Application, actor: Actor) -> str | None:
    """The case after this one in the lane one came from; None without a lane, or alone in it."""
    if not asked_for():
        return None
    view = asked(queries.lanes_of(actor))
    following = queries.following(actor, view.lane, view.filters, view.order, application)
    if following is None:
        return None
    return url_for("accreditation.review_application", application_id=following, **kept())
