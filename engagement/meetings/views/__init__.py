"""Pages of meetings."""

from engagement.meetings.views import (  # noqa: F401
    categories,
    desk,
    manuals,
    public,
    questions,
    sessions,
    setting_up,
)
from engagement.meetings.views.blueprint import bp

__all__ = ["bp"]
