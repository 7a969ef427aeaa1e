"""Pages of meetings."""

from engagement.meetings.views import (  # noqa: F401
    attendance,
    attendance_files,
    bulk,
    categories,
    certificates,
    checking_in,
    contributions,
    control,
    delegation_members,
    delegation_papers,
    delegations,
    desk,
    interpreters,
    interventions,
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
    speakers_lists,
    speaking,
    staff_list,
    statement_papers,
    statements,
    statistics,
)
from engagement.meetings.views import calendars as calendar_views
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.certificates import participation
from engagement.meetings.views.checking_in import badges

calendars = calendar_views.calendars

__all__ = ["badges", "bp", "calendars", "participation"]
