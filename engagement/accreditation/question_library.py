"""Questions that reviewers ask often, by key: each reader sees them in the language of the page.

A question is stored by its key, so that the focal points of one organization may read it in
different languages; words that a reviewer changed are stored as they were written.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class LibraryQuestion:
    """One question; `criterion` is the key of the criterion it helps to judge."""

    key: str
    criterion: str
    text: Any


LIBRARY = (
    LibraryQuestion(
        "date_of_registration",
        "registered",
        _l("On which date was the organization first registered, and by which authority?"),
    ),
    LibraryQuestion(
        "earlier_name",
        "registered",
        _l("The document names another organization. Did you have another name, and until when?"),
    ),
    LibraryQuestion(
        "recognition_by_custom",
        "registered",
        _l("If there is no registration, who recognizes the organization, and since when?"),
    ),
    LibraryQuestion(
        "certified_copies",
        "registered",
        _l(
            "Who certified the copies that you send, and on which day? If nobody near you can"
            " certify them, tell us who issued the papers, and we check with them."
        ),
    ),
    LibraryQuestion(
        "officials_in_bodies",
        "non_governmental",
        _l(
            "Do public officials sit in the governing body? If so, in which function, and who"
            " appointed them?"
        ),
    ),
    LibraryQuestion(
        "public_funds",
        "non_governmental",
        _l("Which share of your income comes from governments, and on which conditions?"),
    ),
    LibraryQuestion(
        "surplus",
        "non_profit",
        _l(
            "What happens with a surplus at the end of a year? Please name the article of your"
            " statutes."
        ),
    ),
    LibraryQuestion(
        "dissolution",
        "non_profit",
        _l("Who receives the assets if the organization is dissolved?"),
    ),
    LibraryQuestion(
        "payments_to_members",
        "non_profit",
        _l(
            "Do members of the governing body receive payments? If so, for what and how much a"
            " year?"
        ),
    ),
    LibraryQuestion(
        "projects_of_two_years",
        "environment",
        _l(
            "Please name your projects on the environment of the last two years: place, dates and"
            " results."
        ),
    ),
    LibraryQuestion(
        "share_of_environment",
        "environment",
        _l("Which share of your work and of your spending concerns the environment?"),
    ),
    LibraryQuestion(
        "work_abroad",
        "international",
        _l("What did you do in or with other countries in the last two years, and with whom?"),
    ),
    LibraryQuestion(
        "networks",
        "international",
        _l("Of which international networks are you a member, and since when?"),
    ),
)
BY_KEY = {question.key: question for question in LIBRARY}
