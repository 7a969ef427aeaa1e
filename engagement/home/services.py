"""Which action of the action plan this platform as a whole carries out."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.services import declare

declare(
    "home.show_start",
    _l("This platform: one account and one profile for everything"),
    actions=("VIII.A.3",),
)
