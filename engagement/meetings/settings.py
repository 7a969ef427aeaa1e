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


def whole_hours(texts):
    """ValueError for what is no number of hours within a year, or stands there twice."""
    numbers = [int(text) for text in texts if text.isascii() and text.isdecimal()]
    if len(numbers) < len(texts) or len(set(numbers)) < len(numbers):
        raise ValueError(_l("Write whole numbers, each once."))
    if any(not 1 <= each <= 8760 for each in numbers):
        raise ValueError(_l("Write numbers of hours from 1 to 8760."))


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
reminder_hours = declare(
    "meetings.reminder_hours",
    ["720", "168", "24", "1"],
    _l(
        "How many hours before a meeting begins those who are registered are reminded; one number"
        " each. Less than 24 hours count for each session."
    ),
    check=whole_hours,
)
keep_notices_days = declare(
    "meetings.keep_notices_days",
    90,
    _l("Days after which it is forgotten who was sent a reminder or a change of a meeting."),
    unit=Unit.DAYS,
    minimum=30,
)
keep_feeds_days = declare(
    "meetings.keep_feeds_days",
    30,
    _l("Days after which a calendar address that was revoked is deleted."),
    unit=Unit.DAYS,
    minimum=1,
)
