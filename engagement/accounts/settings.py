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
    _l("After how many days without use everybody else is signed out of their own device."),
    unit=Unit.DAYS,
    minimum=1,
)
longest_session_days = declare(
    "accounts.longest_session_days",
    90,
    _l("After how many days everybody else has to sign in again on their own device."),
    unit=Unit.DAYS,
    minimum=1,
)
shared_idle_minutes = declare(
    "accounts.shared_idle_minutes",
    60,
    _l("After how long without use people are signed out of a shared computer or phone."),
    unit=Unit.MINUTES,
    minimum=5,
)
shared_session_hours = declare(
    "accounts.shared_session_hours",
    12,
    _l("After how long people have to sign in again on a shared computer or phone."),
    unit=Unit.HOURS,
    minimum=1,
)
confirmation_minutes = declare(
    "accounts.confirmation_minutes",
    15,
    _l("How long a password or code counts before it is asked again for sensitive acts."),
    unit=Unit.MINUTES,
    minimum=1,
    maximum=12 * 60,
)
invitation_days = declare(
    "accounts.invitation_days",
    7,
    _l("How long the mailed invitation of a new member of staff works."),
    unit=Unit.DAYS,
    minimum=1,
)
undo_email_days = declare(
    "accounts.undo_email_days",
    7,
    _l("How long the former address can take a change of the e-mail address back."),
    unit=Unit.DAYS,
    minimum=1,
)
grave_act_days = declare(
    "accounts.grave_act_days",
    14,
    _l("How long a second administrator may confirm what one administrator asked for."),
    unit=Unit.DAYS,
    minimum=1,
)
keep_links_days = declare(
    "accounts.keep_links_days",
    30,
    _l("After how many days mailed links that were used or are too old are deleted."),
    unit=Unit.DAYS,
    minimum=1,
)
keep_unconfirmed_days = declare(
    "accounts.keep_unconfirmed_days",
    30,
    _l("How long after the last mailed link an account is kept whose address nobody confirmed."),
    unit=Unit.DAYS,
    minimum=7,
)
keep_sign_ins_days = declare(
    "accounts.keep_sign_ins_days",
    90,
    _l("After how many days sign-ins that have ended are deleted."),
    unit=Unit.DAYS,
    minimum=1,
)
keep_requests_days = declare(
    "accounts.keep_requests_days",
    7 * 365,
    _l("After how many days requests about an account that are over are deleted."),
    unit=Unit.DAYS,
    minimum=365,
)
