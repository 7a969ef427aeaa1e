"""Pages of screening."""

from engagement.screening import permissions, settings, sources  # noqa: F401
from engagement.screening.views import committee, committee_items  # noqa: F401
from engagement.screening.views.blueprint import bp

__all__ = ["bp"]
