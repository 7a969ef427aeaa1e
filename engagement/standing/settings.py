"""Rules of accreditations that were granted; staff may change them."""

from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

reminder_days = declare(
    "standing.reminder_days",
    ["180", "90", "30"],
    _l("How many days before a report is due its organization is reminded; one number each."),
    check=lambda value: _check_days(value),
)
grace_days = declare(
    "standing.grace_days",
    90,
    _l("Days after a report was due in which it can still be sent before notice is proposed."),
    unit=Unit.DAYS,
    minimum=0,
)
check_days = declare(
    "standing.check_days",
    20,
    _l("Standard for the check of a report."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
return_days = declare(
    "standing.return_days",
    30,
    _l("How long an organization has to complete a report that was returned."),
    unit=Unit.DAYS,
    minimum=7,
)
change_days = declare(
    "standing.change_days",
    15,
    _l("Standard for the answer to a request to change name, Major Group or seat."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
notice_days = declare(
    "standing.notice_days",
    30,
    _l("How long an organization can answer before anything is decided on its accreditation."),
    unit=Unit.DAYS,
    minimum=14,
)
reconsideration_request_days = declare(
    "standing.reconsideration_request_days",
    60,
    _l("How long an organization can ask for reconsideration of a suspension or withdrawal."),
    unit=Unit.DAYS,
    minimum=14,
)
reconsideration_days = declare(
    "standing.reconsideration_days",
    20,
    _l("Standard for the reconsideration of a suspension or withdrawal."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
quiet_days = declare(
    "standing.quiet_days",
    60,
    _l("Days before a session in which no suspension or withdrawal takes effect."),
    unit=Unit.DAYS,
    minimum=0,
)
most_a_night = declare(
    "standing.most_a_night",
    200,
    _l("An act of the night over more accreditations than this waits until a person lets it run."),
    minimum=1,
)
files_a_record = declare(
    "standing.files_a_record",
    10,
    _l("How many files can stand with one report, answer or request."),
    minimum=1,
    maximum=50,
)


def _check_days(value):
    if not value or not all(each.isdecimal() and 0 < int(each) < 1000 for each in value):
        raise ValueError(_l("Write whole numbers of days, for example 180, 90 and 30."))


def _check_sessions(value):
    for written in value:
        as_session(written)


def as_session(written: str) -> tuple[date, date]:
    """First and last day of a session written as 2027-02-22/2027-02-26; ValueError otherwise."""
    try:
        first, last = map(date.fromisoformat, written.strip().split("/"))
    except ValueError:
        first, last = date.max, date.min
    if first > last:
        raise ValueError(
            _l("Write each session as first and last day, for example 2027-02-22/2027-02-26.")
        )
    return first, last


sessions = declare(
    "standing.sessions",
    [],
    _l(
        "First and last day of coming sessions (2027-02-22/2027-02-26): no suspension or"
        " withdrawal takes effect shortly before or during one. Every organization counts as"
        " registered for it until registration for a meeting on these days opens here; then only"
        " those count that are registered."
    ),
    check=_check_sessions,
)

LONGEST_CREDENTIAL = 366
"""Days; a text that claims more was made by somebody who has a key and dates as they like."""
credential_days = declare(
    "standing.credential_days",
    90,
    _l("How long a downloaded credential can be used; then it is downloaded again."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=LONGEST_CREDENTIAL,
)
list_minutes = declare(
    "standing.list_minutes",
    60,
    _l("How often the signed list of statuses is issued."),
    unit=Unit.MINUTES,
    minimum=5,
    maximum=24 * 60,
)
list_trust_hours = declare(
    "standing.list_trust_hours",
    24,
    _l("How long an issued list of statuses may be relied on by who cannot reach us."),
    unit=Unit.HOURS,
    minimum=24,
    maximum=14 * 24,
)
keep_lists_days = declare(
    "standing.keep_lists_days",
    90,
    _l("How long issued lists of statuses are kept, so that one can be shown again."),
    unit=Unit.DAYS,
    minimum=1,
)
