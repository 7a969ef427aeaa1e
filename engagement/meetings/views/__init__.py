"""Pages of meetings."""

from engagement.meetings.views import (  # noqa: F401
    delegation_papers,
    delegations,
    nominating,
    panel,
    public,
)
from engagement.meetings.views.blueprint import bp

__all__ = ["bp"]
