"""Rules of organizations that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

invitation_days = declare(
    "organizations.invitation_days",
    7,
    _l("How long the mailed link of an invitation works."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=60,
)
invitations_a_day = declare(
    "organizations.invitations_a_day",
    30,
    _l("How many invitations an organization can send in a day."),
    minimum=1,
)
