"""Which actions of the action plan the public pages of meetings carry out."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.services import declare

declare(
    "meetings.list_meetings",
    _l("Meetings"),
    actions=("I.B.1", "VIII.A.2", "VIII.C.4"),
)
declare(
    "meetings.list_manuals",
    _l("Guides and manuals for meetings"),
    actions=("I.B.2",),
)
declare(
    "meetings.list_documents",
    _l("Documents of meetings"),
    actions=("I.B.4",),
)
declare(
    "meetings.list_statements",
    _l("Written statements for meetings, each with its answer"),
    actions=("VIII.A.3",),
)
