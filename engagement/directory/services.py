"""Which actions of the action plan the register carries out."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.services import declare

declare(
    "directory.show_register", _l("Register of accredited organizations"), actions=("VIII.A.4",)
)
declare(
    "companies.show_register",
    _l("Register of accredited companies"),
    actions=("VIII.C.2", "VIII.C.1"),
)
