"""What has to be said under every list and file of the register."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from engagement.core.text import day_in_words


def protected_entries() -> str:
    """That entries which pages show without their country are in no file and no feed."""
    return _("Entries that are protected because people are in danger are not listed here.")


def withheld_entries(number: int) -> str:
    """How many of today's entries are in no list."""
    return ngettext(
        "%(num)d entry is withheld for people's safety, and is in no list of any day.",
        "%(num)d entries are withheld for people's safety, and are in no list of any day.",
        number,
    )


def computed(day: date) -> str:
    """From what records the list of a past day is made."""
    return _(
        "The list of %(day)s is computed from the recorded periods of each status and from the"
        " names, seats and Major Groups that were in force on that day; entries that are protected"
        " today are shown as today.",
        day=day_in_words(day),
    )
