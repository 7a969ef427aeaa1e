"""Pages of screening."""

from engagement.screening import permissions, settings, sources  # noqa: F401
from engagement.screening.views import (  # noqa: F401
    alert_rates,
    exclusions,
    ineligibility,
    legal_bars,
    list_versions,
    lists,
    match_files,
    match_queue,
    match_tags,
    matches,
    names,
    of_organization,
    runs,
    several_matches,
    used_lists,
)
from engagement.screening.views.blueprint import bp

__all__ = ["bp"]
