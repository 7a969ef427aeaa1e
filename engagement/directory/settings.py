"""Rules of the register that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import declare

searches_an_hour = declare(
    "directory.searches_an_hour",
    6000,
    _l("How many searches of the register one network address can make in an hour."),
    minimum=100,
)
files_an_hour = declare(
    "directory.files_an_hour",
    60,
    _l("How often one network address can download the register in an hour."),
    minimum=1,
)
