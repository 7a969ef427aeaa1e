"""Pages of meetings."""

from engagement.meetings.views import links, minors, needs, participants, public  # noqa: F401
from engagement.meetings.views.blueprint import bp

__all__ = ["bp"]
