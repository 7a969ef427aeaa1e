"""Pages of meetings."""

from engagement.meetings.views import calendars as calendar_views
from engagement.meetings.views import postponing, public  # noqa: F401
from engagement.meetings.views.blueprint import bp

calendars = calendar_views.calendars

__all__ = ["bp", "calendars"]
