"""Pages of the two short tracks."""

from engagement.protocol.views import (  # noqa: F401
    countries,
    delegation,
    intergovernmental,
    invitations,
    notes,
    papers,
    public_pages,
    states,
)
from engagement.protocol.views.blueprint import bp

__all__ = ["bp"]
