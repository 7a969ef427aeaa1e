"""Who notes who took part, checks people in, and gets a certificate of it."""

from engagement.core import subjects
from engagement.core.permissions import Permission, any_of, register
from engagement.meetings.models import AttendanceList, CheckIn, ParticipationCertificate
from engagement.meetings.permissions import (
    Registrations,
    belongs_to_audited,
    called,
    handles,
    of_meeting,
    of_registration,
    officer,
    oneself,
)


class Attendances(Permission):
    """Rights on who took part."""

    NOTE = "meetings:attendance:note"
    CHECK_IN = "meetings:attendance:check-in"
    TAKE_BADGE = "meetings:attendance:take-badge"
    TAKE_CERTIFICATE = "meetings:attendance:take-certificate"


register(
    {
        Attendances.NOTE: of_meeting(officer),
        Attendances.CHECK_IN: of_registration(handles),
        Attendances.TAKE_BADGE: of_registration(any_of(oneself, handles)),
        Attendances.TAKE_CERTIFICATE: of_registration(oneself),
    }
)
subjects.register(
    AttendanceList, view=Attendances.NOTE, label=lambda each: called(each.session.meeting)
)
subjects.register(
    CheckIn,
    view=Registrations.VIEW,
    label=lambda check_in: check_in.registration.reference,
    audited=belongs_to_audited(CheckIn),
)
subjects.register(
    ParticipationCertificate,
    view=Registrations.VIEW,
    label=lambda paper: paper.registration.reference,
    audited=belongs_to_audited(ParticipationCertificate),
)
