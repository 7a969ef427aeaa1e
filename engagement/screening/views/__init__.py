"""Pages of screening."""

from engagement.screening import permissions, settings, sources  # noqa: F401
from engagement.screening.views import (  # noqa: F401
    cases,
    committee,
    committee_items,
    deciding,
    findings,
    ratings,
    replies,
    risk_tables,
)
from engagement.screening.views.blueprint import bp

__all__ = ["bp"]
