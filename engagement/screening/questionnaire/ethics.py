"""Sustainability and ethics (the fourth part of the UN questionnaire of 2012), in our own words."""

from flask_babel import lazy_gettext as _l

from engagement.screening.questionnaire.question import (
    BOTH,
    COMPACT,
    STANDARD,
    UN_2012,
    Kind,
    Part,
    Question,
    WeightClass,
    flagged_no,
    flagged_yes,
)

MODERATE, MINOR = WeightClass.MODERATE, WeightClass.MINOR
NA = Kind.YES_NO_NA


def _policy(key, text, hint, weight, source=UN_2012, **more):
    return flagged_no(key, Part.ETHICS, text, hint, weight, source, **more)


QUESTIONS = (
    _policy(
        "eth_sustainability_policy",
        _l("Does the company have a public policy on sustainability or corporate responsibility?"),
        _l("If yes, give its web address. If no, say whether one is planned."),
        MINOR,
    ),
    _policy(
        "eth_reporting",
        _l("Does it report in public on sustainability at least every two years?"),
        _l("Say by which standard, and give the address of the last report."),
        MINOR,
    ),
    _policy(
        "eth_human_rights",
        _l("Does it look for risks to human rights in its own work and act on what it finds?"),
        _l("The Guiding Principles on Business and Human Rights call this due diligence."),
        MODERATE,
        COMPACT,
    ),
    _policy(
        "eth_workers",
        _l("Can workers form and join unions freely, and are they treated without discrimination?"),
        _l("Say how this is made sure, also where the law does not ask for it."),
        MODERATE,
        COMPACT,
        paths=BOTH,
    ),
    _policy(
        "eth_safety",
        _l("Does it keep rules on health and safety at work, and records of accidents?"),
        None,
        MINOR,
    ),
    _policy(
        "eth_supply_chain",
        _l("Do its suppliers accept a code of conduct, and does it check that they keep it?"),
        _l("Say what share of suppliers is checked, and by whom."),
        MINOR,
        kind=NA,
    ),
    _policy(
        "eth_indigenous",
        _l(
            "Where its work touches land or resources of Indigenous Peoples, does it seek their"
            " free, prior and informed consent?"
        ),
        _l("Answer “does not apply” where no such land or resource is touched."),
        MODERATE,
        kind=NA,
    ),
    _policy(
        "eth_environment",
        _l("Does it know and reduce the harm that its work does to the environment?"),
        _l("Name a system such as ISO 14001, or say in plain words what is measured and done."),
        MODERATE,
        COMPACT,
        paths=BOTH,
    ),
    _policy(
        "eth_climate",
        _l("Has it public targets for its emissions, and does it report on reaching them?"),
        None,
        MINOR,
    ),
    _policy(
        "eth_nature",
        _l(
            "Where it buys or produces timber, soy, palm oil, cattle, fish or minerals, can it"
            " show that no forest or protected area is destroyed for them?"
        ),
        _l("Answer “does not apply” where it deals in none of these."),
        MODERATE,
        kind=NA,
    ),
    _policy(
        "eth_chemicals",
        _l("Where it makes or uses hazardous chemicals or plastics, does it publish how much?"),
        _l("Answer “does not apply” where it does neither."),
        MINOR,
        kind=NA,
    ),
    _policy(
        "eth_claims",
        _l("Are claims that it makes on the environment in advertising checked by somebody else?"),
        _l("Answer “does not apply” where it makes no such claims."),
        MINOR,
        kind=NA,
    ),
    _policy(
        "eth_corruption",
        _l("Does it have rules and training against bribery and corruption?"),
        _l("Small companies: say how gifts, payments and favours are dealt with."),
        MODERATE,
        COMPACT,
        paths=BOTH,
    ),
    _policy(
        "eth_whistleblowing",
        _l("Can people report wrongs without giving their names and without fear?"),
        None,
        MINOR,
    ),
    _policy(
        "eth_money_laundering",
        _l("Does it know who its customers and the real owners of its partners are?"),
        _l("This is to prevent money-laundering and the financing of terrorism."),
        MINOR,
    ),
    flagged_yes(
        "eth_political_money",
        Part.ETHICS,
        _l("Did it give money to political parties or candidates in the last two years?"),
        _l("Name the country, the receiver and the amount."),
        MINOR,
        UN_2012,
        paths=STANDARD,
    ),
    Question(
        key="eth_commitments",
        section=Part.ETHICS,
        text=_l("Which initiatives, labels or commitments on sustainability does it take part in?"),
        hint=_l("Leave it empty if there are none; that counts for nothing."),
        kind=Kind.TEXT,
        weight=WeightClass.NONE,
        source=UN_2012,
    ),
)
