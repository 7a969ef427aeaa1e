"""Rules of sign-in that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

link_minutes = declare(
    "accounts.link_minutes",
    30,
    _l("How long a mailed link to sign in or to choose a new password works."),
    unit=Unit.MINUTES,
    minimum=5,
    maximum=24 * 60,
)
verification_hours = declare(
    "accounts.verification_hours",
    72,
    _l("How long the mailed link that confirms a new account works."),
    unit=Unit.HOURS,
    minimum=1,
)
staff_idle_minutes = declare(
    "accounts.staff_idle_minutes",
    30,
    _l("After how long without use staff are signed out."),
    unit=Unit.MINUTES,
    minimum=5,
)
staff_session_hours = declare(
    "accounts.staff_session_hours",
    12,
    _l("After how long staff have to sign in again in any case."),
    unit=Unit.HOURS,
    minimum=1,
)
session_days = declare(
    "accounts.session_days",
    14,
    _l("After how many days without use everybody else is signed out."),
    unit=Unit.DAYS,
    minimum=1,
)
