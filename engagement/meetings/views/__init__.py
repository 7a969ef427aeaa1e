"""Pages of meetings."""

from engagement.meetings.views import manuals, meeting_documents, moderating, public, statements  # noqa: F401
from engagement.meetings.views.blueprint import bp

__all__ = ["bp"]
