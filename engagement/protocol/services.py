"""Which actions of the action plan the pages on States carry out."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.services import declare

declare(
    "protocol.show_coverage",
    _l("Representatives of States to the Committee"),
    actions=("I.A.2",),
)
