"""What comes after a meeting as the walks draw it: lists, badges, certificates, figures."""

from datetime import timedelta

from engagement.core.permissions import Role
from engagement.demo.meeting_attendance_builders import (
    before,
    make_check_in,
    make_confirmed_minor,
    make_meeting_in_the_past,
    note_all,
    stay,
)
from engagement.demo.meeting_builders import make_registration
from engagement.demo.meeting_safeguard_builders import new_link
from engagement.meetings.attendance_lists import Stay
from engagement.meetings.commands.attendance import take_list
from engagement.meetings.models import AgeBand, CategoryKind, Mode
from engagement.meetings.queries.certificates import certificate_of
from engagement.meetings.queries.minors import consent_of
from engagement.organizations.queries import actor_for

NAME = "Green Youth (Kenya) – شهادة"
PEOPLE = 6


def attendance_samples(samples) -> None:
    """A meeting that is over: somebody checked in, a minor, a list with lines of nobody."""
    officer = actor_for(samples.people[Role.MEETING_OFFICER])
    meeting = make_meeting_in_the_past(
        mode=Mode.HYBRID,
        title={"en": NAME, "ar": NAME},
        kinds=(CategoryKind.PUBLIC, CategoryKind.ACCREDITED),
        youngest=AgeBand.CHILD,
    )
    session = meeting.sessions[0]
    with before(meeting):
        own = make_registration(
            meeting, account=samples.people["newcomer"], name=NAME, mode=Mode.IN_PERSON
        )
        people = [make_registration(meeting, name=NAME) for _ in range(PEOPLE)]
        minor = make_confirmed_minor(meeting)
    make_check_in(own, actor=officer, at=meeting.ends_at - timedelta(minutes=5))
    stays = [stay(each, 170, number=place) for place, each in enumerate([minor, *people], start=2)]
    at = session.starts_at
    stays += [
        Stay(20, {"name": NAME, "joined": "14:00", "left": "14:30"}, at, session.ends_at),
        Stay(21, {"name": NAME, "joined": NAME}, problem="no_start"),
    ]
    take_list(session, stays, actor=officer)
    note_all(meeting)
    here, mine = [{"meeting_id": meeting.id}], [{"registration_id": own.id}]
    samples.values["meeting_id"].append(meeting.id)
    samples.values["registration_id"].append(own.id)
    samples.values |= {
        "certificate_token": [new_link(certificate_of(own))],
        "badge_code": [own.reference],
        "certificate_code": [certificate_of(each).code for each in (own, minor)],
    }
    samples.given |= {
        "meetings.show_attendance": here,
        "meetings.open_door": here,
        "meetings.show_statistics": here,
        "meetings.download_statistics": here,
        "meetings.send_attendance": [{"meeting_session_id": session.id}],
        "meetings.download_left_out": [{"meeting_session_id": session.id}],
        "meetings.show_badge": mine,
        "meetings.show_certificate": mine,
        "meetings.show_certificate_to_guardian": [{"token": new_link(consent_of(minor))}],
    }
