"""What the paper of registration is called and looks like in a country, and where to check it.

One card a country, with its source. `confirmed` is true only where the text of the law or the
register itself was read for this table; the others are shown as "not verified; tell us". A country
without a card is simply not listed yet: nothing is guessed from its neighbours.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class CountryCard:
    """`paper` is the name in the language `language` of the country; `register` may be unknown."""

    country: str
    paper: str
    language: str
    looks: Any
    issuer: Any
    register: str | None
    register_url: str | None
    source: str
    confirmed: bool = False


CARDS = (
    CountryCard(
        "BR",
        "Comprovante de inscrição e de situação cadastral (CNPJ)",
        "pt",
        _l(
            "A page printed from the tax office with the number (CNPJ, 14 digits), the name and the"
            " date of opening. Beside it the statutes with the stamp of the notary's register of"
            " legal persons."
        ),
        _l("The federal tax office; the statutes are kept by a register of legal persons."),
        "Mapa das Organizações da Sociedade Civil (Ipea)",
        "https://mapaosc.ipea.gov.br",
        "Código Civil (Lei 10.406/2002), art. 44–46; Lei 13.019/2014",
    ),
    CountryCard(
        "CN",
        "社会团体法人登记证书",
        "zh-Hans",
        _l(
            "A certificate with the unified social credit code (18 characters), the name, the"
            " legal representative, the business supervisory unit and the term of validity."
        ),
        _l("The civil affairs department of the State, the province, the city or the county."),
        "全国社会组织信用信息公示平台",
        "https://xxgs.chinanpo.mca.gov.cn",
        "社会团体登记管理条例",
    ),
    CountryCard(
        "FR",
        "Récépissé de déclaration de création d'une association",
        "fr",
        _l(
            "A letter of the prefecture with the number of the national register of associations"
            " (W and nine digits); the notice in the official journal shows the same name."
        ),
        _l("The prefecture or sub-prefecture of the seat."),
        "Journal officiel des associations et fondations d'entreprise",
        "https://www.journal-officiel.gouv.fr/pages/associations-recherche/",
        "Loi du 1er juillet 1901, art. 5",
    ),
    CountryCard(
        "GB",
        "Entry in the register of charities",
        "en",
        _l(
            "A page of the register with the charity number, the date of registration and the"
            " trustees. Scotland and Northern Ireland have registers of their own."
        ),
        _l("The regulator of charities of that part of the country."),
        "Charity Commission for England and Wales",
        "https://register-of-charities.charitycommission.gov.uk",
        "Charities Act 2011, part 4",
    ),
    CountryCard(
        "IN",
        "Certificate of Registration of Society",
        "en",
        _l(
            "A certificate with the number and the year, the name of the society, and the signature"
            " and seal of the registrar of the state. Trusts have a registered deed instead."
        ),
        _l("The registrar of societies of the state."),
        "NGO Darpan",
        "https://ngodarpan.gov.in",
        "Societies Registration Act, 1860, section 3",
    ),
    CountryCard(
        "KE",
        "Certificate of Registration (public benefit organization, NGO or society)",
        "en",
        _l(
            "A certificate with a number, the name and the date. Those issued to NGOs under the law"
            " of 1990 carry the name of the NGOs Co-ordination Board; since May 2024 the Public"
            " Benefit Organizations Regulatory Authority issues them."
        ),
        _l("The authority for public benefit organizations; for societies the registrar."),
        "Public Benefit Organizations Regulatory Authority",
        "https://www.pbora.go.ke",
        "Public Benefit Organizations Act, 2013, in force since 14 May 2024",
        confirmed=True,
    ),
    CountryCard(
        "NE",
        "Arrêté portant autorisation d'exercice",
        "fr",
        _l(
            "An order of the ministry with a number and a date that names the association. A"
            " provisional receipt alone is not the order; send both if you have both."
        ),
        _l("The ministry of the interior."),
        None,
        None,
        "Ordonnance n° 84-06 du 1er mars 1984; décret n° 92-292 du 25 septembre 1992",
    ),
    CountryCard(
        "TN",
        "إعلان تكوين الجمعية بالرائد الرسمي",
        "ar",
        _l(
            "The page of the official journal with the notice of the foundation, and the extract"
            " of the national register of enterprises with its number."
        ),
        _l("The head of the government's office takes the declaration; the journal prints it."),
        "Registre national des entreprises",
        "https://www.registre-entreprises.tn",
        "Décret-loi n° 2011-88 du 24 septembre 2011, art. 11; loi n° 2018-52, art. 7",
        confirmed=True,
    ),
    CountryCard(
        "US",
        "Determination letter (section 501(c)(3))",
        "en",
        _l(
            "A letter of the tax office with the employer identification number and the date from"
            " which the exemption holds. Beside it the certificate of incorporation of the state."
        ),
        _l("The Internal Revenue Service; the secretary of state of the state."),
        "Tax Exempt Organization Search",
        "https://apps.irs.gov/app/eos/",
        "Internal Revenue Code, section 501(c)(3)",
    ),
    CountryCard(
        "ZA",
        "Registration certificate of a nonprofit organisation",
        "en",
        _l("A certificate with the NPO number, the name and the date of registration."),
        _l("The directorate for nonprofit organisations of the department of social development."),
        "Nonprofit organisations database",
        "https://www.npo.gov.za",
        "Nonprofit Organisations Act 71 of 1997, sections 13 to 15",
    ),
)


def card(country: str | None) -> CountryCard | None:
    """The card of a country by its two letters, or None."""
    return next((each for each in CARDS if each.country == country), None)
