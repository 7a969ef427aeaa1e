"""Pages of organizations."""

from engagement.organizations.views import (  # noqa: F401
    claim_desk,
    claims,
    interests,
    invitations,
    members,
    objections,
    profile,
    protection,
    tags,
)
from engagement.organizations.views.blueprint import bp

__all__ = ["bp"]
