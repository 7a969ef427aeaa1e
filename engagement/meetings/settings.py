"""Rules of meetings that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.bodies.models import BodyKey
from engagement.core.text import LANGUAGES
from engagement.settings.registry import Unit, declare


def known_bodies(keys):
    """ValueError for a key that is no governing body."""
    if set(keys) - set(BodyKey):
        raise ValueError(
            _l("Write only keys of these bodies: %(keys)s.", keys=", ".join(list(BodyKey)))
        )


def known_languages(codes):
    """ValueError for a code that is none of the six languages, and for none at all."""
    if not codes or set(codes) - set(LANGUAGES):
        raise ValueError(_l("Write at least one of these: %(keys)s.", keys=", ".join(LANGUAGES)))


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
manual_languages = declare(
    "meetings.manual_languages",
    list(LANGUAGES),
    _l("Languages, by code, in which a manual has to be there before it is published."),
    check=known_languages,
)
words_of_state = declare(
    "meetings.words_of_state",
    330,
    _l("How many words the written statement of a State may have."),
    minimum=50,
    maximum=10000,
)
words_of_organization = declare(
    "meetings.words_of_organization",
    500,
    _l("How many words the written statement of one organization may have."),
    minimum=50,
    maximum=10000,
)
words_of_group = declare(
    "meetings.words_of_group",
    800,
    _l("How many words a joint statement of several organizations may have."),
    minimum=50,
    maximum=10000,
)
