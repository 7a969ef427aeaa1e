"""How a case is rated, who decides it and by when, replies of companies, plans of measures."""

from flask_babel import lazy_gettext as _l

from engagement.screening import rating_rules, routes
from engagement.screening.levels import Level
from engagement.screening.questionnaire import CRITERION_KEYS
from engagement.settings.registry import Unit, declare


def known_criteria(keys):
    """ValueError for a key that is no exclusion criterion of the questionnaire."""
    if unknown := [key for key in keys if key not in CRITERION_KEYS]:
        raise ValueError(_l("“%(key)s” is not an exclusion criterion.", key=unknown[0]))


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
