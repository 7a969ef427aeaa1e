"""Pages of organizations."""

from engagement.organizations.views import (  # noqa: F401
    interests,
    invitations,
    members,
    profile,
    protection,
)
from engagement.organizations.views.blueprint import bp

__all__ = ["bp"]
