"""Pages of meetings."""

from engagement.meetings.views import manuals, papers, public  # noqa: F401
from engagement.meetings.views.blueprint import bp

__all__ = ["bp"]
