"""Rules of the action plan that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import declare

files_an_update = declare(
    "action_plan.files_an_update",
    10,
    _l("How many files of evidence one progress update can hold."),
    minimum=1,
    maximum=50,
)
rows_an_hour = declare(
    "action_plan.rows_an_hour",
    600,
    _l("How often one network address can open the rows behind a figure in an hour."),
    minimum=10,
)
