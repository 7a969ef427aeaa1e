"""From which score on names are a match, who decides it and by when, whom to ask for delisting."""

from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare


def web_address(value: str) -> None:
    """ValueError for what is no address of a page that can be linked."""
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname or not value.isprintable() or " " in value:
        raise ValueError(_l("Enter a web address that begins with https://."))


match_days = declare(
    "screening.match_days",
    5,
    _l("Working days in which an open match is decided; then it is escalated to the head of unit."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
    maximum=30,
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


most_matches_at_once = declare(
    "screening.most_matches_at_once",
    100,
    _l("How many matches can be cleared on one page."),
    minimum=2,
    maximum=500,
)


files_a_match = declare(
    "screening.files_a_match",
    20,
    _l("How many files can stand with a match."),
    minimum=1,
    maximum=100,
)


ombudsperson = declare(
    "screening.ombudsperson",
    "https://main.un.org/securitycouncil/en/ombudsperson",
    _l(
        "Address of the Ombudsperson, whom those listed for ISIL (Da'esh) and Al-Qaida ask to be"
        " taken off the Security Council's list."
    ),
    check=web_address,
)


focal_point = declare(
    "screening.focal_point",
    "https://main.un.org/securitycouncil/en/sanctions/delisting",
    _l(
        "Address of the Focal Point for De-listing, whom all others ask to be taken off the"
        " Security Council's list."
    ),
    check=web_address,
)
