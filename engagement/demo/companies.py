"""Made-up companies of the demo: names, owners and what each says of itself."""

from dataclasses import dataclass, field
from decimal import Decimal

from engagement.accreditation.models import Application
from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.core.permissions import Actor
from engagement.core.sectors import Sector
from engagement.demo.company_answers import company_answers
from engagement.organizations.commands import PersonData
from engagement.organizations.models import (
    Nationality,
    Organization,
    PersonRole,
    StaffBand,
    TurnoverBand,
)

LARGE = (StaffBand.UP_TO_999, TurnoverBand.UP_TO_250)
SMALL = (StaffBand.UP_TO_49, TurnoverBand.UP_TO_2)
CHIEF, DIRECTOR, OWNER = PersonRole.CHIEF_EXECUTIVE, PersonRole.DIRECTOR, PersonRole.OWNER


@dataclass(frozen=True)
class Owner:
    """Somebody who leads or owns a company; `share` in percent."""

    name: str
    latin_name: str | None
    roles: tuple[PersonRole, ...]
    share: int | None
    born: int | None = None

    def data(self, country: str) -> PersonData:
        """As it is asked for."""
        return PersonData(
            name=self.name,
            latin_name=self.latin_name,
            position="",
            nationality=Nationality.STATED,
            nationalities=(country,),
            birth_year=self.born,
            roles=self.roles,
            share=None if self.share is None else Decimal(self.share),
        )


@dataclass
class Company:
    """A company: what it is in the demo (`key`), its focal point (name and address), its rows."""

    key: str
    name: str
    language: str
    country: str
    sector: Sector
    size: tuple[StaffBand, TurnoverBand]
    focal_point: tuple[str, str]
    products: str
    owners: tuple[Owner, ...]
    latin_name: str | None = None
    other_answers: dict[str, dict] = field(default_factory=dict)
    leader: Actor | None = None
    organization: Organization | None = None
    application: Application | None = None

    @property
    def domain(self) -> str:
        """A domain that cannot exist."""
        return self.focal_point[1].partition("@")[2]

    def answers(self) -> dict[str, dict]:
        """By section: harmless ones, and what it says itself."""
        person, email = self.focal_point
        own = {
            "company": {"registration_number": f"{self.country}-{len(self.name):04}"},
            "activity": {"products": self.products, "countries": [self.country]},
            "accounts": {"currency": "USD", "turnover": 1_400_000},
            "principles": {"responsible": person},
            "contacts": {
                "address": f"1 Harbour Road, {self.country}",
                "first_name": person,
                "first_email": email,
            },
            **self.other_answers,
        }
        answers = company_answers()
        keys = PRIVATE_SECTOR.short if self.size is SMALL else answers.keys()
        return {key: values | own.get(key, {}) for key, values in answers.items() if key in keys}


def made() -> dict[str, Company]:
    """All of them, by what happens to them."""
    companies = (
        Company(
            "first",
            "Озёрные насосы",
            "ru",
            "KZ",
            Sector.ENERGY,
            SMALL,
            ("Айгуль Нурланова", "aigul@ozernye-nasosy.example"),
            "Солнечные насосы для пастбищ и небольших ферм.",
            (
                Owner("Айгуль Нурланова", "Aigul Nurlanova", (CHIEF, OWNER), 70, 1984),
                Owner("Тимур Жаксыбеков", "Timur Zhaksybekov", (OWNER,), 30, 1979),
            ),
            latin_name="Ozyornye Nasosy",
        ),
        Company(
            "second",
            "شركة ريح الواحة للطاقة",
            "ar",
            "JO",
            Sector.ENERGY,
            LARGE,
            ("سلمى الحدادين", "salma@oasis-wind.example"),
            "توربينات رياح صغيرة للقرى ومحطات ضخ المياه.",
            (
                Owner("سلمى الحدادين", "Salma Haddadin", (CHIEF,), None, 1976),
                Owner("هدى المنصوري", "Huda Almansouri", (OWNER,), 55),
                Owner("يوسف الخطيب", "Yousef Khatib", (OWNER,), 45, 1968),
            ),
            latin_name="Oasis Wind Energy Company",
        ),
        Company(
            "draft",
            "Aurora Papers AB",
            "en",
            "SE",
            Sector.MANUFACTURING,
            LARGE,
            ("Linnea Fagerholm", "linnea@aurora-papers.example"),
            "Packaging from straw and recycled fibre.",
            (Owner("Linnea Fagerholm", None, (CHIEF,), None),),
        ),
        Company(
            "listed",
            "Orient Bridge General Trading",
            "en",
            "AE",
            Sector.TRADE,
            LARGE,
            ("Farah Kassab", "farah@orient-bridge.example"),
            "Spare parts for water pumps, sold in twelve countries.",
            (
                Owner("Farah Kassab", None, (CHIEF,), None, 1981),
                Owner("Нурлан Сапаргалиев", "Nurlan Sapargaliev", (OWNER,), 60, 1974),
                Owner("Ibrahim Diabaté", None, (DIRECTOR,), None),
                Owner("Mateo Quispe", None, (DIRECTOR,), None, 1977),
            ),
        ),
        Company(
            "moderate",
            "Mangrove Textiles S.A.",
            "fr",
            "SN",
            Sector.MANUFACTURING,
            LARGE,
            ("Aïssatou Diarra", "aissatou@mangrove-textiles.example"),
            "Vêtements de travail en coton biologique.",
            (Owner("Aïssatou Diarra", None, (CHIEF, OWNER), 80, 1972),),
        ),
        Company(
            "asked",
            "Cordillera Litio S.A.",
            "es",
            "CL",
            Sector.MINING,
            LARGE,
            ("Inés Valdivieso", "ines@cordillera-litio.example"),
            "Carbonato de litio para baterías.",
            (Owner("Inés Valdivieso", None, (CHIEF,), None, 1970),),
        ),
        Company(
            "high",
            "Delta Harbour Logistics Ltd",
            "en",
            "GH",
            Sector.TRANSPORT,
            LARGE,
            ("Kwesi Amankwah", "kwesi@delta-harbour.example"),
            "Bulk terminals and river barges.",
            (Owner("Kwesi Amankwah", None, (CHIEF, OWNER), 51, 1965),),
        ),
        Company(
            "voted",
            "Nordlicht Speicher GmbH",
            "en",
            "DE",
            Sector.MANUFACTURING,
            LARGE,
            ("Wiebke Harmsen", "wiebke@nordlicht-speicher.example"),
            "Stationary batteries for clinics and schools.",
            (Owner("Wiebke Harmsen", None, (CHIEF, OWNER), 40, 1969),),
        ),
        Company(
            "excluded",
            "Graufels Tabakwerke AG",
            "en",
            "CH",
            Sector.MANUFACTURING,
            LARGE,
            ("Reto Zurbriggen", "reto@graufels.example"),
            "Consumer goods.",
            (Owner("Reto Zurbriggen", None, (CHIEF,), None, 1963),),
        ),
    )
    return {company.key: company for company in companies}
