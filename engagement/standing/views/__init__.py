"""Pages of accreditations that were granted; importing them registers the routes."""

from engagement.standing.views import (
    batches,
    changes,
    desk,
    mergers,
    night,
    of_organization,
    papers,
    proceedings,
    reconsiderations,
    reports,
    tags,
)
from engagement.standing.views.blueprint import bp

__all__ = [
    "batches",
    "bp",
    "changes",
    "desk",
    "mergers",
    "night",
    "of_organization",
    "papers",
    "proceedings",
    "reconsiderations",
    "reports",
    "tags",
]
