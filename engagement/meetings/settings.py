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


def whole_numbers(texts):
    """The numbers; ValueError for what is none, or stands there twice."""
    numbers = [int(text) for text in texts if text.isascii() and text.isdecimal()]
    if len(numbers) < len(texts) or len(set(numbers)) < len(numbers):
        raise ValueError(_l("Write whole numbers, each once."))
    return numbers


def whole_days(texts):
    """ValueError for what is no number of days within a quarter."""
    if any(not 1 <= each <= 90 for each in whole_numbers(texts)):
        raise ValueError(_l("Write numbers of days from 1 to 90."))


def whole_hours(texts):
    """ValueError for what is no number of hours within a year."""
    if any(not 1 <= each <= 8760 for each in whole_numbers(texts)):
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
session_bodies = declare(
    "meetings.session_bodies",
    [BodyKey.ASSEMBLY.value],
    _l(
        "Governing bodies, by key, whose meetings are sessions: shortly before and during one no"
        " suspension or withdrawal of an organization that is registered for it takes effect."
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
words_of_contribution = declare(
    "meetings.words_of_contribution",
    400,
    _l("How many words a contribution to a document may have, with the wording that it proposes."),
    minimum=50,
    maximum=10000,
)
most_contributions = declare(
    "meetings.most_contributions",
    50,
    _l("How many contributions to one document one organization or State can have, at most."),
    minimum=1,
    maximum=500,
)
credentials_hours = declare(
    "meetings.credentials_hours",
    24,
    _l("Hours after the opening of a meeting until which credentials of delegations are due."),
    unit=Unit.HOURS,
    minimum=0,
    maximum=240,
)
deadline_days = declare(
    "meetings.deadline_days",
    14,
    _l(
        "From how many days before the deadline of registration on focal points and States see"
        " on their first page that they can nominate."
    ),
    unit=Unit.DAYS,
    minimum=1,
    maximum=90,
)
guardian_days = declare(
    "meetings.guardian_days",
    30,
    _l("Days for which a guardian can answer by the link that was mailed."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=180,
)
minors_per_chaperone = declare(
    "meetings.minors_per_chaperone",
    10,
    _l("How many people under 18 one adult can go along with at a meeting."),
    minimum=1,
    maximum=10,
)
needs_warning_days = declare(
    "meetings.needs_warning_days",
    7,
    _l("Days before a meeting from which on accessibility needs without an answer stand out."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=90,
)
needs_reminder_days = declare(
    "meetings.needs_reminder_days",
    ["7", "2"],
    _l(
        "How many days before a meeting its officer for accessibility needs is mailed if some are"
        " without an answer; one number each."
    ),
    check=whole_days,
)
needs_kept_days = declare(
    "meetings.needs_kept_days",
    30,
    _l("Days after the end of a meeting for which accessibility needs are kept."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=365,
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
join_minutes = declare(
    "meetings.join_minutes",
    60,
    _l("Minutes before a session from which on those who are confirmed can join it."),
    unit=Unit.MINUTES,
    minimum=5,
    maximum=240,
)
quorum_to_open = declare(
    "meetings.quorum_to_open",
    65,
    _l("How many Member States have to be present for a meeting to be opened."),
    minimum=1,
    maximum=193,
)
quorum_to_decide = declare(
    "meetings.quorum_to_decide",
    97,
    _l("How many Member States have to be present for a decision."),
    minimum=1,
    maximum=193,
)
help_minutes = declare(
    "meetings.help_minutes",
    15,
    _l(
        "Minutes within which a call for help on the day is to be answered; the action plan shows"
        " how often it was."
    ),
    unit=Unit.MINUTES,
    minimum=1,
    maximum=240,
)
manual_review_months = declare(
    "meetings.manual_review_months",
    12,
    _l("Months within which a manual is to be reviewed and published again."),
    unit=Unit.MONTHS,
    minimum=1,
    maximum=120,
)
attended_percent = declare(
    "meetings.attended_percent",
    50,
    _l(
        "Per cent of one session for which somebody has to be there to have taken part. It holds"
        " for attendance lists that are sent from now on."
    ),
    minimum=1,
    maximum=100,
)
attendance_lines = declare(
    "meetings.attendance_lines",
    5000,
    _l("How many lines one attendance list can have, at most."),
    minimum=100,
    maximum=5000,
)
check_in_hours = declare(
    "meetings.check_in_hours",
    12,
    _l(
        "Hours before a meeting begins, and after it ends, in which people who come to its place"
        " can be checked in."
    ),
    unit=Unit.HOURS,
    minimum=1,
    maximum=72,
)
