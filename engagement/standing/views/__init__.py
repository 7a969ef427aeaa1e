"""Pages of accreditations that were granted, by noun."""

from engagement.standing.views import (  # noqa: F401
    certificate,
    credential,
    status_list,
)
from engagement.standing.views.blueprint import bp, credentials, published_documents

__all__ = ["bp", "credentials", "published_documents"]
