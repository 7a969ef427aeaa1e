"""Pages of organizations."""

from engagement.organizations.views import invitations, members, profile  # noqa: F401
from engagement.organizations.views.blueprint import bp

__all__ = ["bp"]
