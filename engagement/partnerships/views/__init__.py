"""Pages of partnerships."""

from engagement.partnerships.views import (  # noqa: F401
    audit_file,
    complaints,
    desk,
    meetings,
    panel,
    proposals,
    register,
    reports,
)
from engagement.partnerships.views.blueprint import bp

__all__ = ["bp"]
