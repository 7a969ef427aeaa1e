"""Pages of meetings."""

from engagement.meetings.views import (  # noqa: F401
    bulk,
    invitations,
    public,
    staff_list,
)
from engagement.meetings.views.blueprint import bp

__all__ = ["bp"]
