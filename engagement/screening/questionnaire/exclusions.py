"""Exclusion criteria (domain 3.2): who meets an enforced one cannot become a partner.

Which are enforced is the setting `screening.enforced_exclusions`. Small and medium-sized
enterprises answer three questions that stand for all.
"""

from flask_babel import lazy_gettext as _l

from engagement.screening.questionnaire.question import (
    SME,
    UN_2015,
    UNDP,
    Part,
    WeightClass,
    flagged_yes,
)


def _criterion(key, text, hint, source, **more):
    return flagged_yes(key, Part.EXCLUSIONS, text, hint, WeightClass.EXCLUSION, source, **more)


CRITERIA = (
    _criterion(
        "excl_controversial_weapons",
        _l(
            "Does the company make, sell or finance anti-personnel mines, cluster munitions,"
            " or nuclear, chemical or biological weapons, or parts made for them?"
        ),
        _l("Companies that it owns or controls count as well."),
        UN_2015,
    ),
    _criterion(
        "excl_weapons",
        _l("Does the company make or sell other weapons, ammunition, or parts made for them?"),
        _l("Replicas that are sold as weapons count as well."),
        UNDP,
    ),
    _criterion(
        "excl_tobacco",
        _l("Does the company earn money by producing tobacco or tobacco products?"),
        _l("Shops that sell tobacco among other goods answer “no”."),
        UN_2015,
    ),
    _criterion(
        "excl_sanctions",
        _l(
            "Is the company, one of its owners or one of its directors under sanctions of the"
            " United Nations Security Council, or does it break such sanctions?"
        ),
        None,
        UN_2015,
    ),
    _criterion(
        "excl_ineligible",
        _l(
            "Has a body of the United Nations, the World Bank or another development bank declared"
            " the company ineligible, and is that still in force?"
        ),
        None,
        UN_2015,
    ),
    _criterion(
        "excl_forced_labour",
        _l("Does the company use or tolerate forced labour, itself or in its supply chain?"),
        _l("Bonded work and work of trafficked people count as forced labour."),
        UN_2015,
    ),
    _criterion(
        "excl_child_labour",
        _l("Does the company use or tolerate child labour, itself or in its supply chain?"),
        _l("Light work that the conventions of the ILO allow does not count."),
        UN_2015,
    ),
    _criterion(
        "excl_human_rights",
        _l("Is the company complicit in abuses of human rights?"),
        _l(
            "Complicit is who causes, supports or profits from an abuse, or who knows of it and"
            " does not act where it could."
        ),
        UN_2015,
    ),
    _criterion(
        "excl_pornography",
        _l("Does the company produce or distribute pornography?"),
        None,
        UNDP,
    ),
    _criterion(
        "excl_gambling",
        _l("Does the company run casinos, betting or other gambling?"),
        _l("Lotteries of a State that serve the public good alone do not count."),
        UNDP,
    ),
    _criterion(
        "excl_banned_substances",
        _l(
            "Does the company make, sell or use substances that are banned or being phased out"
            " under international conventions?"
        ),
        _l("For example under the Montreal, Stockholm, Minamata or Rotterdam instruments."),
        UNDP,
    ),
    _criterion(
        "excl_wildlife",
        _l("Does the company trade in wild animals or plants against the CITES convention?"),
        None,
        UNDP,
    ),
    _criterion(
        "excl_no_commitment",
        _l(
            "Has the company repeatedly refused to act on human rights, labour, the environment or"
            " corruption after it was asked to?"
        ),
        _l(
            "This speaks of systematic failure to show commitment to the ten principles of the"
            " Global Compact or to the Guiding Principles on Business and Human Rights."
        ),
        UN_2015,
    ),
)

OF_SMALL_ENTERPRISES = (
    _criterion(
        "sme_products",
        _l(
            "Does the company earn money with any of these: weapons or their parts, tobacco"
            " production, pornography, gambling, substances banned by conventions, protected"
            " wildlife?"
        ),
        _l("If yes, say which and how."),
        UNDP,
        paths=SME,
        stands_for=(
            "excl_controversial_weapons",
            "excl_weapons",
            "excl_tobacco",
            "excl_pornography",
            "excl_gambling",
            "excl_banned_substances",
            "excl_wildlife",
        ),
    ),
    _criterion(
        "sme_listed",
        _l(
            "Is the company, an owner or a director under sanctions of the Security Council, or"
            " declared ineligible by the United Nations or a development bank?"
        ),
        None,
        UN_2015,
        paths=SME,
        stands_for=("excl_sanctions", "excl_ineligible"),
    ),
    _criterion(
        "sme_rights",
        _l(
            "Does the company use or tolerate forced labour or child labour, or is it complicit in"
            " abuses of human rights?"
        ),
        _l("Its suppliers count as well, as far as the company knows of it."),
        UN_2015,
        paths=SME,
        stands_for=(
            "excl_forced_labour",
            "excl_child_labour",
            "excl_human_rights",
            "excl_no_commitment",
        ),
    ),
)
