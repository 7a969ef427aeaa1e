"""Which actions of the action plan the pages of accreditation carry out."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.services import declare

declare(
    "accreditation.show_start",
    _l("Accreditation of organizations"),
    actions=("VIII.A.4", "VIII.A.3"),
)
declare(
    "accreditation.check_eligibility",
    _l("Check whether an organization can be accredited"),
    actions=("VIII.A.4", "VIII.A.2"),
)
declare(
    "accreditation.show_private_sector",
    _l("Accreditation of companies"),
    actions=("VIII.C.1", "VIII.C.7"),
)
declare(
    "accreditation.show_service_clock",
    _l("How long accreditation takes"),
    actions=("VIII.A.4", "VII.A.2"),
)
