"""Which actions of the action plan the public pages of meetings carry out."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.services import declare

declare(
    "meetings.list_meetings",
    _l("Meetings"),
    actions=("I.A.1", "I.B.1", "I.B.4", "VIII.A.2", "VIII.A.3", "VIII.C.4"),
)
declare(
    "meetings.list_manuals",
    _l("Guides and manuals for meetings"),
    actions=("I.B.2",),
)
