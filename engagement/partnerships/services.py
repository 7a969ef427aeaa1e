"""Which actions of the action plan the public pages of partnerships carry out."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.services import declare

declare(
    "partnerships.show_register",
    _l("Partnerships"),
    actions=("VIII.C.1", "VIII.C.2"),
)
declare(
    "partnerships.show_business_meetings",
    _l("Meetings with business"),
    actions=("VIII.C.2",),
)
