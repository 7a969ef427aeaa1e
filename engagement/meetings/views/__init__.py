"""Pages of meetings."""

from engagement.meetings.views import (  # noqa: F401
    public,
    registering,
    registration_acts,
    registration_papers,
    registrations,
)
from engagement.meetings.views.blueprint import bp

__all__ = ["bp"]
