"""Rules of what the house keeps about its own running, for staff to change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

keep_receipts_days = declare(
    "jobs.keep_receipts_days",
    30,
    _l("After how many days it is forgotten that a form was sent already."),
    unit=Unit.DAYS,
    minimum=2,
)
keep_reads_days = declare(
    "jobs.keep_reads_days",
    7 * 365,
    _l("After how many days it is forgotten who opened a record that is not for everybody."),
    unit=Unit.DAYS,
    minimum=365,
)
