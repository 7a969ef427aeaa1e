"""Rules of mail that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

keep_words_days = declare(
    "mail.keep_words_days",
    365,
    _l("After how many days the words of a mail that is about no case are deleted."),
    unit=Unit.DAYS,
    minimum=30,
)
