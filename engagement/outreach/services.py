"""Which actions of the action plan encouraging carries out."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.services import declare

declare(
    "outreach.show_gaps",
    _l("Where few or none are accredited"),
    actions=("VIII.A.4", "I.A.2"),
)
