"""What a guardian agrees to; a change of the words needs a new version."""

from flask_babel import lazy_gettext as _l

VERSION = "2026-11"
WORDS = (
    _l(
        "I am responsible for this person, who is under 18, and agree that this person takes part"
        " in the meeting named above, together with an adult who has a registration of their own."
    ),
    _l(
        "The name and what was said in the registration are kept by the secretariat for the"
        " meeting alone. They stand in no public list; nobody who takes part gets the address."
    ),
    _l(
        "I can take this back at any time by the same link. The registration does not count from"
        " that moment on."
    ),
)
MEDIA = _l(
    "Pictures and recordings of the meeting in which this person can be recognized may be"
    " published. Without this the person takes part all the same."
)
