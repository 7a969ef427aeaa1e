"""Who joins, who helps, and who runs the day of a meeting."""

from engagement.core import subjects
from engagement.core.permissions import Permission, any_of, register
from engagement.meetings.models import HelpRequest, Incident
from engagement.meetings.permissions import (
    belongs_to_audited,
    called,
    handles,
    of_meeting,
    of_registration,
    officer,
    oneself,
    reads,
)


class Day(Permission):
    """Rights on the day of a meeting."""

    JOIN = "meetings:day:join"
    SEND_LINK = "meetings:day:send-link"
    CONTROL = "meetings:day:control"
    VIEW_HELP = "meetings:help:view"
    ANSWER_HELP = "meetings:help:answer"


register(
    {
        Day.JOIN: oneself,
        Day.SEND_LINK: any_of(oneself, handles),
        Day.CONTROL: of_meeting(officer),
        Day.VIEW_HELP: of_registration(any_of(oneself, reads)),
        Day.ANSWER_HELP: of_registration(handles),
    }
)
subjects.register(
    HelpRequest,
    view=Day.VIEW_HELP,
    label=lambda asked: asked.registration.reference,
    audited=belongs_to_audited(HelpRequest),
)
subjects.register(
    Incident, view=Day.CONTROL, label=lambda incident: called(incident.session.meeting)
)
