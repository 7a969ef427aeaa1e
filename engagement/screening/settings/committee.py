"""When the partnership committee can vote, and what is adopted."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import declare

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
