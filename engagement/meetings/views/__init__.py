"""Pages of meetings."""

from engagement.meetings.views import (  # noqa: F401
    bulk,
    categories,
    delegation_members,
    delegation_papers,
    delegations,
    desk,
    invitations,
    links,
    manuals,
    minors,
    needs,
    nominating,
    nominees,
    panel,
    participants,
    public,
    questions,
    registering,
    registration_acts,
    registration_papers,
    registrations,
    sessions,
    setting_up,
    staff_list,
)
from engagement.meetings.views.blueprint import bp

__all__ = ["bp"]
