"""Rules of screening that staff may change."""

from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

from engagement.screening import rating_rules, routes
from engagement.screening.levels import Level
from engagement.screening.questionnaire import CRITERION_KEYS
from engagement.settings.registry import Unit, declare


def known_criteria(keys):
    """ValueError for a key that is no exclusion criterion of the questionnaire."""
    if unknown := [key for key in keys if key not in CRITERION_KEYS]:
        raise ValueError(_l("“%(key)s” is not an exclusion criterion.", key=unknown[0]))
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
list_age_days = declare(
    "screening.list_age_days",
    30,
    _l(
        "Days after which a list for which nobody has seen a newer file, or that there is none, is"
        " shown as old."
    ),
    unit=Unit.DAYS,
    minimum=1,
    maximum=400,
)
fetch_megabytes = declare(
    "screening.fetch_megabytes",
    40,
    _l("The largest file of a list that is fetched from its configured address."),
    unit=Unit.MEGABYTES,
    minimum=1,
    maximum=60,
)
fetch_seconds = declare(
    "screening.fetch_seconds",
    120,
    _l("How many seconds a configured address has to give a whole file of a list."),
    minimum=5,
    maximum=900,
)
use_world_bank = declare(
    "screening.use_world_bank",
    True,
    _l("Whether companies and partners are compared with the World Bank's list."),
)
use_ebrd = declare(
    "screening.use_ebrd",
    True,
    _l(
        "Whether companies and partners are compared with the list of the European Bank for"
        " Reconstruction and Development."
    ),
)
use_global_compact = declare(
    "screening.use_global_compact",
    True,
    _l("Whether companies and partners are looked up among participants of the Global Compact."),
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
rating_rules_lines = declare(
    "screening.rating_rules",
    rating_rules.DEFAULT_LINES,
    _l("Which level of risk each rule of the rating gives, one rule=level a line."),
    check=rating_rules.check_lines,
)
several_flags = declare(
    "screening.several_flags",
    3,
    _l("How many moderate or severe flags of the questionnaire count as several."),
    minimum=2,
    maximum=20,
)
several_minor_flags = declare(
    "screening.several_minor_flags",
    3,
    _l("How many minor flags of the questionnaire count as several."),
    minimum=2,
    maximum=20,
)
old_controversy_months = declare(
    "screening.old_controversy_months",
    60,
    _l("After how many months a severe controversy whose harm was made good counts less."),
    unit=Unit.MONTHS,
    minimum=12,
    maximum=240,
)
route_lines = declare(
    "screening.routes",
    routes.DEFAULT_LINES,
    _l("Who decides at each level of risk, one level=step,step a line."),
    check=routes.check_lines,
)
reply_days = declare(
    "screening.reply_days",
    20,
    _l(
        "Days in which a company can reply to allegations before it is rated of substantial or"
        " high risk."
    ),
    unit=Unit.DAYS,
    minimum=5,
    maximum=90,
)
reply_reminder_days = declare(
    "screening.reply_reminder_days",
    5,
    _l("How many days before its time to reply is over a company is reminded."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=60,
)
measure_reminder_days = declare(
    "screening.measure_reminder_days",
    14,
    _l("How many days before a measure of a plan is due its owner is reminded."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=90,
)
most_steps = declare(
    "screening.measure_most_steps",
    2,
    _l("By how many steps of the rating one finished measure can lower it at most."),
    minimum=1,
    maximum=3,
)
days_by_level = {
    level: declare(
        f"screening.days_{level}",
        days,
        said,
        unit=Unit.WORKING_DAYS,
        minimum=1,
        maximum=250,
    )
    for level, days, said in (
        (Level.LOW, 10, _l("Working days from opening a case of low risk to its decision.")),
        (
            Level.MODERATE,
            20,
            _l("Working days from opening a case of moderate risk to its decision."),
        ),
        (
            Level.SUBSTANTIAL,
            40,
            _l("Working days from opening a case of substantial risk to its decision."),
        ),
        (Level.HIGH, 60, _l("Working days from opening a case of high risk to its decision.")),
        (
            Level.EXCLUDED,
            20,
            _l("Working days from stopping an excluded case to the committee's confirmation."),
        ),
    )
}
valid_months = {
    level: declare(
        f"screening.valid_months_{level}",
        months,
        said,
        unit=Unit.MONTHS,
        minimum=1,
        maximum=60,
    )
    for level, months, said in (
        (Level.LOW, 24, _l("For how many months the decision on a case of low risk holds.")),
        (
            Level.MODERATE,
            24,
            _l("For how many months the decision on a case of moderate risk holds."),
        ),
        (
            Level.SUBSTANTIAL,
            12,
            _l("For how many months the decision on a case of substantial risk holds."),
        ),
        (Level.HIGH, 12, _l("For how many months the decision on a case of high risk holds.")),
    )
}
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
