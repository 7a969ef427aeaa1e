"""Rules of screening that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

match_days = declare(
    "screening.match_days",
    5,
    _l("Working days in which an open match is decided; then it is escalated to the head of unit."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
    maximum=30,
)
shrink_percent = declare(
    "screening.shrink_percent",
    5,
    _l(
        "By how many per cent a new version of a list may have fewer entries than the one in force"
        " before a person has to confirm it."
    ),
    minimum=0,
    maximum=100,
)
grow_percent = declare(
    "screening.grow_percent",
    50,
    _l(
        "By how many per cent a new version of a list may have more entries than the one in force"
        " before a person has to confirm it."
    ),
    minimum=1,
    maximum=1000,
)
use_ofac = declare(
    "screening.use_ofac",
    False,
    _l(
        "Whether companies and partners are compared with the OFAC list of the United States, for"
        " information only: a match has no weight in a rating, and major groups are never compared."
    ),
)
listed_score = declare(
    "screening.listed_score",
    35,
    _l(
        "From which likeness of names on, in per cent, “Screen a name” shows an entry at all. Lower"
        " numbers show more."
    ),
    minimum=20,
    maximum=100,
)
open_score = declare(
    "screening.open_score",
    50,
    _l("From which score on, in per cent, a party and an entry become a match to decide."),
    minimum=30,
    maximum=100,
)
strong_score = declare(
    "screening.strong_score",
    80,
    _l("From which score on, in per cent, a match counts as strong: it is never cleared in bulk."),
    minimum=50,
    maximum=100,
)
two_person_score = declare(
    "screening.two_person_score",
    65,
    _l(
        "From which score on, in per cent, clearing a match takes two people. Strong matches always"
        " do, and so does confirming one."
    ),
    minimum=0,
    maximum=100,
)
most_names_in_memory = declare(
    "screening.most_names_in_memory",
    300_000,
    _l(
        "Up to how many names a list is kept in the memory of each process to be compared with; a"
        " longer one is looked up in the database, with the same result."
    ),
    minimum=0,
)
most_matches_at_once = declare(
    "screening.most_matches_at_once",
    100,
    _l("How many matches can be cleared on one page."),
    minimum=2,
    maximum=500,
)
delisting_office = declare(
    "screening.delisting_office",
    "Focal Point for De-listing, Security Council Subsidiary Organs Branch, United Nations,"
    " New York, N.Y. 10017, United States of America; delisting@un.org",
    _l(
        "Where somebody on the Security Council list asks to be taken off it: told to an"
        " organization to which a confirmed match is put. Check the address with the Security"
        " Council's own page."
    ),
)
files_a_match = declare(
    "screening.files_a_match",
    20,
    _l("How many files can stand with a match."),
    minimum=1,
    maximum=100,
)
