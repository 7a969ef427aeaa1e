"""Which action of the action plan the public pages of screening carry out."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.services import declare

declare(
    "screening.show_used_lists",
    _l("Which lists are used in screening"),
    actions=("VIII.C.5",),
)
declare(
    "screening.show_compact",
    _l("Partners and the Global Compact"),
    actions=("VIII.C.7",),
)
declare(
    "screening.show_alert_rates",
    _l("How often screening raises a match"),
    actions=("VIII.C.5",),
)
