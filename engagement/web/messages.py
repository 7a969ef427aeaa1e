"""What WTForms and Flask-WTF leave untranslated, in our own catalogue.

The texts of the libraries are the message identifiers; ours say what to do.
"""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

WORDS = {
    "This field is required.": _l("Fill in this field."),
    "Invalid input.": _l("Check what you have entered here."),
    "Not a valid choice": _l("Choose one of the options."),
    "Not a valid choice.": _l("Choose one of the options."),
    "Invalid Choice: could not coerce": _l("Choose one of the options."),
    "Invalid Choice: could not coerce.": _l("Choose one of the options."),
    "Choices cannot be None": _l("Choose one of the options."),
    "Not a valid integer value.": _l("Enter a whole number."),
    "Not a valid decimal value.": _l("Enter a number."),
    "Not a valid float value.": _l("Enter a number."),
    "Not a valid date value.": _l("Enter a date, for example 27 3 2026."),
    "Not a valid datetime value.": _l("Enter a date and a time."),
    "Not a valid time value.": _l("Enter a time."),
    "Invalid email address.": _l("Enter an e-mail address, for example name@example.org."),
    "Invalid URL.": _l("Enter a web address that begins with https:// or http://."),
    "Invalid UUID.": _l("Check what you have entered here."),
    "Invalid CSRF Token": _l("The page was open too long. Send it once more."),
    "CSRF token missing": _l("The page was open too long. Send it once more."),
    "CSRF token expired": _l("The page was open too long. Send it once more."),
    "CSRF failed": _l("The page was open too long. Send it once more."),
    "The CSRF token is missing.": _l("The page was open too long. Send it once more."),
    "The CSRF session token is missing.": _l("The page was open too long. Send it once more."),
    "The CSRF token has expired.": _l("The page was open too long. Send it once more."),
    "The CSRF token is invalid.": _l("The page was open too long. Send it once more."),
    "The CSRF tokens do not match.": _l("The page was open too long. Send it once more."),
    "Field must be between %(min)d and %(max)d characters long.": _l(
        "Use between %(min)d and %(max)d characters."
    ),
    "Number must be between %(min)s and %(max)s.": _l(
        "Enter a number between %(min)s and %(max)s."
    ),
    "Number must be at least %(min)s.": _l("Enter a number of at least %(min)s."),
    "Number must be at most %(max)s.": _l("Enter a number of at most %(max)s."),
}


class Translations:
    """What WTForms asks for its messages."""

    def gettext(self, string):
        """The message in the page's language."""
        return str(WORDS[string]) if string in WORDS else gettext(string)

    def ngettext(self, singular, plural, n):
        """WTForms' plurals: lengths with a lower and an upper bound, choices that are none."""
        if "valid choice" in singular:
            return gettext("Choose one of the options.")
        if "at least" in singular:
            return gettext("Use at least %(min)d characters.")
        return gettext("Use at most %(max)d characters.")
