"""Rules of meetings that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.bodies.models import BodyKey
from engagement.settings.registry import Unit, declare


def known_bodies(keys):
    """ValueError for a key that is no governing body."""
    if set(keys) - set(BodyKey):
        raise ValueError(
            _l("Write only keys of these bodies: %(keys)s.", keys=", ".join(list(BodyKey)))
        )


offer_hours = declare(
    "meetings.offer_hours",
    48,
    _l(
        "Hours for which a place that has become free is kept for the first on the waiting list,"
        " as a new meeting begins with it."
    ),
    unit=Unit.HOURS,
    minimum=24,
    maximum=240,
)
retention_days = declare(
    "meetings.retention_days",
    365,
    _l(
        "Days after the end of a meeting for which registrations are kept with names, as a new"
        " meeting begins with it; figures stay."
    ),
    unit=Unit.DAYS,
    minimum=30,
    maximum=3650,
)
private_sector_bodies = declare(
    "meetings.private_sector_bodies",
    [],
    _l(
        "Governing bodies, by key, whose meetings may have a category for the private sector."
        " Meetings of no body always may."
    ),
    check=known_bodies,
)
most_nominated = declare(
    "meetings.most_nominated",
    50,
    _l("How many people one organization or State can have registered for one meeting, at most."),
    minimum=1,
    maximum=1000,
)
registrations_an_hour = declare(
    "meetings.registrations_an_hour",
    60,
    _l("How many registrations one person can begin in an hour."),
    minimum=5,
)
most_in_bulk = declare(
    "meetings.most_in_bulk",
    200,
    _l("How many registrations one act of an officer can approve, refuse or write to, at most."),
    minimum=10,
    maximum=500,
)
undo_minutes = declare(
    "meetings.undo_minutes",
    10,
    _l(
        "Minutes for which approvals and refusals of several registrations at once can be undone."
        " Mails about them leave when these are over."
    ),
    unit=Unit.MINUTES,
    minimum=1,
    maximum=120,
)
invitation_lines = declare(
    "meetings.invitation_lines",
    500,
    _l("How many people one list of invitations can hold, at most."),
    minimum=10,
    maximum=1000,
)
list_files_an_hour = declare(
    "meetings.list_files_an_hour",
    60,
    _l("How many files of a meeting's list of registrations one person can take in an hour."),
    minimum=5,
)
