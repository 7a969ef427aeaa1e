"""What somebody agrees to who leaves an address; a change of the words needs a new version."""

from flask_babel import lazy_gettext as _l

VERSION = "2026-11"
WORDS = _l(
    "I agree that the secretariat keeps this address, the language, the result of the checker and"
    " the day from which the organization can apply, to write to me once. I can take this back at"
    " any time."
)
