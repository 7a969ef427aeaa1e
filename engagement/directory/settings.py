"""Rules of the register that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

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
reports_an_hour = declare(
    "directory.reports_an_hour",
    20,
    _l("How many reports about entries one network address can send in an hour."),
    minimum=1,
)
report_answer_days = declare(
    "directory.report_answer_days",
    10,
    _l("How soon a report about an entry of the register is answered."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
keep_reports_days = declare(
    "directory.keep_reports_days",
    2 * 365,
    _l("After how many days reports about entries that were answered or closed are deleted."),
    unit=Unit.DAYS,
    minimum=30,
)
