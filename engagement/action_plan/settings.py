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
