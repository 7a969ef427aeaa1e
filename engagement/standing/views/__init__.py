"""Pages of accreditations that were granted; importing them registers the routes."""

from engagement.standing.views import (
    batches,
    certificate,
    changes,
    corrections,
    credential,
    desk,
    mergers,
    night,
    nights,
    of_organization,
    papers,
    proceedings,
    reconsiderations,
    reports,
    status_list,
    tags,
)
from engagement.standing.views.blueprint import bp, credentials, published_documents

__all__ = [
    "batches",
    "bp",
    "certificate",
    "changes",
    "corrections",
    "credential",
    "credentials",
    "desk",
    "mergers",
    "night",
    "nights",
    "of_organization",
    "papers",
    "proceedings",
    "published_documents",
    "reconsiderations",
    "reports",
    "status_list",
    "tags",
]
