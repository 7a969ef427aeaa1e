"""Pages of meetings."""

from engagement.meetings.views import (  # noqa: F401
    delegation_members,
    delegation_papers,
    delegations,
    nominating,
    nominees,
    panel,
    public,
)
from engagement.meetings.views.blueprint import bp

__all__ = ["bp"]
