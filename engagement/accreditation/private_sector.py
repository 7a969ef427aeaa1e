"""The track of companies, State-owned enterprises and business foundations (product 3.1, 4).

Its short path is for small and medium-sized enterprises: at most `MOST_QUESTIONS` questions after
the section on the name (`forms.by_track.questions` counts them, a test holds them to it).
The questionnaire of both paths is a table of its own, `screening.questionnaire`.
"""

from flask_babel import lazy_gettext as _l

from engagement.accreditation.papers import ALL, OTHER, TRANSLATIONS, Requirement
from engagement.accreditation.track_parts import Criterion, Section, Track
from engagement.organizations.models import IDENTITY

MOST_QUESTIONS = 20

IN_SHORT = {
    "company": ("registration_number", "registered_on"),
    "group": ("part_of_group", "parent"),
    "principles": ("commitment",),
}
"""By section the fields that the short path asks for; of a section left out it asks for all."""

DETAILS = {
    "group": ("parent", "ultimate_owner"),
    "global_compact": ("global_compact_number",),
}
"""By section the fields that only some answers to another one call for: no questions of their own.

Those of the questionnaire are in its own table."""

BUSINESS_REQUIREMENTS = (
    Requirement(
        "company_registration",
        _l("Extract from the commercial register"),
        _l(
            "Not older than six months, with the name, the number, the date of registration and who"
            " may sign. Of a State-owned enterprise the act that founded it is as good."
        ),
        criteria=("legal_existence",),
        required_of=ALL,
    ),
    Requirement(
        "principles_declaration",
        _l("Signed declaration"),
        _l(
            "One page on letterhead, signed by somebody who may sign for the company: that it"
            " commits itself to the ten principles, and that what it says here is true."
        ),
        criteria=("ten_principles",),
        required_of=ALL,
    ),
    Requirement(
        "annual_report",
        _l("Last annual report or accounts"),
        _l("If the company publishes or files any."),
        criteria=("legal_existence", "disclosures"),
    ),
    Requirement(
        "sustainability_report",
        _l("Sustainability report"),
        _l("If there is one; a Communication on Progress to the Global Compact is one, too."),
        criteria=("disclosures", "ten_principles"),
    ),
    TRANSLATIONS,
    OTHER,
)

PRIVATE_SECTOR = Track(
    key="private_sector",
    title=_l("Private-sector accreditation"),
    series="PSA",
    number_series="PS",
    is_business=True,
    sections=(
        Section(
            IDENTITY,
            _l("Name, sector and size"),
            _l("Its names, seat, kind, sector and size"),
        ),
        Section(
            "company",
            _l("Legal existence"),
            _l("Legal form and registration"),
        ),
        Section(
            "owners",
            _l("Owners and directors"),
            _l("Who leads it and who owns it: names in their own script, roles, shares"),
        ),
        Section(
            "activity",
            _l("What it does"),
            _l("Products and services, and the countries in which it works"),
        ),
        Section(
            "group",
            _l("Group and State share"),
            _l("Parent company, ultimate owner, share of a State"),
        ),
        Section(
            "ethics",
            _l("Sustainability and ethics"),
            _l("Policies and practice on people, environment and business conduct"),
        ),
        Section(
            "exclusions",
            _l("Exclusion criteria"),
            _l("Business with which the United Nations does not engage"),
        ),
        Section(
            "disclosures",
            _l("Disclosures"),
            _l("Proceedings, sanctions, relations to officials, interests in what is negotiated"),
        ),
        Section(
            "global_compact",
            _l("Global Compact"),
            _l("Whether it takes part; not taking part is no disadvantage"),
        ),
        Section(
            "accounts",
            _l("Finances"),
            _l("Turnover and result of the last closed year"),
        ),
        Section(
            "principles",
            _l("Ten principles"),
            _l("The commitment on human rights, labour, environment and anti-corruption"),
        ),
        Section(
            "contacts",
            _l("Contact points"),
            _l("Address of the seat, and whom to write to"),
        ),
    ),
    short=frozenset(
        {
            IDENTITY,
            "company",
            "owners",
            "activity",
            "group",
            "ethics",
            "exclusions",
            "disclosures",
            "principles",
        }
    ),
    criteria=(
        Criterion(
            "legal_existence",
            _l("Legal existence"),
            _l("Does the company exist in law, and is it known who owns and leads it?"),
            ("company", "owners", "group"),
        ),
        Criterion(
            "no_exclusion",
            _l("No exclusion criterion"),
            _l("Is the company free of everything that excludes it from engagement?"),
            ("exclusions", "activity"),
        ),
        Criterion(
            "disclosures",
            _l("Disclosures complete"),
            _l("Has it disclosed what it was asked for, with explanations where needed?"),
            ("disclosures", "ethics", "accounts"),
        ),
        Criterion(
            "ten_principles",
            _l("Commitment to the ten principles"),
            _l("Has it committed itself to the ten principles of the Global Compact?"),
            ("principles", "global_compact"),
        ),
        Criterion(
            "screening",
            _l("Screening resolved"),
            _l("Is everything that the screening found cleared up?"),
            ("owners",),
            by_record=True,
        ),
    ),
    documents=BUSINESS_REQUIREMENTS,
)
