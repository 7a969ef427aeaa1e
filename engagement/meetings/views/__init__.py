"""Pages of meetings."""

from engagement.meetings.views import (  # noqa: F401
    bulk,
    categories,
    contributions,
    control,
    delegation_members,
    delegation_papers,
    delegations,
    desk,
    invitations,
    joining,
    links,
    manuals,
    meeting_documents,
    minors,
    moderating,
    needs,
    nominating,
    nominees,
    panel,
    participants,
    postponing,
    public,
    questions,
    registering,
    registration_acts,
    registration_papers,
    registrations,
    sessions,
    setting_up,
    side_event_calls,
    side_event_organizers,
    side_event_selection,
    side_events,
    staff_list,
    statement_papers,
    statements,
)
from engagement.meetings.views import calendars as calendar_views
from engagement.meetings.views.blueprint import bp

calendars = calendar_views.calendars

__all__ = ["bp", "calendars"]
