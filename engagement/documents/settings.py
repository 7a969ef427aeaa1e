"""Rules of documents that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

largest_megabytes = declare(
    "documents.largest_megabytes",
    20,
    _l("The largest file that is taken."),
    unit=Unit.MEGABYTES,
    minimum=1,
    maximum=30,
)
files_an_application = declare(
    "documents.files_an_application",
    80,
    _l("How many files an application can hold, removed ones not counted."),
    minimum=10,
    maximum=500,
)
files_a_day = declare(
    "documents.files_a_day",
    120,
    _l("How many files one person can send in a day, refused ones counted."),
    minimum=10,
)
scan_seconds = declare(
    "documents.scan_seconds",
    60,
    _l("How many seconds the virus scanner has for one file."),
    minimum=5,
    maximum=600,
)
open_without_scanner = declare(
    "documents.open_without_scanner",
    True,
    _l("Let originals be downloaded, with a warning, where no virus scanner is set up."),
)
pictures_an_hour = declare(
    "documents.pictures_an_hour",
    4000,
    _l("How many pages of documents one person can look at in an hour."),
    minimum=100,
)
