"""Which papers show what: the requirements, and evidence by other means (product 3.1).

Criteria are the same for everybody; what is accepted as evidence follows the Major Group and the
country. Pure tables; `country_cards` says what papers are called in a country.
"""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from engagement.accreditation.papers import ALL, OTHER, TRANSLATIONS, Means, Requirement
from engagement.accreditation.private_sector import BUSINESS_REQUIREMENTS
from engagement.core.major_groups import MajorGroup as G

REQUIREMENTS = (
    Requirement(
        "cover_letter",
        _l("Cover letter"),
        _l(
            "On the organization's letterhead if it has one, signed: who you are, what you do for"
            " the environment at home and internationally, and why you want accreditation."
        ),
        criteria=("environment", "international"),
        required_of=ALL,
    ),
    Requirement(
        "registration",
        _l("Certificate of registration"),
        _l(
            "It shows the name, the number and the date of registration, and the stamp of the"
            " office that issued it. All pages, also the back where something stands on it."
        ),
        criteria=("registered",),
        required_of=ALL,
        certified=True,
    ),
    Requirement(
        "statutes",
        _l("Statutes, constitution or by-laws"),
        _l(
            "With all changes since. They show the purpose, who decides, and that no profit is"
            " distributed."
        ),
        criteria=("non_governmental", "non_profit", "environment"),
        required_of=ALL,
        certified=True,
    ),
    Requirement(
        "activity_reports",
        _l("Reports on your activities in the last two years"),
        _l(
            "Annual reports, or an account of what you did in each of the two years, with places"
            " and dates. Photographs and newspaper cuttings may be added."
        ),
        criteria=("registered", "environment"),
        required_of=ALL,
    ),
    Requirement(
        "financial_statements",
        _l("Financial statements of the last two years"),
        _l(
            "Income and expenditure of each of the two years, audited where your law or your"
            " statutes ask for it."
        ),
        criteria=("non_profit", "non_governmental"),
        required_of=ALL,
    ),
    Requirement(
        "international_scope",
        _l("Proof of activity in or with other countries"),
        _l(
            "For example an agreement with a partner abroad, a list of members in other countries,"
            " a letter from an international network, or the programme of a meeting in which you"
            " took part."
        ),
        criteria=("international",),
        required_of=ALL,
    ),
    Requirement(
        "non_profit",
        _l("Proof of non-profit or tax-exempt status"),
        _l(
            "A letter of the tax office, or the article of the statutes that says what happens to"
            " a surplus and to the property when the organization ends."
        ),
        criteria=("non_profit",),
        required_of=frozenset({G.BUSINESS}),
    ),
    Requirement(
        "independence",
        _l("Note on independence from government"),
        _l(
            "Who appoints those who lead the organization, who pays for it, and that it speaks for"
            " itself and not for a government. One page, signed."
        ),
        criteria=("non_governmental",),
        required_of=frozenset({G.LOCAL_AUTHORITIES, G.SCIENCE}),
    ),
    Requirement(
        "governing_body",
        _l("List of the members of the governing body"),
        _l(
            "Only if you have such a list already: the names that you entered in the application"
            " are enough."
        ),
        criteria=("non_governmental",),
    ),
    TRANSLATIONS,
    OTHER,
)

MEANS = (
    Means(
        "customary_resolution",
        _l("Resolution of a customary authority or of an assembly"),
        _l(
            "A written resolution of the council, the elders or the assembly of the people or"
            " community: who is recognized, since when, and who may speak for it. Signed or marked"
            " by those who decided, with place and date."
        ),
        ("registration", "statutes"),
        frozenset({G.INDIGENOUS, G.FARMERS}),
    ),
    Means(
        "oral_statement",
        _l("Transcript of a recorded oral statement"),
        _l(
            "A statement spoken before witnesses and recorded, written down word for word in its"
            " language, with a translation if you have one. Two witnesses sign the transcript. Keep"
            " the recording: we may ask to hear it."
        ),
        ("registration", "statutes", "activity_reports"),
        frozenset({G.INDIGENOUS, G.FARMERS, G.WOMEN}),
    ),
    Means(
        "founding_act",
        _l("Law or public act that founded the body"),
        _l(
            "The law, decree, charter or council decision by which a university, a research body"
            " or an association of local authorities was founded, with its date."
        ),
        ("registration", "statutes"),
        frozenset({G.LOCAL_AUTHORITIES, G.SCIENCE}),
    ),
    Means(
        "people_across_borders",
        _l("A people that lives across borders"),
        _l(
            "For a people whose lands lie in more than one country, working together across the"
            " border is international activity. Send a statement of both communities, or a map and"
            " an account of what you do together."
        ),
        ("international_scope",),
        frozenset({G.INDIGENOUS}),
    ),
    Means(
        "two_vouchers",
        _l("Letters of two accredited organizations"),
        _l(
            "Two accredited organizations each write on one page since when they have known your"
            " organization and what you do, with their accreditation numbers. We check with them."
        ),
        ("activity_reports", "international_scope"),
    ),
    Means(
        "one_page_account",
        _l("Signed account of income and expenditure on one page"),
        _l(
            "For small organizations: what came in and what went out in each of the two years,"
            " signed by two members of the governing body. No audit is needed."
        ),
        ("financial_statements",),
    ),
)

EVERY = {each.key: each for each in (*REQUIREMENTS, *BUSINESS_REQUIREMENTS)}
"""The papers of all tracks by key."""


def requirement(key: str) -> Requirement | None:
    """The requirement named `key`, or None."""
    return EVERY.get(key)


def means_for(key: str, group: G | None) -> list[Means]:
    """What `group` (None: any) may send in place of the usual paper of a requirement."""
    return [
        means
        for means in MEANS
        if key in means.requirements and (group is None or group in means.groups)
    ]


def means(key: str | None) -> Means | None:
    """The means named `key`, or None."""
    return next((each for each in MEANS if each.key == key), None)


def accepted(
    criterion: str | None, among: Iterable[Requirement] = REQUIREMENTS
) -> list[Requirement]:
    """The papers that show a criterion (None: any paper that shows one), in order."""
    return [
        each
        for each in among
        if each.criteria and (criterion is None or criterion in each.criteria)
    ]
