"""Rules of screening that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.screening.questionnaire import CRITERION_KEYS
from engagement.settings.registry import Unit, declare


def known_criteria(keys):
    """ValueError for a key that is no exclusion criterion of the questionnaire."""
    if unknown := [key for key in keys if key not in CRITERION_KEYS]:
        raise ValueError(_l("“%(key)s” is not an exclusion criterion.", key=unknown[0]))


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
committee_quorum_percent = declare(
    "screening.committee_quorum_percent",
    50,
    _l(
        "The partnership committee can vote when more than this share (per cent) of its members"
        " without a conflict of interest is present."
    ),
    minimum=1,
    maximum=99,
)
committee_quorum_least = declare(
    "screening.committee_quorum_least",
    3,
    _l(
        "How many members of the partnership committee without a conflict of interest have to be"
        " present in any case, so that it can vote."
    ),
    minimum=1,
    maximum=50,
)
committee_majority_percent = declare(
    "screening.committee_majority_percent",
    50,
    _l(
        "The partnership committee adopts what more than this share (per cent) of the votes cast is"
        " for; abstentions are not votes cast. With 50 a tie is not adopted."
    ),
    minimum=1,
    maximum=99,
)
use_ofac = declare(
    "screening.use_ofac",
    False,
    _l(
        "Whether companies and partners are compared with the OFAC list of the United States, for"
        " information only: a match has no weight in a rating, and major groups are never compared."
    ),
)
enforced_exclusions = declare(
    "screening.enforced_exclusions",
    list(CRITERION_KEYS),
    _l("Exclusion criteria that stop a case when they are met, by their keys; others only count."),
    check=known_criteria,
)
