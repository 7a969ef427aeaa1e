"""Pages of screening."""

from engagement.screening import permissions, settings, sources  # noqa: F401
from engagement.screening.views import (  # noqa: F401
    committee,
    committee_items,
    exclusions,
    ineligibility,
    list_versions,
    lists,
    used_lists,
)
from engagement.screening.views.blueprint import bp

__all__ = ["bp"]
