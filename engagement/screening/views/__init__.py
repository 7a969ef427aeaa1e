"""Pages of screening."""

from engagement.screening import permissions, settings, sources  # noqa: F401
from engagement.screening.views import (  # noqa: F401
    alert_rates,
    cases,
    committee,
    committee_items,
    compact,
    compact_invitations,
    compact_of_organization,
    deciding,
    exclusions,
    findings,
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
    ratings,
    replies,
    risk_tables,
    runs,
    several_matches,
    used_lists,
)
from engagement.screening.views.blueprint import bp

__all__ = ["bp"]
