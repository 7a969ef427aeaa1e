"""Rules on accreditations that were granted, which staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

credential_days = declare(
    "standing.credential_days",
    90,
    _l("How long a downloaded credential can be used; then it is downloaded again."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=366,
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
