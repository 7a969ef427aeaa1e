"""The day of a meeting as the walks draw it."""

from engagement.core.permissions import Role
from engagement.demo.meeting_builders import make_registration
from engagement.demo.meeting_day_builders import (
    make_help,
    make_link,
    make_meeting_soon,
    make_present,
)
from engagement.meetings.commands import control, joining
from engagement.organizations.queries import actor_for

NAME = "Green Youth (Kenya) – اليوم"


def day_samples(samples) -> None:
    """A session that can be joined, somebody in it who needs help, and what officers did."""
    officer = actor_for(samples.people[Role.MEETING_OFFICER])
    meeting = make_meeting_soon(title={"en": NAME, "ar": NAME})
    own = make_registration(meeting, account=samples.people["newcomer"], name=NAME)
    make_present(own, works=False)
    joining.keep_check(own, {"sound": False, "camera": True})
    asked = make_help(own, words=NAME)
    control.broadcast(meeting, NAME, language="ar", actor=officer)
    control.set_fallback(
        meeting,
        platform_url="https://second.example/green",
        telephone=NAME,
        tv_url=None,
        actor=officer,
    )
    incident = control.begin_incident(meeting.sessions[0], "fr", note=NAME, actor=officer)
    samples.values["meeting_id"].append(meeting.id)
    samples.values["registration_id"].append(own.id)
    samples.values["meeting_session_id"].append(meeting.sessions[0].id)
    samples.values |= {
        "join_token": [make_link(own)],
        "help_request_id": [asked.id],
        "incident_id": [incident.id],
    }
