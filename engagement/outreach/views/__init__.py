"""Pages of encouraging."""

from engagement.outreach.views import follow_ups, gaps, records  # noqa: F401
from engagement.outreach.views.blueprint import bp

__all__ = ["bp"]
