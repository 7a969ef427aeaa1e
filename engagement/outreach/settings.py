"""Rules of encouraging that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

few = declare(
    "outreach.few",
    2,
    _l("Up to how many accredited organizations count as few on the page of gaps."),
    minimum=1,
    maximum=50,
)
change_hours = declare(
    "outreach.change_hours",
    24,
    _l("How long the author of an outreach record can change it; after that, notes correct it."),
    unit=Unit.HOURS,
    minimum=1,
)
follow_up_days = declare(
    "outreach.follow_up_days",
    30,
    _l("After how many days somebody who can apply and has not is written to, if they asked."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=365,
)
confirm_days = declare(
    "outreach.confirm_days",
    7,
    _l("How long the mailed link works by which an address is confirmed; then it is deleted."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=30,
)
keep_follow_ups_days = declare(
    "outreach.keep_follow_ups_days",
    90,
    _l("How many days after the one mail an address left at the eligibility checker is deleted."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=365,
)
follow_ups_an_hour = declare(
    "outreach.follow_ups_an_hour",
    20,
    _l("How many addresses can be left at the eligibility checker from one network in an hour."),
    minimum=1,
)
